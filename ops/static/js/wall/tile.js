/**
 * One tile on the page: one person's cell, or several with a name over them.
 *
 * @typedef {import('./view.js').TileView} TileView
 * @typedef {import('./cell.js').Room} Room
 * @typedef {import('./layout.js').Placed} Placed
 * @typedef {import('./layout.js').Plan} Plan
 */

import { el, setAttribute, setClass, setStyle } from '../core/dom.js';
import { Cell, show } from './cell.js';
import { bestCut, fontsAt, innerWidth, sizes } from './fit.js';
import { Header } from './header.js';
import { longest } from './layout.js';
import { DIGITS } from './texts.js';

export class TileNode {
  root = el('li', 'tile');
  #header;
  #seats = el('div', 'seats');
  /** @type {Cell[]} */
  #cells = [];
  #plan;
  #placed;

  /**
   * @param {Plan} plan
   * @param {Placed} placed
   */
  constructor(plan, placed) {
    this.#plan = plan;
    this.#placed = placed;
    this.#header = new Header(plan.texts.measure);
    this.root.append(this.#header.root, this.#seats);
    this.place(plan, placed);
  }

  /**
   * @param {Plan} plan
   * @param {Placed} placed
   */
  place(plan, placed) {
    this.#plan = plan;
    this.#placed = placed;
    const { row, column, width, height } = placed.spot;
    setStyle(this.root, 'grid-row', `${row + 1} / span ${height}`);
    setStyle(this.root, 'grid-column', `${column + 1} / span ${width}`);
  }

  /**
   * @param {TileView} view
   * @param {number} largest digits, where something else has to be larger
   */
  paint(view, largest) {
    // A place without a name over its seats has a line for a response that is not yet anybody's.
    const cells = view.shared ? view.cells : [...view.cells, ...view.atLarge];
    setClass(this.root, cells.length > 1 ? 'tile shared' : 'tile');
    setAttribute(this.root, 'data-booth', String(view.id));
    setAttribute(this.root, 'data-tone', view.tone);
    this.#haveCells(cells.length);
    const { room, columns } = this.#cut(view, cells);
    if (room.digits > largest) {
      const fonts = fontsAt(largest / DIGITS);
      room.digits = largest;
      room.name = Math.min(room.name, fonts.name);
      room.word = Math.min(room.word, fonts.word);
      room.age = Math.min(room.age, fonts.age);
    }
    show(this.#header.root, view.shared);
    if (view.shared) this.#header.paint(view, room, innerWidth(this.#placed.box.width));
    setStyle(this.#seats, '--columns', String(columns));
    cells.forEach((cell, at) => this.#cells[at]?.paint(cell, room, at % columns > 0));
  }

  /**
   * All single places have one form and one size, and no shared one a larger.
   *
   * @param {TileView} view
   * @param {TileView['cells']} cells
   * @returns {{room: Room, columns: number}}
   */
  #cut(view, cells) {
    const { texts, mode, single } = this.#plan;
    const { box } = this.#placed;
    if (cells.length < 2) {
      const { form, scale, digits } = single;
      const width = innerWidth(box.width);
      return { room: { form, aged: mode.ages, width, digits, ...fontsAt(scale) }, columns: 1 };
    }
    const inside = { seats: cells.length, label: longest(cells.map((cell) => cell.label), view.name), header: view.shared };
    const cut = bestCut(inside, box, texts, mode);
    const size = sizes(cut, texts, Math.min(cut.scale, single.scale));
    const digits = Math.min(size.digits, single.digits);
    return { room: { form: cut.form, aged: cut.aged, width: cut.width, ...size, digits }, columns: cut.columns };
  }

  /** @param {number} count */
  #haveCells(count) {
    while (this.#cells.length < count) {
      const cell = new Cell(this.#plan.texts.measure);
      this.#cells.push(cell);
      this.#seats.append(cell.root);
    }
    while (this.#cells.length > count) this.#cells.pop()?.root.remove();
  }
}
