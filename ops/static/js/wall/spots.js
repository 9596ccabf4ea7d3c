/**
 * Which squares of the plan each place takes: as set up, or in rows of so many columns
 * where that cannot be drawn. Pure.
 *
 * @typedef {import('../core/types.js').Tile} Tile
 * @typedef {{id: number, row: number, column: number, width: number, height: number}} Spot
 */

/**
 * The plan as set up, moved to begin at 1; null when it cannot be drawn.
 *
 * @param {Tile[]} booths
 * @returns {Spot[] | null}
 */
export function ownSpots(booths) {
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
export function flow(booths, columns) {
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
