/**
 * One tile on the page: a single person's cell, or a header over several seats.
 *
 * @typedef {import('./view.js').TileView} TileView
 * @typedef {import('./cell.js').Room} Room
 * @typedef {import('./layout.js').Placed} Placed
 * @typedef {import('./measure.js').Measure} Measure
 */

import { el, setAttribute, setClass, setStyle, setText } from '../core/dom.js';
import { setShape, shape } from '../core/shapes.js';
import { Cell, show } from './cell.js';
import { bestCut, NAME, sizes, WORD } from './fit.js';

export class TileNode {
  root = el('li', 'tile');
  #name = el('span', 'name');
  #shape = shape('empty');
  #word = el('span', 'word');
  #header = el('div', 'top header', [this.#name, el('span', 'sign', [this.#shape, this.#word])]);
  #seats = el('div', 'seats');
  /** @type {Cell[]} */
  #cells = [];
  #measure;
  /** @type {Placed | null} */
  #placed = null;
  #words = true;
  #scale = 1;
  #digits = Infinity;

  /** @param {Measure} measure */
  constructor(measure) {
    this.#measure = measure;
    this.root.append(this.#header, this.#seats);
  }

  /**
   * @param {Placed} placed
   * @param {boolean} words
   * @param {{scale: number, digits: number}} most all single places have one size, and no
   *   shared one a larger
   */
  place(placed, words, most) {
    this.#placed = placed;
    this.#words = words;
    this.#scale = most.scale;
    this.#digits = most.digits;
    const { row, column, width, height } = placed.spot;
    setStyle(this.root, 'grid-row', `${row + 1} / span ${height}`);
    setStyle(this.root, 'grid-column', `${column + 1} / span ${width}`);
  }

  /** @param {TileView} view */
  paint(view) {
    if (!this.#placed) return;
    const shared = view.cells.length > 1;
    setClass(this.root, shared ? 'tile shared' : 'tile');
    setAttribute(this.root, 'data-booth', String(view.id));
    setAttribute(this.root, 'data-tone', view.tone);
    this.#haveCells(view.cells.length);
    const { room, cut } = this.#cut(view, this.#placed);
    show(this.#header, shared);
    if (shared) this.#paintHeader(view, room);
    setStyle(this.#seats, '--columns', String(cut.columns));
    view.cells.forEach((cell, at) => this.#cells[at]?.paint(cell, room));
  }

  /**
   * @param {TileView} view
   * @param {Placed} placed
   */
  #cut(view, placed) {
    const inside = { seats: view.cells.length, name: view.name };
    const cut = bestCut(inside, placed.box, this.#measure, this.#words);
    const scale = Math.min(cut.scale, this.#scale);
    /** @type {Room} */
    const room = { form: cut.form, width: cut.width, ...sizes(cut, this.#measure, scale) };
    room.digits = Math.min(room.digits, this.#digits);
    return { room, cut };
  }

  /**
   * @param {TileView} view
   * @param {Room} room
   */
  #paintHeader(view, room) {
    const sign = view.header;
    setText(this.#name, view.name);
    setAttribute(this.#header, 'data-tone', view.tone);
    show(this.#shape, Boolean(sign?.shape));
    if (sign?.shape) setShape(this.#shape, sign.shape);
    const said = sign && sign.tone !== 'free' && sign.tone !== 'ok' ? sign : null;
    const spare = (this.#placed?.box.width ?? 0) - 80 - this.#measure(view.name) * room.name - room.word;
    const word = [said?.word ?? '', said?.short ?? ''].find((text) => this.#measure(text) * room.word <= spare);
    setText(this.#word, word ?? '');
    show(this.#shape, Boolean(said?.shape));
    setStyle(this.#header, '--name', String(Math.max(room.name, NAME * Math.min(1, this.#scale))));
    setStyle(this.#header, '--word', String(Math.max(room.word, WORD * Math.min(1, this.#scale))));
  }

  /** @param {number} count */
  #haveCells(count) {
    while (this.#cells.length < count) {
      const cell = new Cell(this.#measure);
      this.#cells.push(cell);
      this.#seats.append(cell.root);
    }
    while (this.#cells.length > count) this.#cells.pop()?.root.remove();
  }
}
