/**
 * The clock of a stay that the server has not judged yet, as far as a tablet can tell: the twin of
 * ops/domain/visit_clock.py and timers.py. Where a tablet does not know enough the shortest of
 * what may be runs, never a longer one. tests/vectors/looks.json holds the two together. Pure.
 */

import { millis } from '../core/format.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Timer} Timer */
/** @typedef {{every: number, grace: number, urgent_after: number}} Interval seconds */

/**
 * What only this tablet's own picture of a stay knows.
 * @typedef {object} Beside
 * @property {'using' | 'aftercare' | null} [stage] what stepping out returns to; null: one of both
 * @property {(Timer & {confirm_since: string | null}) | null} [silent] the clock under a response
 *
 * @typedef {import('../core/types.js').Visit & Beside} Stay
 */

const DEADLINES = /** @type {const} */ (['due_soon_at', 'due_at', 'overdue_at', 'urgent_at']);
export const NO_DEADLINE = { due_soon_at: null, due_at: null, overdue_at: null, urgent_at: null };

const OPIOIDS = new Set(['heroin', 'fentanyl', 'oxycodone', 'morphine', 'hydromorphone', 'unspecified_opioid']);
const OPIOID_FIRST_FOR = 600;
const GOING_FOR = 120;

/**
 * The next look is counted from `at`. Who was to be confirmed is, unless that was before the outage.
 * @param {Board} board
 * @param {Stay} visit written on
 * @param {string} at
 */
export function nextLook(board, visit, at) {
  visit.check_number = (visit.check_number ?? 0) + 1;
  visit.going_until = null;
  const timer = timerFrom(board, visit, at);
  if (!timer) return;
  if (visit.response) visit.silent = { ...timer, confirm_since: null };
  else Object.assign(visit, confirms(board, visit, at, timer) ? { ...timer, confirm_since: null } : NO_DEADLINE);
}

/** The next look counted from `at`, unless the one that runs is due before it. @param {Board} board @param {Stay} visit @param {string} at */
export function sooner(board, visit, at) {
  const runs = millis((visit.response ? visit.silent : visit)?.due_at);
  const next = millis(timerFrom(board, visit, at)?.due_at);
  if (runs === null || next === null || next < runs) nextLook(board, visit, at);
}

/** Until when whoever said so counts as on the way. @param {Board['room']['protocol']} protocol @param {number} at */
export function goingUntil(protocol, at) {
  return at + Number(protocol?.going_for ?? GOING_FOR) * 1000;
}

/** A response takes over: the clock is silent while it runs. @param {Stay} visit @param {string} response */
export function paused(visit, response) {
  if (!visit.response) visit.silent = { ...deadlines(visit), confirm_since: visit.confirm_since ?? null };
  Object.assign(visit, NO_DEADLINE, { response, confirm_since: null });
}

/**
 * The clock from before the response runs on. Where this tablet never knew it, a look is due by now.
 * @param {Board} board
 * @param {Stay} visit
 * @param {string} at
 */
export function runsOn(board, visit, at) {
  const { silent } = visit;
  Object.assign(visit, { response: null, silent: null });
  if (silent?.due_at || silent?.confirm_since) return Object.assign(visit, silent);
  const seen = Math.min(millis(visit.last_look_at ?? visit.seated_at) ?? Infinity, Date.parse(at));
  const every = shortest(board, names(board, visit, at))?.every ?? 0;
  const start = new Date(Math.min(seen, Date.parse(at) - every * 1000)).toISOString();
  return Object.assign(visit, timerFrom(board, visit, start));
}

/** @param {Stay} visit @returns {Timer} */
function deadlines(visit) {
  return Object.fromEntries(DEADLINES.map((name) => [name, visit[name] ?? null]));
}

/** @param {Board} board @param {Stay} visit @param {string} at @param {Timer} timer */
function confirms(board, visit, at, timer) {
  if (!visit.confirm_since) return true;
  const from = millis(board.room.gap?.from);
  if (from !== null && Date.parse(at) <= from) return false;
  return (millis(timer.due_at) ?? 0) > Date.parse(visit.confirm_since);
}

/** @param {Board} board @param {Stay} visit @param {string} at @returns {Timer | null} null: no interval was told */
function timerFrom(board, visit, at) {
  const interval = shortest(board, names(board, visit, at));
  if (!interval) return null;
  const due = Date.parse(at) + interval.every * 1000;
  return {
    due_soon_at: new Date(due - Math.min(60_000, interval.every * 250)).toISOString(),
    due_at: new Date(due).toISOString(),
    overdue_at: new Date(due + interval.grace * 1000).toISOString(),
    urgent_at: new Date(due + interval.urgent_after * 1000).toISOString(),
  };
}

/**
 * Which intervals may run after a look at `at`. What was last seen outranks the stage, the stage
 * outranks the route.
 * @param {Board} board
 * @param {Stay} visit
 * @param {string} at
 */
function names(board, visit, at) {
  if (visit.state === 'looked_for') return ['looked_for'];
  if (visit.track && visit.track !== 'regular') return [visit.track];
  if (visit.state === 'stepped_out') return ['stepped_out'];
  if (visit.stage === null) return [ofRoute(board, visit, at), 'aftercare'];
  return [visit.state === 'aftercare' ? 'aftercare' : ofRoute(board, visit, at)];
}

/** A route nobody said counts as injecting: the careful side. @param {Board} board @param {Stay} visit @param {string} at */
function ofRoute(board, visit, at) {
  const route = visit.route ?? 'inject';
  const opioid = visit.substances?.some((one) => OPIOIDS.has(one));
  return route === 'inject' && opioid && mayBeFirst(board, visit, at) ? 'inject_opioid_first' : route;
}

/**
 * Whether the first minutes of a use may run. When a later use began is not told.
 * @param {Board} board
 * @param {Stay} visit
 * @param {string} at
 */
function mayBeFirst(board, visit, at) {
  const first = Number(board.room.protocol?.opioid_first_for ?? OPIOID_FIRST_FOR) * 1000;
  const seated = millis(visit.seated_at);
  return seated === null || (visit.episodes ?? 1) !== 1 || Date.parse(at) < seated + first;
}

/** Each limit the earliest of any of them. @param {Board} board @param {string[]} named @returns {Interval | null} */
function shortest(board, named) {
  const told = /** @type {Record<string, Interval>} */ (board.room.protocol?.intervals ?? {});
  const found = named.flatMap((name) => told[name] ?? []);
  if (!found.length) return null;
  const every = Math.min(...found.map((one) => one.every));
  const grace = Math.min(...found.map((one) => one.every + one.grace)) - every;
  return { every, grace, urgent_after: Math.min(...found.map((one) => one.every + one.urgent_after)) - every };
}
