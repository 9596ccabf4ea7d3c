/**
 * Every write of a tablet goes through here: kept first, then sent, in order, until the server
 * gave a definite answer. A dead server, a reload or a flat battery loses nothing.
 *
 * 1. The id is made and the act stored before the first try.
 * 2. One drain at a time over all pages of this device (`navigator.locks`); the oldest act first
 *    (`outbox_drain.js`).
 * 3. Done: moved to the sent acts in the same step, without a handle. Refused: set aside with its
 *    reason, and what built on it with it. No definite answer: the drain stops there and tries
 *    again, by connection, `online`, coming back into view, and timer.
 * 4. Sent acts stay 24 h. A server with another epoch (a restored backup) gets those it may have
 *    lost again, under their old ids; receipts make what it still has harmless.
 */

import { buildsOn, nothingWithout, renamed } from './outbox_aside.js';
import { TapClock } from './outbox_clock.js';
import { Drain } from './outbox_drain.js';
import { memoryStore } from './outbox_memory.js';
import { Mirror } from './outbox_mirror.js';
import { Retry } from './outbox_retry.js';
import { actFrom } from './outbox_rules.js';
import { uuid7 } from './uuid.js';

/** @typedef {{label: string, place: {booth: number, seat: string}}} Elsewhere another seat for the same act, and its words */
/** @typedef {import('./outbox_rules.js').Act} Act */
/** @typedef {import('./outbox_store.js').OutboxStore} OutboxStore */
/** @typedef {import('./outbox_mirror.js').Fate} Fate */
/** @typedef {import('./outbox_rules.js').Ways} Ways */
/** @typedef {import('./outbox_rules.js').Wanted} Wanted */

const SENT_KEPT = 24 * 3600 * 1000;

export class Outbox {
  /** @type {OutboxStore} */
  #store;
  /** @type {Ways} */
  #ways;
  #mirror = new Mirror();
  #drain;
  #draining = false;
  #kicked = false;
  #clock;
  #retry;
  /** @type {Promise<unknown>} stores one after another, so order is the order of taps */
  #storing = Promise.resolve();

  /**
   * @param {OutboxStore} store
   * @param {Ways} ways
   */
  constructor(store, ways) {
    this.#store = store;
    this.#ways = ways;
    this.#retry = new Retry(ways.later);
    this.#clock = new TapClock(ways);
    this.#drain = new Drain(() => this.#store, ways, this.#mirror, this.#clock, this.#retry);
  }

