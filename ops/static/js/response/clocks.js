/**
 * What the responder's clocks say, made from the log alone. Pure; every time is a number of
 * milliseconds, every answer null where nothing was recorded.
 */

import { clock, elapsed, millis } from '../core/format.js';
import { t } from '../core/i18n.js';
import { SAME_OR_SECOND, isOurs, standing } from './log.js';

/** @typedef {import('./log.js').Row} Row */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */

const STARTS_AND_STOPS = /** @type {const} */ ([
  ['oxygen_start', 'oxygen_stop'],
  ['breaths_start', 'breaths_stop'],
  ['cpr_start', 'cpr_stop'],
]);

/**
 * The start row of what goes on now, or null.
 * @param {Row[]} rows
 * @param {'oxygen_start' | 'breaths_start' | 'cpr_start'} start
 * @returns {Row | null}
 */
export function goingOn(rows, start) {
  const stop = STARTS_AND_STOPS.find(([begin]) => begin === start)?.[1];
  /** @type {Row | null} */
  let running = null;
  for (const row of standing(rows)) {
    // A second start while it goes on is a repeat: the clock keeps the first time.
    if (row.kind === start) running = running ? { ...row, happened_at: running.happened_at } : row;
    else if (row.kind === stop) running = null;
  }
  return running;
}

/**
 * @param {Row[]} rows
 * @returns {{at: number, rate: number | null, spo2: number | null, spo2Before: number | null,
 *   sedation: string | null} | null} the last assessment, with the SpO2 seen before it
 */
export function lastAssessment(rows) {
  const seen = standing(rows).filter((row) => row.kind === 'assessment');
  const last = seen.at(-1);
  if (!last) return null;
  const before = seen
    .slice(0, -1)
    .reverse()
    .find((row) => typeof row.values.spo2_percent === 'number');
  return {
    at: Date.parse(last.happened_at),
    rate: numberOf(last.values.breaths_per_minute),
    spo2: numberOf(last.values.spo2_percent),
    spo2Before: numberOf(before?.values.spo2_percent),
    sedation: typeof last.values.sedation === 'string' ? last.values.sedation : null,
  };
}

/** Words of the sedation scale for someone who is hard to rouse. */
export const SEDATED = new Set(['responds_to_pressure', 'unresponsive']);

/**
 * A long sedation: since when they are hard to rouse, and when breaths are to be counted again.
 * Until somebody sees them awake it is since the stay was put on that track, or since it began here:
 * a word on the scale never sets the clock back.
 * @param {Row[]} rows @param {number} began epoch milliseconds @param {number} every milliseconds
 * @param {number | null} [track] since when their stay is on the track of sedation
 */
export function longSedation(rows, began, every, track = null) {
  const seen = standing(rows).filter((row) => row.kind === 'assessment');
  const { awake, first } = hardToRouse(rows);
  const counted = seen.findLast((row) => numberOf(row.values.breaths_per_minute) !== null);
  return {
    since: !awake ? Math.min(track ?? began, began) : first ? Date.parse(first.happened_at) : null,
    countAt: (counted ? Date.parse(counted.happened_at) : began) + every,
  };
}

/** Whether they were seen awake, and the first row since then that says hard to rouse. @param {Row[]} rows */
export function hardToRouse(rows) {
  const told = standing(rows).filter((row) => row.kind === 'assessment' && 'sedation' in row.values);
  const awake = told.findLastIndex((row) => !SEDATED.has(row.values.sedation));
  return { awake: awake >= 0, first: told[awake + 1] };
}

/** @param {unknown} value */
function numberOf(value) {
  return typeof value === 'number' ? value : null;
}

/**
 * Doses of naloxone; two likely repeats of one dose count once in `least`, twice in `count`, and
 * so do their milligrams. Where a dose has no amount, the sum is at least what it is.
 * @param {Row[]} rows
 * @returns {{count: number, least: number, at: number, last: Row, mgLeast: number, mgMost: number,
 *   mgUnknown: boolean} | null}
 */
export function doses(rows) {
  const given = standing(rows).filter((row) => row.kind === 'naloxone');
  const last = given.at(-1);
  if (!last) return null;
  const sure = given.filter((row) => !row.marks.includes(SAME_OR_SECOND));
  const least = sure.length ? sure : given.slice(0, 1);
  return {
    count: given.length,
    least: least.length,
    at: Date.parse(last.happened_at),
    last,
    mgLeast: milligrams(least),
    mgMost: milligrams(given),
    mgUnknown: given.some((row) => numberOf(row.values.dose_mg) === null),
  };
}

/** @param {Row[]} rows */
function milligrams(rows) {
  return Math.round(rows.reduce((sum, row) => sum + (numberOf(row.values.dose_mg) ?? 0), 0) * 1000) / 1000;
}

/**
 * What a friend or the crew gave, or nobody knows how much of, says nothing of the next dose here.
 * @param {Row[]} rows
 */
export function lastOfStaff(rows) {
  return standing(rows).findLast(
    (row) => row.kind === 'naloxone' && isOurs(row) && numberOf(row.values.dose_mg) !== null,
  );
}

/**
 * "0.8 mg", "0.4–0.8 mg", "at least 4 mg"; what nobody gave an amount of, in words.
 * @param {NonNullable<ReturnType<typeof doses>>} given
 */
export function inAll(given) {
  if (given.mgMost === 0) return t('amount not said');
  const mg = given.mgLeast === given.mgMost ? given.mgMost : `${given.mgLeast}\u2013${given.mgMost}`;
  return given.mgUnknown ? t('at least %(mg)s mg', { mg }) : t('%(mg)s mg', { mg });
}

/**
 * Where the ambulance stands: the newest of its rows.
 * @param {Row[]} rows
 * @returns {{state: 'called' | 'cancelled' | 'arrived' | 'gone', at: number, calledAt: number | null} | null}
 */
export function ambulance(rows) {
  /** @type {Record<string, 'called' | 'cancelled' | 'arrived' | 'gone'>} */
  const states = {
    ambulance_called: 'called',
    ambulance_cancelled: 'cancelled',
    ambulance_arrived: 'arrived',
    ambulance_left_with_person: 'gone',
    ambulance_chose_not_to_go: 'gone',
  };
  const said = standing(rows).filter((row) => row.kind in states);
  const last = said.at(-1);
  if (!last) return null;
  const called = said.findLast((row) => row.kind === 'ambulance_called');
  return {
    state: states[last.kind],
    at: Date.parse(last.happened_at),
    calledAt: called ? Date.parse(called.happened_at) : null,
  };
}

/**
 * Up to when its clocks run: over stops them all.
 * @param {BoardResponse} response
 * @param {number} now
 */
export function runsUntil(response, now) {
  return millis(response.over_at) ?? now;
}

/**
 * How long since something happened; what was added after the end has a time and no duration.
 * @param {number} at
 * @param {number} until
 * @param {string} zone
 */
export function since(at, until, zone) {
  return at > until ? clock(at, zone) : elapsed(until - at);
}
