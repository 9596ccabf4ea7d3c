/**
 * Where each place stands on the wall and how large its texts are: the room's own plan,
 * with rows as tall as what they hold. Pure; depends only on the plan and the screen, so
 * no tile moves while the room is in use.
 *
 * @typedef {import('../core/types.js').Tile} Tile
 * @typedef {import('./measure.js').Measure} Measure
 * @typedef {import('./fit.js').Cut} Cut
 * @typedef {import('./fit.js').Inside} Inside
 *
 * @typedef {{id: number, row: number, column: number, width: number, height: number}} Spot
 * @typedef {{width: number, height: number}} Area in units of a 1080p screen
 *
 * @typedef {object} Placed
 * @property {Spot} spot
 * @property {Area} box
 *
 * @typedef {object} Plan
 * @property {number[]} columns widths
 * @property {number[]} rows heights
 * @property {number} scale the least scale of any single place; 1 is legible at four metres
 * @property {boolean} words whether single places have room for their word
 * @property {Map<number, Placed>} tiles
 */

import { bestCut, heightFor } from './fit.js';

export const GAP = 6;
/** A row or column of the plan where nothing stands: an aisle. */
const AISLE = 20;
const MOST_COLUMNS = 8;

/**
 * @param {Tile[]} booths
 * @param {Area} area
 * @param {Measure} measure
 * @returns {Plan}
 */
export function plan(booths, area, measure) {
  const own = ownSpots(booths);
  const kept = own && bestPlan(booths, own, area, measure);
  if (kept && legible(kept)) return kept;
  let best = kept;
  for (let columns = 1; columns <= MOST_COLUMNS; columns += 1) {
    const flowed = bestPlan(booths, flow(booths, columns), area, measure);
    // The room's own plan is worth being somewhat smaller for.
    if (!best || worth(flowed) > worth(best) * (best === kept ? 1.25 : 1)) best = flowed;
  }
  return /** @type {Plan} */ (best);
}

/** @param {Plan} one */
function legible(one) {
  return one.words && one.scale >= 1;
}

/** Everything legible outweighs larger digits without words. @param {Plan} one */
function worth(one) {
  return one.scale + (legible(one) ? 2 : 0);
}

/**
 * With words where they can be read, without them where they cannot.
 *
 * @param {Tile[]} booths
 * @param {Spot[]} spots
 * @param {Area} area
 * @param {Measure} measure
 */
function bestPlan(booths, spots, area, measure) {
  const worded = planFor(booths, spots, area, measure, true);
  return worded.scale >= 1 ? worded : planFor(booths, spots, area, measure, false);
}

/**
 * The plan as set up, moved to begin at 1; null when it cannot be drawn.
 *
 * @param {Tile[]} booths
 * @returns {Spot[] | null}
 */
function ownSpots(booths) {
  const top = Math.min(...booths.map((booth) => booth.row));
  const left = Math.min(...booths.map((booth) => booth.column));
  /** @type {Set<string>} */
  const taken = new Set();
  /** @type {Spot[]} */
  const spots = [];
  for (const booth of booths) {
    const spot = {
      id: booth.id,
      row: booth.row - top,
      column: booth.column - left,
      width: Math.max(1, booth.width || 1),
      height: Math.max(1, booth.height || 1),
    };
    if (!Number.isInteger(spot.row) || !Number.isInteger(spot.column)) return null;
    for (const square of squares(spot)) {
      if (taken.has(square)) return null;
      taken.add(square);
    }
    spots.push(spot);
  }
  return spots;
}

/** @param {Spot} spot */
function* squares(spot) {
  for (let row = spot.row; row < spot.row + spot.height; row += 1) {
    for (let column = spot.column; column < spot.column + spot.width; column += 1) yield `${row}/${column}`;
  }
}

/**
 * The same places in the same order, in rows of so many columns.
 *
 * @param {Tile[]} booths
 * @param {number} columns
 * @returns {Spot[]}
 */
function flow(booths, columns) {
  const inOrder = [...booths].sort((a, b) => a.row - b.row || a.column - b.column || a.id - b.id);
  /** @type {Spot[]} */
  const spots = [];
  let row = 0;
  let column = 0;
  for (const booth of inOrder) {
    const width = Math.min(columns, Math.max(1, booth.width || 1));
    if (column + width > columns) {
      row += 1;
      column = 0;
    }
    spots.push({ id: booth.id, row, column, width, height: 1 });
    column += width;
  }
  return spots;
}

