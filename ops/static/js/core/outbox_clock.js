/**
 * By which clock each act was tapped: what waits is as old as it was, whatever that clock turns out to be.
 *
 * 1. The server's clock was set: the acts of this page that wait move along.
 * 2. Until the first round trip of a page, and after a sleep, the server's clock is a guess: this
 *    machine's own, by what an earlier page measured where one did. An act keeps by which guess it was
 *    timed, also for the next page. Once a round trip has told, it moves by how far the guess was off.
 * 3. Every other act stays as it is.
 */

import { buildsOn } from './outbox_aside.js';
import { movedBy } from './outbox_rules.js';

/** @typedef {import('./outbox_rules.js').Act} Act */
/** @typedef {import('./outbox_rules.js').Wanted} Wanted */
/** @typedef {import('./outbox_rules.js').Ways} Ways */

export class TapClock {
  /** @type {Ways} */
  #ways;
  /** @type {Set<string>} tapped on this page, by the clock that it knows */
  #mine = new Set();
  /** @type {Map<string, number>} in milliseconds */
  #behind = new Map();

  /** @param {Ways} ways */
  constructor(ways) {
    this.#ways = ways;
  }

  /**
   * @param {Wanted} wanted
   * @param {Act[]} waiting
   * @returns {number | undefined} the guess that its time rests on
   */
  guessFor(wanted, waiting) {
    // Sent anew: it was tapped long before.
    if (wanted.made_at !== undefined) return wanted.guess;
    const { guessed, offset } = this.#told();
    if (!guessed || wanted.body?.from_paper) return undefined;
    if (!wanted.own_time) return offset;
    const said = { path: wanted.path, body: wanted.body ?? {}, id: '' };
    return waiting.find((act) => act.guess !== undefined && buildsOn(said, act.id))?.guess;
  }

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

  /** Whether the first round trip would say when one of these was. @param {Act[]} waiting */
  waits(waiting) {
    return this.#told().guessed && waiting.some((act) => act.guess !== undefined);
  }

  /** Whether that act still has another time than the clock of now would give it. @param {Act} act */
  concerns(act) {
    return this.#behind.has(act.id) || (act.guess !== undefined && !this.#told().guessed);
  }

  /** @param {Act} act by the clock of now, from here on */
  follow(act) {
    const { guessed, offset } = this.#told();
    const { guess, ...rest } = act;
    const by = this.#behind.get(act.id) ?? 0;
    this.#behind.delete(act.id);
    if (guess === undefined) return movedBy(act, by);
    // How far the server's clock was set since is in the offset.
    return guessed ? act : movedBy(rest, offset - guess);
  }

  #told() {
    return this.#ways.clock?.() ?? { offset: 0, guessed: false };
  }
}
