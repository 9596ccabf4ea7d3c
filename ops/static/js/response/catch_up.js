/**
 * The catch-up strip: what has a time of its own stands fixed, the rest is placed between. Pure.
 *
 * 1. Fixed are the start, what was logged in the moment of marks, doses and the ambulance, and the
 *    end; an act that was itself placed afterwards fixes nothing.
 * 2. A point stands for its own moment, a gap for its middle.
 * 3. What was placed in a gap before comes first: the next goes to the middle of what is left, so that
 *    acts stand in the order in which they are told.
 */

import { t } from '../core/i18n.js';
import { APPROXIMATE, standing } from './log.js';
import { actionName, valuesLine } from './values.js';

/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('./log.js').Row} Row */
/** @typedef {{key: string, at: number, word: string}} Point `at` in milliseconds */
/** @typedef {Point & {gap: boolean, to: number}} Place where an act can be put; `to`: up to where it reaches */

/** The mark on a record with such rows. */
export const RECONSTRUCTED = 'reconstructed';

const FIXED = new Set([
  'mark',
  'naloxone',
  'ambulance_called',
  'ambulance_cancelled',
  'ambulance_arrived',
  'ambulance_left_with_person',
  'ambulance_chose_not_to_go',
]);

/** @param {BoardResponse} response @param {Row[]} rows @returns {Point[]} oldest first */
function fixedPoints(response, rows) {
  const began = { key: 'began', at: Date.parse(response.began_at), word: t('Began') };
  const logged = standing(rows)
    .filter((row) => FIXED.has(row.kind) && !row.marks.includes(APPROXIMATE))
    .map((row) => ({
      key: row.root,
      at: Date.parse(row.happened_at),
      word: `${actionName(row.kind)} ${row.kind === 'naloxone' ? valuesLine(row.kind, row.values) : ''}`.trim(),
    }));
  const over = response.over_at ? [{ key: 'over', at: Date.parse(response.over_at), word: t('OVER') }] : [];
  return [began, ...logged, ...over].sort((one, other) => one.at - other.at);
}

/**
 * The strip from left to right: points, and the gaps between those that lie apart.
 * @param {BoardResponse} response @param {Row[]} rows @returns {Place[]}
 */
export function placesOn(response, rows) {
  const points = fixedPoints(response, rows);
  const placed = standing(rows)
    .filter((row) => row.marks.includes(APPROXIMATE))
    .map((row) => Date.parse(row.happened_at));
  return points.flatMap((point, index) => {
    const here = { ...point, gap: false, to: point.at };
    const next = points[index + 1];
    if (!next || next.at - point.at < 2) return [here];
    const before = placed.filter((at) => at > point.at && at < next.at);
    const from = Math.max(point.at, ...before);
    const at = Math.floor((from + next.at) / 2);
    const word = t('between %(one)s and %(other)s', { one: point.word, other: next.word });
    return [here, { key: `after ${point.key}`, at, word, gap: true, to: next.at }];
  });
}

/**
 * When an act is said to have been done that is logged now: as chosen on the strip, or in this moment.
 * @param {BoardResponse} response @param {Row[]} rows @param {string | null} chosen
 * @returns {{happened_at?: string, approximate?: true}}
 */
export function placedAt(response, rows, chosen) {
  const place = chosen === null ? null : placesOn(response, rows).find((one) => one.key === chosen);
  return place ? { happened_at: new Date(place.at).toISOString(), approximate: true } : {};
}
