/**
 * One person's part of a tile on the page: built once, then only what changed is touched.
 *
 * @typedef {import('./view.js').CellView} CellView
 * @typedef {import('./fit.js').Form} Form
 * @typedef {import('./measure.js').Measure} Measure
 *
 * @typedef {object} Room what a cell may use, in units of a 1080p screen
 * @property {Form} form
 * @property {number} width
 * @property {number} digits font sizes
 * @property {number} name
 * @property {number} word
 * @property {number} age
 */

import { el, setAttribute, setClass, setStyle, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { setShape, shape } from '../core/shapes.js';
import { AGE, WORD } from './fit.js';

/** @typedef {{text: string, size: number}} Sized */

const BETWEEN = 12;
/** What browsers add in rounding widths; without it a name would lose its end to an ellipsis. */
const ROUNDING = 3;
/** @type {Sized} */
const NOTHING = { text: '', size: 0 };

export class Cell {
  root = el('div', 'cell');
  #name = el('span', 'name');
  #second = shape('empty');
  #lateAbove = el('span', 'late');
  #shape = shape('empty');
  #wordAbove = el('span', 'word');
  #main = el('span', 'main');
  #lateBeside = el('span', 'late');
  #ageBeside = el('span', 'age');
  #wordBelow = el('span', 'word');
  #ageBelow = el('span', 'age');
  #foot = el('div', 'foot', [this.#wordBelow, this.#ageBelow]);
  #measure;

  /** @param {Measure} measure */
  constructor(measure) {
    this.#measure = measure;
    setClass(this.#second, 'shape second');
    const sign = el('span', 'sign', [this.#second, this.#lateAbove, this.#shape, this.#wordAbove]);
    this.root.append(
      el('div', 'top', [this.#name, sign]),
      el('div', 'middle', [this.#main, this.#lateBeside, this.#ageBeside]),
      this.#foot,
    );
  }

  /**
   * @param {CellView} view
   * @param {Room} room
   */
  paint(view, room) {
    setAttribute(this.root, 'data-tone', view.tone);
    setAttribute(this.root, 'data-form', room.form);
    this.#sizes(room);
    const late = this.#paintMain(view, room);
    const lateAbove = view.late && !late && room.form !== 'two' ? t('late') : '';
    setText(this.#lateAbove, lateAbove);
    const word = this.#paintTop(view, room, lateAbove);
    const below = room.form === 'three' ? this.#fitting([view.word, view.short], room.word, room.width) : NOTHING;
    put(this.#wordBelow, below);
    put(this.#wordAbove, word);
    this.#paintAge(view, room, this.#wide(below.text, below.size), late);
    setText(this.#name, view.label);
  }

  /** @param {Room} room */
  #sizes(room) {
    setStyle(this.root, '--name', String(room.name));
    setStyle(this.root, '--word', String(room.word));
    setStyle(this.root, '--age', String(room.age));
  }

  /**
   * Name and sign share a line; the word stands there when the form says so.
   *
   * @param {CellView} view
   * @param {Room} room
   * @param {string} late the word that stands before the sign, if any
   * @returns {Sized} the word to show above
   */
  #paintTop(view, room, late) {
    show(this.#shape, view.shape !== null);
    if (view.shape) setShape(this.#shape, view.shape);
    const name = Math.min(this.#wide(view.label, room.name), room.width * 0.6);
    const spare = room.width - name - BETWEEN - ROUNDING - (view.shape ? room.word : 0);
    const word = room.form === 'two' ? this.#fitting([view.word, view.short], room.word, spare - 8) : NOTHING;
    const beside = late ? this.#wide(late, room.word) + 8 : 0;
    const rest = spare - beside - (word.text ? this.#wide(word.text, word.size) + 8 : 0);
    const second = view.second !== null && view.second !== view.shape && rest > room.word + BETWEEN;
    show(this.#second, second);
    if (view.second && second) setShape(this.#second, view.second);
    return word;
  }

  /**
   * The biggest text, as large as its box allows.
   *
   * @param {CellView} view
   * @param {Room} room
   * @returns {number} the width "late" takes beside the digits
   */
  #paintMain(view, room) {
    const wanted = view.kind === 'digits' ? room.digits : Math.max(room.word, room.digits * 0.72);
    const inline = room.form === 'line' ? this.#wide(view.label, room.name) + room.word + 2 * BETWEEN : 0;
    const size = Math.min(wanted, (room.width - inline) / Math.max(this.#measure(view.main), 0.1));
    setText(this.#main, view.main);
    setStyle(this.#main, '--size', size.toFixed(1));
    const spare = room.width - inline - this.#wide(view.main, size) - BETWEEN;
    const beside = view.late ? this.#fitting([t('late')], room.word, spare) : NOTHING;
    put(this.#lateBeside, beside);
    return beside.text ? this.#wide(beside.text, beside.size) + BETWEEN : 0;
  }

  /**
   * Only where it fits whole: half an age beside a countdown would be read as part of it.
   *
   * @param {CellView} view
   * @param {Room} room
   * @param {number} below width of the word in the foot
   * @param {number} late width beside the digits
   */
  #paintAge(view, room, below, late) {
    const main = this.#wide(view.main, Number(this.#main.style.getPropertyValue('--size')));
    const foot = this.#fitting([view.age], room.age, room.width - below - 2 * BETWEEN, AGE);
    const beside = this.#fitting([view.age], room.age, room.width - main - late - 2 * BETWEEN, AGE);
    put(this.#ageBelow, room.form === 'three' ? foot : NOTHING);
    put(this.#ageBeside, room.form === 'two' ? beside : NOTHING);
  }

  /**
   * The first choice that fits, drawn smaller if need be, but not too small to read; what
   * would be smaller is left off.
   *
   * @param {string[]} choices
   * @param {number} size
   * @param {number} width
   * @param {number} [legible]
   * @returns {Sized}
   */
  #fitting(choices, size, width, legible = WORD) {
    const least = Math.min(size, legible);
    for (const text of choices) {
      const fits = Math.min(size, width / Math.max(this.#measure(text), 0.01));
      if (text && fits >= least) return { text, size: fits };
    }
    return NOTHING;
  }

  /**
   * @param {string} text
   * @param {number} size
   */
  #wide(text, size) {
    return this.#measure(text) * size;
  }
}

/**
 * @param {HTMLElement} node
 * @param {Sized} words
 */
function put(node, { text, size }) {
  setText(node, text);
  if (text) setStyle(node, '--own', size.toFixed(1));
}

/**
 * @param {Element} node
 * @param {boolean} visible
 */
export function show(node, visible) {
  setAttribute(node, 'hidden', visible ? null : '');
}
