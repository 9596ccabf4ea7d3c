/**
 * Responses that the board no longer has, asked of the server while somebody looks at them.
 * Pure: it is told how to ask, and the time.
 *
 * 1. Only a definite answer ends the asking: the response, or that there is none of that name.
 * 2. An answer that did not come is asked for again after a few seconds, for as long as the
 *    response is looked at.
 * 3. The answer of a write of this tablet tells of its response what is newest. What another tablet
 *    wrote is asked for after a while; what is known is shown meanwhile.
 */

import { namesOf } from '../core/response_names.js';

/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */

/** Milliseconds. */
export const ASK_AGAIN_AFTER = 3_000;

/** Milliseconds. */
export const ASK_ANEW_AFTER = 30_000;

const NO_SUCH = 404;

export class Lookup {
  #read;
  #mono;
  #changed;
  /** @type {Map<string, BoardResponse | null>} answered; null: there is none */
  #answers = new Map();
  /** @type {Map<string, number>} from when on it may be asked again; not before it was answered */
  #next = new Map();

  /**
   * @param {(path: string) => Promise<any>} read something below /api/v1
   * @param {() => number} mono milliseconds on a clock that never jumps
   * @param {() => void} changed called when there is an answer
   */
  constructor(read, mono, changed) {
    this.#read = read;
    this.#mono = mono;
    this.#changed = changed;
  }

  /**
   * A write was answered with it.
   * @param {BoardResponse} response
   */
  put(response) {
    for (const id of namesOf(response)) this.#know(id, response);
  }

  /** @param {string} id @param {BoardResponse | null} response */
  #know(id, response) {
    this.#answers.set(id, response);
    this.#next.set(id, this.#mono() + ASK_ANEW_AFTER);
  }

  /** @param {string} id @returns {BoardResponse | null} */
  found(id) {
    return this.#answers.get(id) ?? null;
  }

  /**
   * Somebody looks at it now: it is asked for where that is due.
   * @param {string} id
   * @returns {boolean} false once it is known what there is
   */
  looking(id) {
    if (this.#mono() >= (this.#next.get(id) ?? -Infinity)) void this.#ask(id);
    return !this.#answers.has(id);
  }

  /** @param {string} id */
  async #ask(id) {
    this.#next.set(id, Infinity);
    try {
      const answer = await this.#read(`/responses/${id}`);
      // A write that was answered meanwhile is newer than what was asked for before it.
      if (this.#next.get(id) === Infinity) this.#know(id, answer.response ?? answer);
    } catch (/** @type {any} */ why) {
      if (why?.problem?.status === NO_SUCH) this.#know(id, null);
      else if (this.#next.get(id) === Infinity) this.#next.set(id, this.#mono() + ASK_AGAIN_AFTER);
    }
    this.#changed();
  }
}
