/** The deadlines of a look that the server has not judged yet, as far as a tablet can tell. Pure. */

import { millis } from '../core/format.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {{every: number, grace: number, urgent_after: number}} Interval seconds */

export const DEADLINES = /** @type {const} */ (['due_soon_at', 'due_at', 'overdue_at', 'urgent_at']);

/**
 * Moves the four deadlines on: by the interval that ran until now, or by a shorter one the
 * answer asks for. Never a longer one. Who was to be confirmed is, and their clock begins again.
 * @param {Board} board
 * @param {Visit} visit
 * @param {string} at
 * @param {string} answer
 */
export function lookedAt(board, visit, at, answer) {
  const due = millis(visit.due_at);
  const before = millis(visit.last_look_at ?? visit.seated_at);
  const shorter = shorterInterval(board, answer);
  visit.last_look_at = at;
  if (visit.confirm_since) {
    visit.confirm_since = null;
    beginClock(visit, at, shorter ?? intervalOf(board, usual(visit)));
    return;
  }
  if (due === null || before === null) return;
  const every = Math.min(due - before, shorter ? shorter.every * 1000 : Infinity);
  const shift = Date.parse(at) + every - due;
  for (const name of DEADLINES) {
    const was = millis(visit[name]);
    if (was !== null) visit[name] = new Date(was + shift).toISOString();
  }
}

/** @param {Board} board @param {Visit} visit @param {string} at who sits down @returns {void} */
export function satDown(board, visit, at) {
  beginClock(visit, at, intervalOf(board, visit.route ?? 'inject'));
}

/** @param {Visit} visit @param {string} at @param {Interval | null} interval */
function beginClock(visit, at, interval) {
  if (!interval) return;
  const due = Date.parse(at) + interval.every * 1000;
  visit.due_soon_at = new Date(due - Math.min(60_000, interval.every * 250)).toISOString();
  visit.due_at = new Date(due).toISOString();
  visit.overdue_at = new Date(due + interval.grace * 1000).toISOString();
  visit.urgent_at = new Date(due + interval.urgent_after * 1000).toISOString();
}

/** @param {Visit} visit */
function usual(visit) {
  if (visit.state === 'looked_for' || visit.state === 'stepped_out') return visit.state;
  if (visit.track !== 'regular') return String(visit.track);
  return visit.state === 'aftercare' ? 'aftercare' : (visit.route ?? 'inject');
}

/** @param {Board} board @param {string} answer @returns {Interval | null} */
function shorterInterval(board, answer) {
  const name = answer === 'keep_an_eye' ? 'keep_an_eye' : answer === 'hard_to_rouse' ? 'sedation' : null;
  return name ? intervalOf(board, name) : null;
}

/** @param {Board} board @param {string} name @returns {Interval | null} */
function intervalOf(board, name) {
  return /** @type {any} */ (board.room.protocol)?.intervals?.[name] ?? null;
}
