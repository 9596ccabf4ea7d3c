/**
 * The plan as squares with the places on them, each a button that Tab reaches.
 *
 * @typedef {import('./plan.js').Place} Place
 * @typedef {import('./plan.js').Extent} Extent
 */

import { el, setAttribute, setClass, setStyle, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { inOrder, standsSomewhere } from './plan.js';
import { called, faultsOf, marksOf, spokenWhere } from './plan_words.js';

export class PlanGrid {
  #root;
  #kindWord;
  /** @type {Map<string, Tile>} */
  #tiles = new Map();

  /**
   * @param {HTMLElement} root
   * @param {(kind: string) => string} kindWord
   */
  constructor(root, kindWord) {
    this.#root = root;
    this.#kindWord = kindWord;
  }

  /**
   * @param {Place[]} places
   * @param {string | null} chosen
   * @param {Extent} extent
   */
  paint(places, chosen, extent) {
    setStyle(this.#root, '--columns', String(extent.columns));
    setStyle(this.#root, '--rows', String(extent.rows));
    const there = inOrder(places.filter(standsSomewhere));
    const keys = new Set(there.map((place) => place.key));
    for (const [key, tile] of this.#tiles) {
      if (keys.has(key)) continue;
      tile.root.remove();
      this.#tiles.delete(key);
    }
    there.forEach((place, at) => this.#put(place, places, chosen, at));
  }

  /**
   * @param {Place} place
   * @param {Place[]} places
   * @param {string | null} chosen
   * @param {number} at its turn in the order of reading
   */
  #put(place, places, chosen, at) {
    let tile = this.#tiles.get(place.key);
    if (!tile) {
      tile = new Tile(place.key);
      this.#tiles.set(place.key, tile);
    }
    tile.paint(place, places, this.#kindWord(place.kind), place.key === chosen);
    // A button that is taken out of the page and put back loses the focus: only what stands wrong goes.
    if (this.#root.children[at] !== tile.root) {
      const focused = tile.root === document.activeElement;
      this.#root.insertBefore(tile.root, this.#root.children[at] ?? null);
      if (focused) tile.root.focus();
    }
  }

  /** @param {string} key */
  focus(key) {
    this.#tiles.get(key)?.root.focus();
  }
}

class Tile {
  root = el('button', 'standing');
  #name = el('span', 'called');
  #kind = el('span', 'is-for');
  #seats = el('span', 'marks');
  #taken = el('span', 'in-use', [t('in use')]);
  #where = el('span', 'spoken');
  #corner = el('span', 'corner');

  /** @param {string} key */
  constructor(key) {
    this.root.type = 'button';
    this.root.dataset.key = key;
    this.#corner.dataset.corner = '';
    this.root.append(this.#name, this.#kind, this.#seats, this.#taken, this.#where, this.#corner);
  }

  /** @param {Place} place @param {Place[]} places @param {string} kind @param {boolean} chosen */
  paint(place, places, kind, chosen) {
    const wrong = faultsOf(place, places).length > 0;
    setClass(this.root, ['standing', chosen && 'chosen', wrong && 'odd'].filter(Boolean).join(' '));
    setStyle(this.root, 'grid-row', `${place.row} / span ${place.height}`);
    setStyle(this.root, 'grid-column', `${place.column} / span ${place.width}`);
    setAttribute(this.root, 'aria-pressed', String(chosen));
    setText(this.#name, called(place));
    setText(this.#kind, kind);
    const marks = marksOf(place.seats);
    setText(this.#seats, marks.length > 1 ? marks.join(' ') : '');
    this.#taken.hidden = !place.taken;
    setText(this.#where, spokenWhere(place, places));
  }
}
