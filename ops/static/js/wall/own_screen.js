/**
 * What this wall was set to: the part of the room it shows, how it alarms to the eye. It
 * learns it from the board, like everything else, so nothing has to be loaded again. Pure.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Tile} Tile
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/liveness.js').Liveness} Liveness
 */

/**
 * @param {Board} board
 * @param {number | string | null} device
 */
function ownDevice(board, device) {
  return board.devices.find((one) => one.id === device) ?? null;
}

/**
 * The booths this wall shows. A part that names none of today's booths is no part: an empty
 * wall would look like an empty room.
 *
 * @param {Board} board
 * @param {number | string | null} device
 * @returns {Tile[]}
 */
export function boothsOf(board, device) {
  const shows = ownDevice(board, device)?.shows;
  if (!shows) return board.booths;
  const part = board.booths.filter((booth) => shows.includes(booth.id));
  return part.length ? part : board.booths;
}

/**
 * What the bar says: that nobody would hear this wall its own sign says, as long as that is seen.
 *
 * @param {Alarm[]} alarms
 * @param {number | string | null} device
 * @param {Liveness} liveness
 */
export function forBar(alarms, device, liveness) {
  return liveness === 'live' ? alarms.filter((alarm) => alarm.cause !== `device:${device}:sound`) : alarms;
}

/**
 * Whether it shall not flash: the room has chosen quiet walls, or this machine asks for it.
 *
 * @param {Board | null} board
 * @param {number | string | null} device
 */
export function standsStill(board, device) {
  const quiet = board !== null && ownDevice(board, device)?.theme === 'quiet';
  return quiet || matchMedia('(prefers-reduced-motion: reduce)').matches;
}
