/**
 * What is unattended on a board, how bad, and since when. The twin of
 * ops/domain/alarms.py; tests/vectors/alarms.json holds the two together.
 *
 * 1. A running response is silent while someone is going or attends. One nobody has
 *    reached is HIGH. When attendance lapses it is LOW on tablets for the site's
 *    `soft_before_loud` seconds, then HIGH everywhere.
 * 2. A check-in past its second limit is HIGH, past its grace MEDIUM, unless someone is
 *    going. A response at the seat pauses its timer, so it says nothing.
 * 3. On the floor only: past the usual time while someone waits is LOW.
 * 4. Worst first; at one level a response before a check; then the longest first.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').BoardResponse} BoardResponse
 * @typedef {import('./types.js').Visit} Visit
 * @typedef {import('./types.js').Audience} Audience
 * @typedef {import('./types.js').Alarm} Alarm
 */

import { millis } from './format.js';
import { phaseAt } from './phase.js';

const RANK = { high: 0, medium: 1, low: 2 };

/**
 * @param {Board} board
 * @param {number} now epoch milliseconds on the server's clock
 * @param {Audience} audience
 * @returns {Alarm[]}
 */
export function alarmsAt(board, now, audience) {
  if (audience === 'waiting') return [];
  const someoneWaits = audience === 'floor' && board.waiting.some((person) => person.state === 'waiting');
  /** @type {Alarm[]} */
  const found = [];
  for (const response of board.responses) {
    const alarm = responseAlarm(response, now, audience, board.room.soft_before_loud * 1000);
    if (alarm) found.push(alarm);
  }
  for (const booth of board.booths) {
    for (const { mark, visit } of booth.seats) {
      const level = visit && visitLevel(visit, now, someoneWaits);
      if (visit && level) found.push(visitAlarm(visit, level, booth.id, mark));
    }
  }
  return found.sort(worstFirst);
}

/**
 * @param {BoardResponse} response
 * @param {number} now
 * @param {Audience} audience
 * @param {number} softFor milliseconds
 * @returns {Alarm | null}
 */
function responseAlarm(response, now, audience, softFor) {
  if (response.state !== 'running') return null;
  if (stillAhead(response.going_until, now) || stillAhead(response.attended_until, now)) return null;
  const lapsed = millis(response.attended_until);
  const soft = lapsed !== null && now - lapsed < softFor;
  if (soft && audience !== 'floor') return null;
  return {
    cause: `response:${response.id}`,
    level: soft ? 'low' : 'high',
    booth: response.booth,
    seat: response.seat,
    place: response.place,
    since: lapsed ?? Date.parse(response.began_at),
  };
}

/**
 * @param {Visit} visit
 * @param {number} now
 * @param {boolean} someoneWaits
 * @returns {Alarm['level'] | null}
 */
function visitLevel(visit, now, someoneWaits) {
  const phase = phaseAt(visit, now);
  if (phase === 'none' || stillAhead(visit.going_until, now)) return null;
  if (phase === 'urgent') return 'high';
  if (phase === 'overdue') return 'medium';
  const usual = millis(visit.usual_until);
  return someoneWaits && usual !== null && usual <= now ? 'low' : null;
}

/**
 * @param {Visit} visit
 * @param {Alarm['level']} level
 * @param {number} booth
 * @param {string} seat
 * @returns {Alarm}
 */
function visitAlarm(visit, level, booth, seat) {
  // Late is counted from due, everywhere; the usual time has a clock of its own.
  const since = level === 'low' ? visit.usual_until : visit.due_at;
  return { cause: `visit:${visit.id}`, level, booth, seat, place: null, since: Date.parse(String(since)) };
}

/**
 * @param {string | null | undefined} instant
 * @param {number} now
 */
function stillAhead(instant, now) {
  const at = millis(instant);
  return at !== null && at > now;
}

/**
 * @param {Alarm} a
 * @param {Alarm} b
 */
function worstFirst(a, b) {
  return (
    RANK[a.level] - RANK[b.level] ||
    Number(b.cause.startsWith('response:')) - Number(a.cause.startsWith('response:')) ||
    a.since - b.since ||
    (a.cause < b.cause ? -1 : 1)
  );
}
