/**
 * The places of a room on its plan, and what is done to them. Pure: a list goes in, another comes out.
 *
 * Rows and columns are counted from 1. A number that cannot be read is NaN: such a place stands nowhere
 * until it is a number again.
 *
 * @typedef {object} Place
 * @property {string} key what its fields are called in the form
 * @property {string} name
 * @property {string} kind
 * @property {number} row
 * @property {number} column
 * @property {number} width in columns
 * @property {number} height in rows
 * @property {string} seats the marks, as typed
 * @property {boolean} wiped
 * @property {boolean} taken somebody is in it: it cannot be taken away
 *
 * @typedef {{columns: number, rows: number}} Extent
 * @typedef {{row: number, column: number}} Square
 */

/** Squares each way. */
export const MOST = 24;
/** What is shown at least, so that there is somewhere to go. */
const LEAST = { columns: 8, rows: 6 };
/** Free squares beyond the last place. */
const SPARE = 2;

/** @param {Place} place */
export function standsSomewhere(place) {
  const { row, column, width, height } = place;
  return [row, column, width, height].every((number) => Number.isInteger(number) && number >= 1 && number <= MOST);
}

/**
 * A place somewhere else, as near to it as the plan reaches.
 *
 * @param {Place} place
 * @param {Square} to
 * @returns {Place}
 */
export function movedTo(place, to) {
  const row = within(to.row, MOST + 1 - within(place.height, MOST));
  const column = within(to.column, MOST + 1 - within(place.width, MOST));
  return { ...place, row, column };
}

/**
 * Another size, at least one square and no further than the plan reaches.
 *
 * @param {Place} place
 * @param {{width: number, height: number}} size
 * @returns {Place}
 */
export function sizedTo(place, size) {
  const width = within(size.width, MOST + 1 - within(place.column, MOST));
  const height = within(size.height, MOST + 1 - within(place.row, MOST));
  return { ...place, width, height };
}

/**
 * @param {number} number
 * @param {number} most
 */
function within(number, most) {
  return Number.isFinite(number) ? Math.min(Math.max(Math.round(number), 1), most) : 1;
}

/**
 * @param {Place[]} places
 * @param {Place} changed
 */
export function withPlace(places, changed) {
  return places.map((place) => (place.key === changed.key ? changed : place));
}

/**
 * The places that stand where this one stands.
 *
 * @param {Place[]} places
 * @param {Place} place
 */
export function inTheWay(places, place) {
  return places.filter((other) => other.key !== place.key && overlap(place, other));
}

/**
 * @param {Place} one
 * @param {Place} other
 */
function overlap(one, other) {
  if (!standsSomewhere(one) || !standsSomewhere(other)) return false;
  return (
    one.row < other.row + other.height &&
    other.row < one.row + one.height &&
    one.column < other.column + other.width &&
    other.column < one.column + one.width
  );
}

/**
 * How much of the plan is shown: what is used and a little more.
 *
 * @param {Place[]} places
 * @returns {Extent}
 */
export function extentOf(places) {
  const there = places.filter(standsSomewhere);
  const columns = Math.max(LEAST.columns, ...there.map((place) => place.column + place.width - 1 + SPARE));
  const rows = Math.max(LEAST.rows, ...there.map((place) => place.row + place.height - 1 + SPARE));
  return { columns: Math.min(columns, MOST), rows: Math.min(rows, MOST) };
}

/**
 * The first square nobody stands on, row by row; null where the plan is full.
 *
 * @param {Place[]} places
 * @returns {Square | null}
 */
export function firstFree(places) {
  const shown = extentOf(places);
  return firstFreeIn(places, shown) ?? firstFreeIn(places, { columns: MOST, rows: MOST });
}

/**
 * @param {Place[]} places
 * @param {Extent} extent
 */
function firstFreeIn(places, { columns, rows }) {
  for (let row = 1; row <= rows; row += 1) {
    for (let column = 1; column <= columns; column += 1) {
      const square = { ...NOWHERE, row, column };
      if (!places.some((place) => overlap(square, place))) return { row, column };
    }
  }
  return null;
}

/** @type {Place} */
const NOWHERE = { key: '', name: '', kind: '', row: NaN, column: NaN, width: 1, height: 1, seats: 'A', wiped: true, taken: false };

/**
 * A place more: the next number for a name, like the last of its kind.
 *
 * @param {Place[]} places
 * @param {string} key
 * @param {string} kind where there is none yet
 * @returns {Place | null} null where the plan is full
 */
export function nextPlace(places, key, kind) {
  const square = firstFree(places);
  if (!square) return null;
  const like = places.findLast((place) => isNumber(place.name));
  const numbers = places.map((place) => (isNumber(place.name) ? Number(place.name) : 0));
  const name = String(Math.max(0, ...numbers) + 1);
  return { ...NOWHERE, ...square, key, name, kind: like?.kind ?? kind };
}

/** @param {string} name */
function isNumber(name) {
  return /^\d{1,4}$/.test(name);
}

/** In the order they are read: by row, then by column. @param {Place[]} places */
export function inOrder(places) {
  const last = (/** @type {number} */ number) => (Number.isFinite(number) ? number : MOST + 1);
  return [...places].sort((a, b) => last(a.row) - last(b.row) || last(a.column) - last(b.column));
}

/** What was, step by step back and forth again. */
export class Steps {
  /** @type {Place[][]} */
  #before = [];
  /** @type {Place[][]} */
  #after = [];

  /** One step was made from here. @param {Place[]} places */
  made(places) {
    this.#before.push(places);
    this.#after = [];
  }

  /** @param {Place[]} now @returns {Place[] | null} what was before the last step */
  back(now) {
    const found = this.#before.pop() ?? null;
    if (found) this.#after.push(now);
    return found;
  }

  /** @param {Place[]} now @returns {Place[] | null} what was before it was taken back */
  forth(now) {
    const found = this.#after.pop() ?? null;
    if (found) this.#before.push(now);
    return found;
  }

  get canGoBack() {
    return this.#before.length > 0;
  }

  get canGoForth() {
    return this.#after.length > 0;
  }
}
