/**
 * The bar over the tiles on the page. Chips are kept by what they speak of, so a second's
 * tick changes only the digits.
 *
 * @typedef {import('./strip.js').Item} Item
 * @typedef {import('./strip_fit.js').Bar} Bar
 * @typedef {import('./strip_fit.js').Row} Row
 * @typedef {import('./strip_fit.js').Shown} Shown
 * @typedef {import('./measure.js').Measure} Measure
 */

import { el, setClass, setStyle, setText } from '../core/dom.js';
import { setShape, shape } from '../core/shapes.js';
import { fitStrip } from './strip_fit.js';
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
  #rows;
  #measure;

  /**
   * @param {HTMLElement[]} rows
   * @param {Measure} measure
   */
  constructor(rows, measure) {
    this.#rows = rows;
    this.#measure = measure;
  }

  /**
   * @param {Item[]} items
   * @param {Bar} bar
   * @returns {{rows: number, hidden: Item[]}} how many rows it takes, and what is only counted
   */
  paint(items, bar) {
    const { rows, hidden } = fitStrip(items, bar, this.#measure);
    const shown = rows.flatMap((row) => row.chips);
    const keys = new Set(shown.map((one) => one.item.key));
    for (const key of this.#chips.keys()) if (!keys.has(key)) this.#chips.delete(key);
    const counted = hidden[0]?.tone ?? 'silent';
    this.#rows.forEach((node, at) => {
      const row = rows[at];
      show(node, Boolean(row));
      setStyle(node, '--size', String(bar.size));
      arrange(node, row ? this.#nodes(row, counted) : []);
    });
    return { rows: rows.length, hidden };
  }

  /**
   * @param {Row} row
   * @param {string} counted the loudest tone of what is only counted
   */
  #nodes({ chips, lead, more }, counted) {
    const nodes = chips.map((one) => this.#chip(one));
    const next = chips.findIndex((one) => one.item.tone === 'next');
    if (lead) {
      setText(this.#lead, lead);
      nodes.splice(next, 0, this.#lead);
    }
    if (more) {
      setText(this.#more, `+${more}`);
      setClass(this.#more, `chip more ${counted}`);
      nodes.push(this.#more);
    }
    return nodes;
  }

  /** @param {Shown} shown */
  #chip(shown) {
    let chip = this.#chips.get(shown.item.key);
    if (!chip) this.#chips.set(shown.item.key, (chip = new Chip()));
    chip.paint(shown);
    return chip.root;
  }
}

/**
 * @param {HTMLElement} node
 * @param {HTMLElement[]} wanted
 */
function arrange(node, wanted) {
  const standing = [...node.children];
  if (standing.length === wanted.length && wanted.every((one, at) => one === standing[at])) return;
  node.replaceChildren(...wanted);
}