/**
 * @param {Tile[]} booths
 * @param {Spot[]} spots
 * @param {Area} area
 * @param {Measure} measure
 * @param {boolean} words
 * @returns {Plan}
 */
function planFor(booths, spots, area, measure, words) {
  const columns = columnWidths(spots, area.width);
  const insides = new Map(booths.map((booth) => [booth.id, insideOf(booth)]));
  const widths = new Map(spots.map((spot) => [spot.id, span(columns, spot.column, spot.width)]));
  /** @param {number} scale */
  const rowsAt = (scale) =>
    rowHeights(spots, (spot) => {
      const inside = /** @type {Inside} */ (insides.get(spot.id));
      return heightFor(inside, widths.get(spot.id) ?? 0, scale, measure, words);
    });
  /** @param {number} scale */
  const drawn = (scale) => {
    const rows = stretched(rowsAt(scale), spots, area.height);
    const tiles = new Map(spots.map((spot) => [spot.id, placed(spot, widths.get(spot.id) ?? 0, rows)]));
    return { columns, rows, scale: leastScale(insides, tiles, measure, words), words, tiles };
  };
  const first = drawn(largestThatFits(rowsAt, area.height));
  // A tile that cannot use its height at that scale leaves it to the others.
  const second = drawn(first.scale);
  return second.scale >= first.scale ? second : first;
}

/**
 * @param {Spot} spot
 * @param {number} width
 * @param {number[]} rows
 * @returns {Placed}
 */
function placed(spot, width, rows) {
  return { spot, box: { width, height: span(rows, spot.row, spot.height) } };
}

/** A place's own seats; a second person in a single booth does not move the wall. @param {Tile} booth */
function insideOf(booth) {
  return { seats: booth.seats.filter((seat) => !seat.extra).length, name: booth.name };
}

/**
 * @param {Map<number, Inside>} insides
 * @param {Map<number, Placed>} tiles
 * @param {Measure} measure
 * @param {boolean} words
 */
function leastScale(insides, tiles, measure, words) {
  let least = Infinity;
  for (const [id, { box }] of tiles) {
    const inside = insides.get(id);
    if (inside) least = Math.min(least, bestCut(inside, box, measure, words).scale);
  }
  return least;
}

/**
 * @param {(scale: number) => number[]} rowsAt
 * @param {number} height
 */
function largestThatFits(rowsAt, height) {
  let fits = 0.05;
  let tooLarge = 4;
  for (let step = 0; step < 24; step += 1) {
    const middle = (fits + tooLarge) / 2;
    if (total(rowsAt(middle)) <= height) fits = middle;
    else tooLarge = middle;
  }
  return fits;
}

/**
 * @param {Spot[]} spots
 * @param {number} width
 */
function columnWidths(spots, width) {
  const count = Math.max(...spots.map((spot) => spot.column + spot.width));
  const used = new Set(spots.flatMap((spot) => range(spot.column, spot.width)));
  const aisles = count - used.size;
  const each = (width - (count - 1) * GAP - aisles * AISLE) / used.size;
  return range(0, count).map((column) => (used.has(column) ? each : AISLE));
}

/**
 * @param {Spot[]} spots
 * @param {(spot: Spot) => number} need
 */
function rowHeights(spots, need) {
  const count = Math.max(...spots.map((spot) => spot.row + spot.height));
  const rows = range(0, count).map(() => AISLE);
  for (const spot of [...spots].sort((a, b) => a.height - b.height)) {
    const missing = need(spot) - span(rows, spot.row, spot.height);
    if (missing <= 0) continue;
    for (const row of range(spot.row, spot.height)) rows[row] = (rows[row] ?? 0) + missing / spot.height;
  }
  return rows;
}

/**
 * Height left over goes to the rows where something stands, alike.
 *
 * @param {number[]} rows
 * @param {Spot[]} spots
 * @param {number} height
 */
function stretched(rows, spots, height) {
  const used = new Set(spots.flatMap((spot) => range(spot.row, spot.height)));
  const spare = Math.max(0, height - total(rows));
  return rows.map((row, at) => (used.has(at) ? row + spare / used.size : row));
}

/** @param {number[]} lengths */
function total(lengths) {
  return lengths.reduce((sum, one) => sum + one, 0) + (lengths.length - 1) * GAP;
}

/**
 * @param {number[]} lengths
 * @param {number} from
 * @param {number} count
 */
function span(lengths, from, count) {
  return total(lengths.slice(from, from + count));
}

/**
 * @param {number} from
 * @param {number} count
 */
function range(from, count) {
  return Array.from({ length: count }, (_, at) => from + at);
}
