/**
 * One person's part of a tile on the page: built once, then only what changed is touched.
 *
 * @typedef {import('./tones.js').CellView} CellView
 * @typedef {import('./fit.js').Form} Form
 * @typedef {import('./measure.js').Measure} Measure
 * @typedef {import('./words.js').Sized} Sized
 *
 * @typedef {object} Room what a cell may use, in units of a 1080p screen
 * @property {Form} form
 * @property {boolean} aged
 * @property {number} width
 * @property {number} digits font sizes
 * @property {number} name
 * @property {number} word
 * @property {number} age
 */

import { el, setAttribute, setClass, setStyle, setText } from '../core/dom.js';
import { setShape, shape } from '../core/shapes.js';
import { BETWEEN, LABEL_GAP, NEAR } from './fit.js';
import { AGE } from './texts.js';
import { isEmpty } from './tones.js';
import { fitting, NOTHING, onTwoLines } from './words.js';

/** What browsers add in rounding widths; without it a name would lose its end to an ellipsis. */
const ROUNDING = 3;

export class Cell {
  root = el('div', 'cell');
  #name = el('span', 'name');
  #second = shape('empty');
  #besideAbove = el('span', 'beside');
  #shape = shape('empty');
  #wordAbove = el('span', 'word');
  #main = el('span', 'main');
  #beside = el('span', 'beside');
  #wordBeside = el('span', 'word');
  #wordBelow = el('span', 'word');
  #age = el('div', 'age');
  #measure;

