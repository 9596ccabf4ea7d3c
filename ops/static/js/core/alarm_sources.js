/**
 * Who is unattended: each response, each check, the seats to be confirmed, the head count.
 * The twin of ops/domain/alarm_sources.py, where the rule is told.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').BoardResponse} BoardResponse
 * @typedef {import('./types.js').Visit} Visit
 * @typedef {import('./types.js').Tile} Tile
 * @typedef {import('./types.js').Seat} Seat
 * @typedef {import('./types.js').Alarm} Alarm
 *
 * @typedef {object} Source
 * @property {Alarm} alarm
 * @property {number[]} worseAt the instants at which it became worse: they break a pause
 * @property {number} [began] when it was first this alarm by itself; one that is gathered into
 *   another begins nothing anew
 *
 * @typedef {{booth: Tile, seat: Seat, visit: Visit}} InSeat
 * @typedef {{booth: {id: number | null}, seat: {mark: string | null}, visit: {id: string}}} Placed
 */

import { millis } from './format.js';
import { phaseAt } from './phase.js';

/** After an outage, or back in: who was not seen since. */
export const RECONFIRM = 'reconfirm';

/**
 * Running responses nobody has reached, or has confirmed for the site's time.
 *
 * @param {Board} board
 * @param {number} now
 * @param {boolean} floor
 * @returns {Source[]}
 */
export function ofResponses(board, now, floor) {
  const softFor = board.room.soft_before_loud * 1000;
  return board.responses.flatMap((response) => {
    if (response.state !== 'running') return [];
    if (stillAhead(response.going_until, now) || stillAhead(response.attended_until, now)) return [];
    const lapsed = millis(response.attended_until);
    // Who is listed may only have been busy; where everybody has said that they left, nobody is.
    const soft = lapsed !== null && response.there > 0 && now - lapsed < softFor;
    if (soft && !floor) return [];
    const since = lapsed ?? Date.parse(response.began_at);
    const { booth, seat, place } = response;
    const level = soft ? 'low' : 'high';
    return [
      {
        alarm: { ...alone(`response:${response.id}`, level, since), booth, seat, place },
        worseAt: [since, ...[response.going_until, response.more_hands_at, response.insists_at].map(millis)].filter(
          (at) => at !== null,
        ),
      },
    ];
  });
}

/**
 * Whether a response has been left alone for so long that the site has screens insist.
 * @param {BoardResponse} response @param {number} now
 */
export function insists(response, now) {
  const from = millis(response.insists_at);
  return from !== null && from <= now;
}

/**
 * Workers who called for help and to whom nobody is going.
 *
 * @param {Board} board
 * @param {number} now
 * @returns {Source[]}
 */
export function ofHelp(board, now) {
  return (board.room.help ?? []).flatMap((call) => {
    if (stillAhead(call.going_until, now)) return [];
    const began = Date.parse(call.began_at);
    const went = millis(call.going_until);
    const level = now < Date.parse(call.loud_at) && went === null ? 'low' : 'high';
    return [{ alarm: alone(`help:${call.id}`, level, began), worseAt: went === null ? [began] : [began, went] }];
  });
}

/**
 * Checks past a limit; on the floor also stays past the usual time while someone waits.
 *
 * @param {Board} board
 * @param {number} now
 * @param {boolean} floor
 * @returns {Source[]}
 */
export function ofChecks(board, now, floor) {
  const someoneWaits = floor && board.waiting.some((person) => person.state === 'waiting');
  return people(board).flatMap(({ booth, seat, visit }) => {
    const level = checkLevel(visit, now, someoneWaits);
    if (!level) return [];
    // Late is counted from due, everywhere; the usual time has a clock of its own.
    const since = Date.parse(String(level === 'low' ? visit.usual_until : visit.due_at));
    const alarm = { ...alone(`visit:${visit.id}`, level, since), booth: booth.id, seat: seat.mark };
    const began = level === 'low' ? since : Date.parse(String(visit.overdue_at));
    return [{ alarm, worseAt: worseAt(visit), began }];
  });
}

/**
 * Walk the room: who was not seen since the board came back, longest unseen first.
 *
 * @param {Board} board
 * @returns {Source[]}
 */
export function ofReconfirm(board) {
  const unseen = people(board).filter(({ visit }) => visit.confirm_since);
  if (!unseen.length) return [];
  unseen.sort((a, b) => byText(a.visit.last_look_at ?? '', b.visit.last_look_at ?? '') || byText(a.visit.id, b.visit.id));
  const began = unseen.map(({ visit }) => Date.parse(String(visit.confirm_since)));
  return [{ alarm: gathering(RECONFIRM, Math.min(...began), unseen), worseAt: began }];
}

/**
 * Everyone is out: who is not known to be out.
 *
 * @param {Board} board
 * @returns {Source[]}
 */
export function ofHeadCount(board) {
  const waiting = board.waiting.map((visit) => ({ booth: { id: null }, seat: { mark: null }, visit }));
  const missing = [...people(board), ...waiting].filter(({ visit }) => visit.head_count !== 'out');
  if (!missing.length) return [];
  const since = Date.parse(String(board.room.since));
  return [{ alarm: gathering('head_count', since, missing), worseAt: [since] }];
}

/**
 * @param {string} cause
 * @param {Alarm['level']} level
 * @param {number} since
 * @returns {Alarm}
 */
export function alone(cause, level, since) {
  return { cause, level, booth: null, seat: null, place: null, since, holds: [], paused_until: null };
}

/**
 * @param {string} cause
 * @param {number} since
 * @param {Placed[]} held
 * @returns {Alarm}
 */
function gathering(cause, since, held) {
  const holds = held.map(({ booth, seat, visit }) => ({
    cause: `visit:${visit.id}`,
    booth: booth.id,
    seat: seat.mark,
    level: /** @type {const} */ ('high'),
    since,
  }));
  return { ...alone(cause, 'high', since), holds };
}

/**
 * @param {Board} board
 * @returns {InSeat[]}
 */
function people(board) {
  return board.booths.flatMap((booth) =>
    booth.seats.flatMap((seat) => (seat.visit ? [{ booth, seat, visit: seat.visit }] : [])),
  );
}

/**
 * @param {Visit} visit
 * @param {number} now
 * @param {boolean} someoneWaits
 * @returns {Alarm['level'] | null}
 */
function checkLevel(visit, now, someoneWaits) {
  const phase = phaseAt(visit, now);
  if (phase === 'none' || stillAhead(visit.going_until, now)) return null;
  if (phase === 'urgent') return 'high';
  if (phase === 'overdue') return 'medium';
  const usual = millis(visit.usual_until);
  return someoneWaits && usual !== null && usual <= now ? 'low' : null;
}

/** When it was past its second limit with nobody going. @param {Visit} visit */
function worseAt(visit) {
  const urgent = millis(visit.urgent_at);
  return urgent === null ? [] : [Math.max(urgent, millis(visit.going_until) ?? urgent)];
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
 * @param {string} a
 * @param {string} b
 */
function byText(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
