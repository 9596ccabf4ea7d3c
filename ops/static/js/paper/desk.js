/**
 * The desk at which paper is typed in: the rows, where the hand is, what went on record. Rows are
 * kept on the tablet until they are on their way, so that a page that goes loses none.
 */

import { blankRow, codeOf, FIELDS, isBlank } from './typed_rows.js';
import { planOf } from './typed_acts.js';

/** @typedef {import('./typed_rows.js').TypedRow} TypedRow */
/** @typedef {(typeof FIELDS)[number]} Field */
/** @typedef {{row: TypedRow, acts: string[]}} Sent */

/**
 * @typedef {object} Typing
 * @property {TypedRow[]} rows the last one blank
 * @property {string | null} day of the rows to come; null: by the time
 * @property {{row: string, field: Field} | null} at
 * @property {Sent[]} sent in the order they went, of this page
 */

/** Letters that ask for something beside them. */
const ASK = new Set(['M', 'D', 'G', 'B', 'T']);
const DIGITS_OF_A_TIME = 4;

export class TypingDesk {
  #ways;
  /** @type {Typing} */
  state = { rows: [], day: null, at: null, sent: [] };

  /**
   * @param {{makeId: () => string, keep: (rows: TypedRow[]) => unknown, show: () => void,
   *   focus: (row: string, field: Field) => void, see: (row: string, field: Field) => void}} ways `show`
   *   paints at once; `see` brings a field into view
   */
  constructor(ways) {
    this.#ways = ways;
    this.#endWithBlank();
  }

  /** What an earlier page kept. @param {TypedRow[]} rows */
  open(rows) {
    this.state.rows = rows;
    this.#endWithBlank();
    this.#ways.show();
  }

  /** @param {string} row @param {Field} field */
  here(row, field) {
    this.state.at = { row, field };
    this.#ways.show();
    // The keys of this field may have come up over it.
    this.#ways.see(row, field);
  }

  /** @param {string | null} day */
  on(day) {
    this.state.day = day;
    const last = this.state.rows.at(-1);
    if (last) last.day = day;
    this.#ways.show();
  }

  /** @param {string} id @param {Field} field @param {string} text */
  write(id, field, text) {
    const row = this.state.rows.find((one) => one.id === id);
    if (!row) return;
    row[field] = text;
    this.#changed();
  }

  /** A key of the palette, as a hand in a glove types. @param {string} text @param {boolean} whole it is all of the field */
  press(text, whole) {
    const { at, rows } = this.state;
    const row = at && rows.find((one) => one.id === at.row);
    if (!at || !row) return;
    const { field } = at;
    this.write(row.id, field, whole ? text : text === '⌫' ? row[field].slice(0, -1) : row[field] + text);
    const full = field === 'time' ? row.time.replace(/\D/g, '').length >= DIGITS_OF_A_TIME : whole;
    if (full) this.#onward(row, field);
    else this.#ways.focus(row.id, field);
  }

  /** To the first field of the row below. @param {string} id */
  next(id) {
    const below = this.state.rows[this.state.rows.findIndex((one) => one.id === id) + 1];
    if (below) this.#ways.focus(below.id, 'time');
  }

  /** @param {string} id */
  remove(id) {
    this.state.rows = this.state.rows.filter((one) => one.id !== id);
    this.#changed();
    const last = this.state.rows.at(-1);
    if (last) this.#ways.focus(last.id, 'time');
  }

  /**
   * What can go, goes; what lacks something stays where it is.
   * @param {import('../core/types.js').Board} board @param {string} site @param {number} now
   * @param {(act: import('../floor/acts.js').FloorAct) => string} send
   */
  record(board, site, now, send) {
    const plan = planOf(this.state.rows, board, site, now, this.#ways.makeId);
    /** @type {Map<string, string[]>} */
    const acts = new Map();
    for (const { act, rows } of plan.acts) {
      const id = send(act);
      for (const row of rows) acts.set(row, [...(acts.get(row) ?? []), id]);
    }
    const gone = this.state.rows.filter((row) => acts.has(row.id));
    this.state.sent = [...this.state.sent, ...gone.map((row) => ({ row, acts: acts.get(row.id) ?? [] }))];
    this.state.rows = this.state.rows.filter((row) => !acts.has(row.id));
    this.#changed();
    const first = this.state.rows[0];
    if (first) this.#ways.focus(first.id, 'time');
  }

  /** @param {() => void} record @returns {import('../floor/scene.js').PaperHands} */
  hands(record) {
    return {
      write: (row, field, text) => this.write(row, field, text),
      here: (row, field) => this.here(row, field),
      press: (text, whole) => this.press(text, whole),
      next: (row) => this.next(row),
      remove: (row) => this.remove(row),
      on: (day) => this.on(day),
      record,
    };
  }

  /** @param {TypedRow} row @param {Field} field */
  #onward(row, field) {
    const asks = ASK.has(codeOf(row.what)?.letter ?? '');
    const last = field === 'value' || (field === 'what' && !asks);
    if (last) this.next(row.id);
    else this.#ways.focus(row.id, /** @type {Field} */ (FIELDS[FIELDS.indexOf(field) + 1]));
  }

  #changed() {
    this.#endWithBlank();
    void this.#ways.keep(this.state.rows.filter((row) => !isBlank(row)));
    this.#ways.show();
  }

  #endWithBlank() {
    const { rows, day } = this.state;
    const last = rows.at(-1);
    if (!last || !isBlank(last)) rows.push(blankRow(this.#ways.makeId(), day));
  }
}
