/**
 * Who asks for more hands. No alarm: somebody is there, and it has no level. It is shown beside the
 * alarms, and heard once.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').BoardResponse} BoardResponse
 */

/** Running responses that ask for more hands, whoever asked first before the others. @param {Board} board @returns {BoardResponse[]} */
export function askingForHands(board) {
  return board.responses.filter((one) => one.state === 'running' && one.more_hands_at).sort((a, b) => askedAt(a) - askedAt(b));
}

/** @param {BoardResponse} response one that asks */
export function askedAt(response) {
  return Date.parse(String(response.more_hands_at));
}
