/**
 * What is unattended on a board, how bad, since when, and whether its sound is paused. The
 * twin of ops/domain/alarms.py, where the rule is told; tests/vectors/alarms.json holds the
 * two together.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').Audience} Audience
 * @typedef {import('./types.js').Alarm} Alarm
 * @typedef {import('./types.js').Pause} Pause
 * @typedef {import('./alarm_sources.js').Source} Source
 */

import { ofScreens } from './alarm_screens.js';
import { alone, ofChecks, ofHeadCount, ofHelp, ofReconfirm, ofResponses } from './alarm_sources.js';
import { millis } from './format.js';
import { freeStaff } from './hands.js';

export const EYES = 'eyes';
const RANK = { high: 0, medium: 1, technical: 2, low: 3 };

/**
 * @param {Board} board
 * @param {number} now epoch milliseconds on the server's clock
 * @param {Audience} audience
 * @returns {Alarm[]} worst first
 */
export function alarmsAt(board, now, audience) {
  if (audience === 'waiting') return [];
  const floor = audience === 'floor';
  const help = floor ? ofHelp(board, now) : [];
  const found = [...ofResponses(board, now, floor), ...help, ...ofPeople(board, now, floor), ...ofScreens(board, now)];
  const pauses = new Map((board.room.pauses ?? []).map((pause) => [pause.cause, pause]));
  return found.map((one) => withPause(one, pauses.get(one.alarm.cause), now)).sort(worstFirst);
}

/**
 * Whether late checks are one alarm now: too few are free, and a response began it.
 *
 * @param {Board} board
 * @param {number} now
 */
function needsEyes(board, now) {
  const free = freeStaff(board, now);
  if (free === null || free >= (board.room.minimum_free_staff ?? 0)) return false;
  return board.responses.some((response) => response.state === 'running') || Boolean(board.room.eyes_since);
}

/**
 * @param {Board} board
 * @param {number} now
 * @param {boolean} floor
 * @returns {Source[]}
 */
function ofPeople(board, now, floor) {
  if (board.room.state === 'everyone_out') return floor ? ofHeadCount(board) : [];
  const checks = ofChecks(board, now, floor);
  const late = checks.filter((one) => one.alarm.level !== 'low');
  const gather = late.length > 0 && needsEyes(board, now);
  const seen = gather ? [gathered(late, millis(board.room.eyes_since)), ...checks.filter((one) => one.alarm.level === 'low')] : checks;
  return [...ofReconfirm(board), ...seen];
}

/**
 * Many late checks as one alarm, the worst of them first.
 *
 * @param {Source[]} late
 * @param {number | null} eyesSince when it began, once that is known
 * @returns {Source}
 */
function gathered(late, eyesSince) {
  const alarms = late.map((one) => one.alarm).sort(worstFirst);
  const level = alarms[0]?.level ?? 'medium';
  const since = Math.min(...alarms.map((alarm) => alarm.since));
  const holds = alarms.map(({ cause, booth, seat, level: its, since: from }) => ({
    cause,
    booth,
    seat,
    level: its,
    since: from,
  }));
  const worseAt = [...late.flatMap((one) => one.worseAt), ...(eyesSince === null ? [] : [eyesSince])];
  return { alarm: { ...alone(EYES, level, since), holds }, worseAt };
}

/**
 * @param {Source} source
 * @param {Pause | undefined} pause
 * @param {number} now
 * @returns {Alarm}
 */
export function withPause({ alarm, worseAt, began }, pause, now) {
  if (!pause) return alarm;
  const at = Date.parse(pause.at);
  const until = Date.parse(pause.until);
  const broken = [...worseAt, began ?? at].some((worse) => at < worse && worse <= now);
  return broken || until <= now ? alarm : { ...alarm, paused_until: until };
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