  /** Reads what an earlier page left. The page does not wait for it to be sent. */
  async open() {
    // A store that opens and then gives nothing must not keep the page from the room either.
    await this.refresh().catch(() => this.#toMemory());
    void this.tidy(SENT_KEPT).then(() => this.kick());
  }

  /** Forgets what was sent longer ago than that; 0: all of it. @param {number} [kept] milliseconds */
  async tidy(kept = SENT_KEPT) {
    await this.#store.forget(this.#ways.now() - kept).catch(() => {});
  }

  get lasting() {
    return this.#store.lasting;
  }

  get signedOut() {
    return this.#drain.signedOut;
  }

  /** The server could not be asked at the last try. */
  get unreachable() {
    return this.#drain.unreachable;
  }

  /** The code with which a server that was reached could not take an act. */
  get cannot() {
    return this.#drain.cannot;
  }

  /** The act that the others wait for, as the server fails at it time after time. */
  get heldUpBy() {
    return this.#drain.heldUpBy;
  }

  /** An act was kept and changed nothing: whoever tapped it should know. @param {(act: Act) => void} say */
  set onNoted(say) {
    this.#drain.onNoted = say;
  }

  /** Acts without a definite answer, oldest first. */
  get unsent() {
    return this.#mirror.acts.filter((act) => act.state === 'waiting');
  }

  /** On record, and not yet in that picture. @param {{version: number, epoch: string}} told */
  landing(told) {
    return this.#mirror.landing(told);
  }

  get setAside() {
    return this.#mirror.acts.filter((act) => act.state === 'set_aside');
  }

  /** @param {string} id @returns {Fate | null} null when this page never knew it */
  fate(id) {
    return this.#mirror.fate(id);
  }

  /** @param {() => void} listener */
  subscribe(listener) {
    return this.#mirror.subscribe(listener);
  }

  /**
   * Takes an act on. Its id is known at once; the rest happens behind it.
   * @param {Wanted} wanted
   * @returns {string} the command's id
   */
  act(wanted) {
    const now = this.#ways.now();
    const act = actFrom(wanted, wanted.id ?? uuid7(now), now, this.#clock.guessFor(wanted, this.unsent));
    this.#mirror.add(act);
    this.#clock.tapped(act);
    this.#storing = this.#storing.then(() => this.#keep(act));
    return act.id;
  }

  /** The server's clock was set by so much: what waits is as old as it was. @param {number} milliseconds */
  async clockMoved(milliseconds) {
    this.#clock.moved(this.unsent, milliseconds);
    await this.clockKnown();
  }

  /** The first round trip has told the server's clock: what was tapped on a guess gets its true time. */
  async clockKnown() {
    await this.#storing;
    // While nothing is on its way, so that nothing that arrived comes back.
    await this.#alone(() => this.#followed());
  }

  /** Reads the store again; what waits has its time by the clock of now. */
  async #followed() {
    await this.refresh();
    const behind = this.unsent.filter((act) => act.order !== undefined && this.#clock.concerns(act));
    for (const act of behind) await this.#store.put(this.#clock.follow(act));
    if (behind.length) await this.refresh();
  }

  /** @param {Act} act */
  async #keep(act) {
    try {
      Object.assign(act, await this.#store.add(act));
    } catch {
      // A full disk must not stop a response: what cannot be kept is still sent.
      await this.#toMemory();
      Object.assign(act, await this.#store.add(act));
    }
    this.#mirror.say(act.id, 'saved');
    this.#ways.tellOthers?.();
    void this.kick();
  }

  async #toMemory() {
    const fallback = memoryStore();
    for (const act of this.#mirror.acts) if (act.order !== undefined) await fallback.add(act);
    this.#store = fallback;
  }

  /** Sends what waits, if nobody on this device does already. */
  async kick() {
    if (this.#draining) {
      this.#kicked = true;
      return;
    }
    this.#draining = true;
    try {
      do {
        this.#kicked = false;
        if (await this.#knowsTime()) await this.#alone(() => this.#drained());
        else this.#tryLater();
      } while (this.#kicked);
    } finally {
      this.#draining = false;
    }
  }

  /** A server that does not say what time it is would hardly take an act, and with a guess for its time. */
  async #knowsTime() {
    if (!this.#ways.measured || !this.#clock.waits(this.unsent)) return true;
    await this.#ways.measured();
    return !this.#clock.waits(this.unsent);
  }

  /** @param {() => Promise<void>} run */
  #alone(run) {
    return this.#ways.alone ? this.#ways.alone(run) : run();
  }

  async #drained() {
    try {
      await this.#followed();
      if (!(await this.#drain.run())) this.#tryLater();
    } catch {
      // The browser took its store away: what is known here still goes out.
      await this.#toMemory();
      this.#tryLater();
    }
  }

  #tryLater() {
    this.#retry.failed();
    this.#mirror.changed();
    if (!this.signedOut) this.#retry.plan(() => void this.kick());
  }

  /** Somebody signed in again, or the connection came back. */
  wake() {
    this.#drain.signedOut = false;
    this.#retry.reset();
    void this.kick();
  }

  /**
   * Takes back an act that was never tried. As in the house, one that others build on stays, and
   * they with it: nothing that was logged goes with a slip. One that a broken store will not let
   * go of could come back from it: it is sent, and undone.
   * @param {string} id
   * @returns {Promise<'dropped' | 'tried' | 'built_upon'>} `tried`: it may have arrived, only an undo helps
   */
  async drop(id) {
    await this.#storing;
    if (this.unsent.some((act) => buildsOn(act, id))) return 'built_upon';
    if (!(await this.#store.dropUntried(id).catch(() => this.#toMemory()))) return 'tried';
    this.#mirror.remove(id, 'dropped');
    return 'dropped';
  }

  /**
   * A set-aside act sent again, as it is, with the room's word over the board's (`anyway`), or about another seat.
   * Under a new id: the old one was judged. What built on it follows.
   * @param {string} id
   * @param {boolean} anyway
   * @param {Elsewhere} [elsewhere]
   */
  async again(id, anyway, elsewhere) {
    const act = this.#mirror.find(id);
    if (!act || act.state !== 'set_aside') return null;
    const fresh = uuid7(this.#ways.now());
    const along = nothingWithout(id, this.setAside);
    const followers = this.setAside.filter((other) => other.refusal?.because === id || along.includes(other));
    const first = renamed(act, id, fresh);
    if (anyway) first.body.room_says_otherwise = true;
    if (elsewhere) {
      first.label = elsewhere.label;
      Object.assign(first.body, elsewhere.place);
      Object.assign(first.about, elsewhere.place);
    }
    for (const kept of [act, ...followers]) await this.#letGo(kept.id);
    for (const wanted of [first, ...followers.map((other) => renamed(other, id, fresh))]) this.act(wanted);
    return fresh;
  }

  /**
   * A set-aside act a person has read and does not want, and with it what is nothing without it.
   * @param {string} id
   */
  async putAway(id) {
    const along = nothingWithout(id, this.setAside);
    for (const act of along) await this.#letGo(act.id);
    await this.#letGo(id);
    this.#ways.tellOthers?.();
  }

  /** From a broken store it comes back with the next page, set aside as it was. @param {string} id */
  async #letGo(id) {
    await this.#store.remove(id).catch(() => this.#toMemory().then(() => this.#store.remove(id)));
    this.#mirror.remove(id, 'dropped');
  }

  /** The picture has this epoch: what an older one was told may be lost. @param {string} epoch */
  async onEpoch(epoch) {
    const count = await this.#store.requeue(epoch, this.#ways.now() - SENT_KEPT);
    if (count) await this.kick();
  }

  /** Reads the store again: another page of this device may have added or sent. */
  async refresh() {
    this.#mirror.replace(await this.#store.all());
  }
}
