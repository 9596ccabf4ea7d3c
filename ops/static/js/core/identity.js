/**
 * Who this tablet is: the page is the same for all, so it asks. Without an answer it is who it was.
 *
 * @typedef {import('./types.js').TabletData} TabletData
 * @typedef {import('./types.js').Problem} Problem
 *
 * @typedef {{who: TabletData, said: 'here'} | {who: null, said: 'refused', problem: Problem}
 *   | {who: null, said: 'nothing'}} Told `nothing`: no server, or a proxy's page in its stead
 */

import { read, Refusal } from './api.js';

/** No way in, or none for tablets. */
const NO_WAY_IN = new Set([401, 403]);

/**
 * @param {{fetch?: typeof fetch, within: number}} how `within`: milliseconds; later is no answer
 * @returns {Promise<Told>}
 */
export async function askWho({ fetch: fetcher, within }) {
  try {
    return { who: await read('/tablet', { fetch: fetcher, signal: AbortSignal.timeout(within) }), said: 'here' };
  } catch (why) {
    const refused = why instanceof Refusal && NO_WAY_IN.has(why.problem.status);
    return refused ? { who: null, said: 'refused', problem: why.problem } : { who: null, said: 'nothing' };
  }
}

/**
 * Whether what was kept is of the tablet that the server knows here now.
 * @param {TabletData} one @param {TabletData} other
 */
export function isSame(one, other) {
  return one.site === other.site && one.device?.id === other.device?.id && one.device?.role === other.device?.role;
}
