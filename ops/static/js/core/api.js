/**
 * Writing: one idempotent POST per act. The id is made before the first try, so a try
 * whose answer was lost can be sent again without harm.
 *
 * @typedef {import('./types.js').Answer} Answer
 * @typedef {import('./types.js').Problem} Problem
 *
 * @typedef {object} ActOptions
 * @property {string} [key] the act's id; made here when absent
 * @property {number} [tries] how often to try when the server cannot be reached
 * @property {AbortSignal} [signal]
 * @property {typeof fetch} [fetch]
 * @property {(after: number) => Promise<void>} [wait]
 */

import { uuid7 } from './uuid.js';

const PREFIX = '/api/v1';
const FIRST_WAIT = 300;
const LONGEST_WAIT = 4_000;

/** The server understood and said no. Trying the same again changes nothing. */
export class Refusal extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(problem.detail || problem.title || problem.code);
    this.name = 'Refusal';
    this.problem = problem;
  }

  get code() {
    return this.problem.code;
  }

  /** True when one tap, "the room says otherwise", does it anyway. */
  get roomMaySayOtherwise() {
    return this.problem.offers?.includes('room_says_otherwise') ?? false;
  }
}

/**
 * The server could not be reached, or could not answer. The same act may be sent again.
 * `problem` is what it said, if it said anything: it is there, and cannot do it now. `status` is that
 * of whoever answered in its place.
 */
export class Unreachable extends Error {
  /** @param {string} why @param {Problem | null} [problem] @param {number | null} [status] */
  constructor(why, problem = null, status = null) {
    super(why);
    this.name = 'Unreachable';
    this.problem = problem;
    this.status = status;
  }
}

/**
 * Sends an act. Answers what the server answered, throws `Refusal` for a no, and
 * `Unreachable` when every try failed.
 *
 * @param {string} path below /api/v1, as "/visits/…/check-ins"
 * @param {Record<string, unknown>} body
 * @param {ActOptions} [options]
 * @returns {Promise<Answer & {replayed: boolean}>}
 */
export async function act(path, body, options = {}) {
  const key = options.key ?? uuid7(Date.now());
  const tries = options.tries ?? 3;
  const wait = options.wait ?? ((after) => new Promise((resolve) => setTimeout(resolve, after)));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(path, body, key, options);
    } catch (error) {
      if (!(error instanceof Unreachable) || attempt >= tries || options.signal?.aborted) throw error;
    }
    await wait(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)));
  }
}

/**
 * Reads something below /api/v1.
 *
 * @param {string} path
 * @param {{signal?: AbortSignal, fetch?: typeof fetch}} [options]
 * @returns {Promise<any>}
 */
export async function read(path, options = {}) {
  const response = await reach(options.fetch ?? fetch, PREFIX + path, {
    headers: { Accept: 'application/json' },
    signal: options.signal,
  });
  return understood(response);
}

/**
 * @param {string} path
 * @param {Record<string, unknown>} body
 * @param {string} key
 * @param {ActOptions} options
 */
async function once(path, body, key, options) {
  const response = await reach(options.fetch ?? fetch, PREFIX + path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'Idempotency-Key': key,
    },
    body: JSON.stringify(body),
    signal: options.signal,
  });
  const answer = await understood(response);
  return { ...answer, replayed: response.headers.get('Idempotency-Replayed') === 'true' };
}

/**
 * @param {typeof fetch} fetcher
 * @param {string} url
 * @param {RequestInit} request
 */
async function reach(fetcher, url, request) {
  try {
    return await fetcher(url, request);
  } catch (error) {
    throw new Unreachable(error instanceof Error ? error.message : 'no connection');
  }
}

/** @param {Response} response */
async function understood(response) {
  let body = null;
  try {
    body = await response.json();
  } catch {
    // A proxy's own page, or an answer cut short: nothing was said that we can act on.
  }
  if (response.ok && body) return body;
  const saidNo = body?.code && response.status >= 400 && response.status < 500;
  if (saidNo && response.status !== 408 && response.status !== 429) throw new Refusal(body);
  throw new Unreachable(`status ${response.status}`, body?.code ? body : null, response.status);
}
