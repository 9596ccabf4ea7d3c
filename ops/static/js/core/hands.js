/**
 * How many of the team are free to look. The twin of ops/domain/hands.py.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').BoardResponse} BoardResponse
 */

import { millis } from './format.js';

/**
 * People free on the floor; null where nobody is named on shift, so nobody knows.
 *
 * On duty are those on the floor and those with a response. Busy are as many as tapped
 * "with a response", or as many as are there or on the way in running responses, if more.
 *
 * @param {Board} board
 * @param {number} now epoch milliseconds on the server's clock
 * @returns {number | null}
 */
export function freeStaff(board, now) {
  if (!board.staff.length) return null;
  const withResponse = board.staff.filter((person) => person.place === 'response').length;
  const onDuty = board.staff.filter((person) => person.place === 'floor').length + withResponse;
  const atWork = board.responses.reduce((sum, response) => sum + handsIn(response, now), 0);
  return Math.max(0, onDuty - Math.max(withResponse, atWork));
}

/**
 * @param {BoardResponse} response
 * @param {number} now
 */
function handsIn(response, now) {
  if (response.state !== 'running') return 0;
  const until = millis(response.going_until);
  return response.there + (until !== null && until > now ? response.going : 0);
}
