/**
 * Whether a start means a response that runs already, as the server will judge it
 * (`ops/domain/response_joining.py`; tests/vectors/joining.json holds the two together). Pure.
 */

/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */

/**
 * @typedef {object} Start
 * @property {string} at when it was tapped
 * @property {number | null} [booth]
 * @property {string | null} [seat]
 * @property {string | null} [place]
 * @property {string | null} [visit]
 */

const SAME_EVENT = 300_000;
const SAME_MOMENT = 30_000;

/**
 * The response that a start joins, if any.
 * @template {Pick<BoardResponse, 'id' | 'booth' | 'seat' | 'place' | 'visit' | 'state' | 'began_at' | 'going_until'
 *   | 'attended_until'>} R
 * @param {R[]} responses
 * @param {Start} start
 * @returns {R | null}
 */
export function joins(responses, start) {
  const at = Date.parse(start.at);
  const near = responses.filter((one) => one.state === 'running' && at >= Date.parse(one.began_at) - SAME_EVENT);
  const person = near.find((one) => start.visit && one.visit === start.visit);
  const there = near.filter((one) => samePlace(one, start)).sort(newestFirst);
  return person ?? there[0] ?? null;
}

/**
 * @param {{began_at: string, id: string}} one
 * @param {{began_at: string, id: string}} other
 */
function newestFirst(one, other) {
  return Date.parse(other.began_at) - Date.parse(one.began_at) || (one.id < other.id ? 1 : -1);
}

/**
 * @param {Parameters<typeof joins>[0][number]} response
 * @param {Start} start
 */
function samePlace(response, start) {
  const booth = start.booth ?? null;
  const place = booth === null ? (start.place ?? 'other') : null;
  if (response.booth !== booth || response.place !== place) return false;
  const otherSeat = response.seat && start.seat && response.seat !== start.seat;
  if (otherSeat || (response.visit && start.visit)) return false;
  return place !== 'other' || sameMoment(response, start);
}

/**
 * Elsewhere is no place: only together, and only while the first still sounds.
 * @param {Parameters<typeof joins>[0][number]} response
 * @param {Start} start
 */
function sameMoment(response, start) {
  const apart = Math.abs(Date.parse(start.at) - Date.parse(response.began_at));
  return apart <= SAME_MOMENT && !response.attended_until && !response.going_until;
}
