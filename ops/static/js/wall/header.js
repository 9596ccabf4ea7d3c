/**
 * The name over several seats, with the signs of those whose own word has no room: a key
 * to the shapes below it, the loudest first, as many as fit.
 *
 * @typedef {import('./tones.js').CellView} CellView
 * @typedef {import('./view.js').TileView} TileView
 * @typedef {import('./cell.js').Room} Room
 * @typedef {import('./measure.js').Measure} Measure
 * @typedef {import('../core/shapes.js').Shape} Shape
 *
 * @typedef {{tone: string, shape: Shape | null, texts: string[]}} Sign from the fullest wording on
 */

import { el, setAttribute, setStyle, setText } from '../core/dom.js';
import { setShape, shape } from '../core/shapes.js';
import { t } from '../core/i18n.js';
import { show } from './cell.js';
import { NEAR } from './fit.js';
import { NAME, WORD } from './texts.js';
import { loudness } from './tones.js';

const APART = 36;
const QUIET = ['free', 'ok'];
const WORDED = ['three', 'two'];

export class Header {
  #name = el('span', 'name');
  #signs = el('span', 'signs');
  root = el('div', 'top header', [this.#name, this.#signs]);
  #measure;

  /** @param {Measure} measure */
  constructor(measure) {
    this.#measure = measure;
  }

  /**
   * @param {TileView} view
   * @param {Room} room
   * @param {number} width inside the tile
   */
  paint(view, room, width) {
    const name = Math.max(room.name, NAME);
    const word = Math.max(room.word, WORD);
    setText(this.#name, view.name);
    setStyle(this.root, '--name', String(name));
    setStyle(this.root, '--word', String(word));
    const shown = this.#fitting(signsOf(view, WORDED.includes(room.form)), word, width - this.#measure(view.name) * name);
    this.#haveSigns(shown.length);
    // The loudest stands at the edge, where every other tile has its sign.
    shown.reverse().forEach((sign, at) => paintSign(/** @type {HTMLElement} */ (this.#signs.children[at]), sign));
  }

  /**
   * @param {Sign[]} signs
   * @param {number} size
   * @param {number} width
   */
  #fitting(signs, size, width) {
    let spare = width;
    /** @type {Sign[]} */
    const shown = [];
    for (const sign of signs) {
      const before = APART + (sign.shape ? size + NEAR : 0);
      const text = sign.texts.find((one) => before + this.#measure(one) * size <= spare);
      if (text === undefined) continue;
      spare -= before + this.#measure(text) * size;
      shown.push({ ...sign, texts: [text] });
    }
    return shown;
  }

  /** @param {number} count */
  #haveSigns(count) {
    while (this.#signs.children.length < count) this.#signs.append(el('span', 'sign', [shape('empty'), el('span', 'word')]));
    while (this.#signs.children.length > count) this.#signs.lastElementChild?.remove();
  }
}

/**
 * @param {HTMLElement} node
 * @param {Sign} sign
 */
function paintSign(node, sign) {
  const [picture, word] = node.children;
  setAttribute(node, 'data-tone', sign.tone);
  show(/** @type {Element} */ (picture), sign.shape !== null);
  if (sign.shape) setShape(/** @type {SVGSVGElement} */ (picture), sign.shape);
  setText(/** @type {HTMLElement} */ (word), sign.texts[0] ?? '');
}

/**
 * @param {TileView} view
 * @param {boolean} worded the seats show their words themselves
 * @returns {Sign[]}
 */
export function signsOf(view, worded) {
  const seats = worded ? [] : view.cells.filter((cell) => !QUIET.includes(cell.tone));
  const signs = [...seats.map((cell) => signOf(cell, '')), ...view.atLarge.map((cell) => signOf(cell, cell.main))];
  return signs
    .sort((a, b) => loudness(b.tone) - loudness(a.tone))
    .filter((sign, at, all) => all.findIndex((one) => one.texts[0] === sign.texts[0]) === at);
}

/**
 * @param {CellView} cell
 * @param {string} time where it stands nowhere else
 */
function signOf({ tone, shape, word, beside }, time) {
  const who = beside === t('late') ? '' : beside;
  const full = [word, time].filter(Boolean).join(' ');
  return { tone, shape, texts: [...new Set([[full, who].filter(Boolean).join(' · '), full, word])] };
}
