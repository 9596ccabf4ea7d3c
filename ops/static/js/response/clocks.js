/**
 * What the responder's clocks say, made from the log alone. Pure; every time is a number of
 * milliseconds, every answer null where nothing was recorded.
 */

import { clock, elapsed, millis } from '../core/format.js';
import { standing } from './log.js';

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

/** @param {unknown} value */
function numberOf(value) {
  return typeof value === 'number' ? value : null;
}

/**
 * @param {Row[]} rows
 * @returns {{count: number, least: number, at: number, last: Row, totalMg: number,
 *   doubtful: boolean} | null} doses of naloxone; `least` counts those asked about only once
 */
export function doses(rows) {
  const given = standing(rows).filter((row) => row.kind === 'naloxone');
  const last = given.at(-1);
  if (!last) return null;
  const doubtful = given.filter((row) => row.marks.includes(SAME_OR_SECOND)).length;
  const total = given.reduce((sum, row) => sum + (numberOf(row.values.dose_mg) ?? 0), 0);
  return {
    count: given.length,
    least: Math.max(1, given.length - doubtful),
    at: Date.parse(last.happened_at),
    last,
    totalMg: Math.round(total * 100) / 100,
    doubtful: doubtful > 0,
  };
}

/** The mark on a like act of two tablets within a short time: answered later, never in a box. */
export const SAME_OR_SECOND = 'same_or_second';

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
