/**
 * By how much the server's clock was set since each act of this page was tapped: what waits is
 * as old as it was.
 */

import { movedBy } from './outbox_rules.js';

/** @typedef {import('./outbox_rules.js').Act} Act */

export class MovedClock {
  /** @type {Set<string>} tapped on this page, by the clock that it knows */
  #mine = new Set();
  /** @type {Map<string, number>} in milliseconds */
  #behind = new Map();

  /** @param {Act} act */
  tapped(act) {
    // A time from paper was read by a person: no clock moves it.
    if (!act.body.from_paper) this.#mine.add(act.id);
  }

  /** @param {Act[]} waiting @param {number} milliseconds */
  moved(waiting, milliseconds) {
    for (const { id } of waiting.filter((act) => this.#mine.has(act.id))) {
      this.#behind.set(id, (this.#behind.get(id) ?? 0) + milliseconds);
    }
  }

  /** Whether that act still has another time than the clock of now would give it. @param {Act} act */
  concerns(act) {
    return this.#behind.has(act.id);
  }

  /** @param {Act} act by the clock of now, from here on */
  follow(act) {
    const by = this.#behind.get(act.id) ?? 0;
    this.#behind.delete(act.id);
    return movedBy(act, by);
  }
}
