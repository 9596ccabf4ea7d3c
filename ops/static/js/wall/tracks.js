/**
 * How wide the columns and how tall the rows of the plan are. Pure arithmetic in units of
 * a 1080p screen.
 *
 * @typedef {import('./spots.js').Spot} Spot
 */

export const GAP = 10;
/** A row or column of the plan where nothing stands: an aisle. */
const AISLE = 20;

/**
 * @param {Spot[]} spots
 * @param {number} width
 */
export function columnWidths(spots, width) {
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
export function rowHeights(spots, need) {
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
export function stretched(rows, spots, height) {
  const used = new Set(spots.flatMap((spot) => range(spot.row, spot.height)));
  const spare = Math.max(0, height - total(rows));
  return rows.map((row, at) => (used.has(at) ? row + spare / used.size : row));
}

/** @param {number[]} lengths with the gaps between them */
export function total(lengths) {
  return lengths.reduce((sum, one) => sum + one, 0) + (lengths.length - 1) * GAP;
}

/**
 * @param {number[]} lengths
 * @param {number} from
 * @param {number} count
 */
export function span(lengths, from, count) {
  return total(lengths.slice(from, from + count));
}

/**
 * @param {number} from
 * @param {number} count
 */
function range(from, count) {
  return Array.from({ length: count }, (_, at) => from + at);
}
