/**
 * A walk from seat to seat: what was found in each, held against what the board has there.
 * The twin of ops/domain/walk.py; tests/vectors/walk.json holds the two together.
 *
 * @typedef {import('./types.js').Found} Found
 * @typedef {import('./types.js').Visit} Visit
 * @typedef {'nobody' | 'somebody' | 'out' | 'helped'} Shown what the board has in a seat
 * @typedef {'nothing' | 'look' | 'not_here' | 'someone_came' | 'another'} Follows
 */

const OUT = new Set(['stepped_out', 'looked_for']);

/** @param {Visit | null | undefined} visit @returns {Shown} */
export function shown(visit) {
  if (!visit) return 'nobody';
  if (visit.response) return 'helped';
  return OUT.has(visit.state) ? 'out' : 'somebody';
}

/** @type {Record<string, 'keep_an_eye' | 'hard_to_rouse'>} */
const WORRIES = { keep_an_eye: 'keep_an_eye', sedation: 'hard_to_rouse' };

/**
 * What was seen of somebody on a track who was found. "Here" says that they are in place and no
 * more, so a worry stands: only "OK, awake" itself ends one.
 * @param {Found} found
 * @param {string | undefined} track
 */
export function answerOf(found, track) {
  if (found === 'asleep') return 'asleep';
  return WORRIES[track ?? 'regular'] ?? 'ok';
}

/**
 * What follows, and whether the board had it otherwise. Somebody who was out before an outage
 * and is not in the seat after it is looked for: nobody knows where they are.
 * @param {Shown} has
 * @param {Found} found
 * @param {boolean} toConfirm
 * @returns {[Follows, boolean]}
 */
export function follows(has, found, toConfirm) {
  if (has === 'helped') return ['nothing', false];
  if (has === 'nobody') return found === 'empty' ? ['nothing', false] : ['someone_came', true];
  if (found === 'someone_else') return ['another', true];
  if (found !== 'empty') return ['look', has === 'out'];
  if (has === 'out') return [toConfirm ? 'not_here' : 'nothing', false];
  return ['not_here', true];
}
