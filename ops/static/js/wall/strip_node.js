/**
 * The bar over the tiles on the page. Chips are kept by what they speak of, so a second's
 * tick changes only the digits.
 *
 * @typedef {import('./strip.js').Item} Item
 * @typedef {import('./strip.js').Shown} Shown
 * @typedef {import('./measure.js').Measure} Measure
 */

import { el, setClass, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { setShape, shape } from '../core/shapes.js';
import { fitStrip, STRIP_SIZE } from './strip.js';
import { show } from './cell.js';

class Chip {
  #shape = shape('empty');
  #text = el('span', 'what');
  #time = el('span', 'time');
  root = el('li', 'chip', [this.#shape, this.#text, this.#time]);

  /** @param {Shown} shown */
  paint({ item, wording }) {
    setClass(this.root, `chip ${item.tone}`);
    show(this.#shape, item.shape !== null);
    if (item.shape) setShape(this.#shape, item.shape);
    setText(this.#text, wording.text);
    setText(this.#time, wording.time);
  }
}

export class StripNode {
  /** @type {Map<string, Chip>} */
  #chips = new Map();
  #lead = el('li', 'lead');
  #more = el('li', 'chip more');
  #root;
  #measure;

  /**
   * @param {HTMLElement} root
   * @param {Measure} measure
   */
  constructor(root, measure) {
    this.#root = root;
    this.#measure = measure;
  }

  /**
   * @param {Item[]} items
   * @param {number} width in units of a 1080p screen
   */
  paint(items, width) {
    const quiet = items.length > 0 && items.every((item) => item.tone === 'next');
    const lead = quiet ? t('Next') : '';
    const room = lead ? this.#measure(lead) * STRIP_SIZE + 40 : 0;
    const { shown, left } = fitStrip(items, width, this.#measure, room);
    setText(this.#lead, lead);
    setText(this.#more, left ? `+${left}` : '');
    this.#arrange([
      ...(lead ? [this.#lead] : []),
      ...shown.map((one) => this.#chip(one)),
      ...(this.#more.textContent ? [this.#more] : []),
    ]);
    const keys = new Set(shown.map((one) => one.item.key));
    for (const key of this.#chips.keys()) if (!keys.has(key)) this.#chips.delete(key);
  }

  /** @param {Shown} shown */
  #chip(shown) {
    let chip = this.#chips.get(shown.item.key);
    if (!chip) this.#chips.set(shown.item.key, (chip = new Chip()));
    chip.paint(shown);
    return chip.root;
  }

  /** @param {HTMLElement[]} wanted */
  #arrange(wanted) {
    const standing = [...this.#root.children];
    if (standing.length === wanted.length && wanted.every((node, at) => node === standing[at])) return;
    this.#root.replaceChildren(...wanted);
  }
}
