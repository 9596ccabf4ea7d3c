/** A hair's breadth each minute, so that nothing burns into the screen. Pure. */

const MINUTE = 60_000;
/** @type {[number, number][]} around the middle, in pixels of a 1080p screen */
const SHIFTS = [[0, 0], [2, 0], [2, 2], [0, 2], [-2, 2], [-2, 0], [-2, -2], [0, -2]];

/**
 * Across and down, the same on every wall at the same time.
 *
 * @param {number} now epoch milliseconds on the server's clock
 * @returns {[number, number]}
 */
export function shiftAt(now) {
  return SHIFTS[Math.floor(now / MINUTE) % SHIFTS.length] ?? [0, 0];
}