  /** @param {Measure} measure */
  constructor(measure) {
    this.#measure = measure;
    const sign = el('span', 'sign', [this.#second, this.#besideAbove, this.#shape, this.#wordAbove]);
    this.root.append(
      el('div', 'top', [this.#name, sign]),
      el('div', 'middle', [this.#main, this.#beside, this.#wordBeside]),
      el('div', 'foot', [this.#wordBelow]),
      this.#age,
    );
    this.#second.setAttribute('class', 'shape second');
  }

  /**
   * @param {CellView} view
   * @param {Room} room
   * @param {boolean} [apart] somebody else stands left of it
   */
  paint(view, room, apart = false) {
    setClass(this.root, apart ? 'cell apart' : 'cell');
    setAttribute(this.root, 'data-tone', view.tone);
    setAttribute(this.root, 'data-form', room.form);
    setAttribute(this.root, 'data-aged', room.aged ? '' : null);
    setStyle(this.root, '--name', String(room.name));
    setStyle(this.root, '--word', String(room.word));
    setStyle(this.root, '--age', String(room.age));
    setStyle(this.root, '--digits', room.digits.toFixed(1));
    setText(this.#name, view.label);
    if (room.form === 'line' || room.form === 'tight') this.#paintLine(view, room);
    else this.#paintLines(view, room);
    const age = room.aged ? fitting(view.age, room.age, room.width, this.#measure, AGE) : NOTHING;
    put(this.#age, age);
  }

  /**
   * All in one line, what matters most first: digits, the shape, "late", what was last seen.
   *
   * @param {CellView} view
   * @param {Room} room
   */
  #paintLine(view, room) {
    const quiet = isEmpty(view.tone);
    let spare = room.width - this.#wide(view.label, room.name) - LABEL_GAP - ROUNDING;
    spare -= this.#paintMain(quiet ? '' : view.main, view, room, spare) + BETWEEN;
    const shown = view.shape !== null && spare >= room.word;
    this.#paintShape(this.#shape, shown ? view.shape : null);
    if (shown) spare -= room.word + BETWEEN;
    const beside = fitting(view.beside, room.word, spare, this.#measure);
    if (beside.text) spare -= beside.width + BETWEEN;
    put(this.#beside, beside);
    const second = view.second !== view.shape && spare >= room.word ? view.second : null;
    this.#paintShape(this.#second, second);
    put(this.#wordAbove, quiet ? fitting(view.main, room.word, spare, this.#measure) : NOTHING);
    for (const node of [this.#besideAbove, this.#wordBeside, this.#wordBelow]) put(node, NOTHING);
  }

  /**
   * Digits in a line of their own, under name and sign.
   *
   * @param {CellView} view
   * @param {Room} room
   */
  #paintLines(view, room) {
    const quiet = isEmpty(view.tone);
    const main = this.#paintMain(quiet ? '' : view.main, view, room, room.width);
    const right = room.width - main - BETWEEN;
    const beside = fitting(view.beside, room.word, right, this.#measure);
    put(this.#beside, beside);
    const name = Math.min(this.#wide(view.label, room.name), room.width * 0.6);
    const sign = room.width - name - BETWEEN - ROUNDING;
    const above = sign - (view.shape ? room.word + NEAR : 0);
    const words = quiet
      ? this.#quietWord(view, room, sign, above)
      : this.#words(view, room, above, beside.text ? 0 : right);
    this.#paintShape(this.#shape, quiet && words.above.width > above ? null : view.shape);
    put(this.#wordAbove, words.above);
    put(this.#wordBeside, words.beside);
    put(this.#wordBelow, words.below);
    const late = beside.text || view.instead ? '' : view.beside;
    const lateAbove = fitting(late, room.word, above - words.above.width, this.#measure);
    put(this.#besideAbove, lateAbove);
    const taken = words.above.width + lateAbove.width + 2 * NEAR;
    this.#paintShape(this.#second, view.second !== view.shape && above - taken >= room.word ? view.second : null);
  }

  /**
   * A place with nobody in it says so in its first line, with its shape where there is room.
   *
   * @param {CellView} view
   * @param {Room} room
   * @param {number} width beside the name
   * @param {number} above beside name and shape
   */
  #quietWord(view, room, width, above) {
    const shaped = fitting(view.main, room.word, above, this.#measure);
    const word = shaped.text ? shaped : fitting(view.main, room.word, width, this.#measure);
    return { above: word, beside: NOTHING, below: NOTHING };
  }

  /**
   * Where the state's word stands, which is never another one for want of room.
   *
   * @param {CellView} view
   * @param {Room} room
   * @param {number} above the width left over beside name and shape
   * @param {number} beside the width left over beside the digits
   * @returns {{above: Sized, beside: Sized, below: Sized}}
   */
  #words(view, room, above, beside) {
    const nowhere = { above: NOTHING, beside: NOTHING, below: NOTHING };
    // How many are there says more than the word for it, and stands somewhere.
    const homeless = view.instead === view.beside && beside > 0;
    for (const text of homeless ? [view.instead, view.word] : [view.word, view.instead]) {
      if (room.form === 'three') {
        const below = fitting(text, room.word, room.width, this.#measure);
        if (below.text) return { ...nowhere, below };
      } else if (room.form === 'two') {
        const whole = fitting(text, room.word, above, this.#measure);
        if (whole.text) return { ...nowhere, above: whole };
        const [first, last] = onTwoLines(text, room.word, above, beside, this.#measure);
        if (first.text) return { ...nowhere, above: first, beside: last };
      }
    }
    return nowhere;
  }

  /**
   * The biggest text, as large as its box allows.
   *
   * @param {string} text
   * @param {CellView} view
   * @param {Room} room
   * @param {number} width
   * @returns {number} the width it takes
   */
  #paintMain(text, view, room, width) {
    const wanted = view.kind === 'digits' ? room.digits : Math.max(room.word, room.digits * 0.72);
    const size = Math.min(wanted, width / Math.max(this.#measure(text), 0.1));
    setText(this.#main, text);
    setStyle(this.#main, '--size', size.toFixed(1));
    return this.#wide(text, size);
  }

  /**
   * @param {SVGSVGElement} node
   * @param {import('../core/shapes.js').Shape | null} wanted
   */
  #paintShape(node, wanted) {
    show(node, wanted !== null);
    if (wanted) setShape(node, wanted);
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
 * A word drawn narrower leaves no hole behind it.
 *
 * @param {HTMLElement} node
 * @param {Sized} words
 */
export function put(node, { text, size, squeeze, width }) {
  setText(node, text);
  if (!text) return;
  setStyle(node, '--own', size.toFixed(1));
  setStyle(node, '--squeeze', squeeze.toFixed(3));
  setStyle(node, '--lost', (width / squeeze - width).toFixed(1));
}

/**
 * @param {Element} node
 * @param {boolean} visible
 */
export function show(node, visible) {
  setAttribute(node, 'hidden', visible ? null : '');
}
