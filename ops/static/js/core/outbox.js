/**
 * Every write of a tablet goes through here: kept first, then sent, in order, until the server
 * gave a definite answer. A dead server, a reload or a flat battery loses nothing.
 *
 * 1. The id is made and the act stored before the first try.
 * 2. One drain at a time over all pages of this device (`navigator.locks`); the oldest act first.
 *    A try is counted before it is made, so an act that may have arrived is never dropped.
 * 3. Done: moved to the sent acts in the same step. Refused: set aside with its reason, and what
 *    built on it with it. No definite answer: the drain stops there and tries again, by
 *    connection, `online`, coming back into view, and timer.
 * 4. Sent acts stay 24 h. A server with another epoch (a restored backup) gets those it may have
 *    lost again, under their old ids; receipts make what it still has harmless.
 */

import { memoryStore } from './outbox_memory.js';
import { buildsOn, clockCorrected, pauseAfter, refusalOf, renamed, verdict } from './outbox_rules.js';
import { uuid7 } from './uuid.js';

/** @typedef {import('./outbox_rules.js').Act} Act */
/** @typedef {import('./outbox_rules.js').Answer} Answer */
/** @typedef {import('./outbox_store.js').OutboxStore} OutboxStore */

/**
 * What became of an act, for the eyes.
 * @typedef {'saving' | 'saved' | 'sending' | 'done' | 'set_aside' | 'dropped'} Fate
 */

/**
 * @typedef {object} Ways what the outbox needs of the page; tests give their own
 * @property {(act: Act) => Promise<Answer>} send throws when there is no answer at all
 * @property {() => number} now milliseconds, the tablet's own clock
 * @property {() => string | null} epoch of the picture the page holds
 * @property {(act: Act, answer: Answer, epoch: string) => void} [onDone]
 * @property {(serverNow: string) => void} [onClock]
 * @property {(run: () => Promise<void>) => Promise<void>} [alone] one drain over all pages
 * @property {(run: () => void, milliseconds: number) => void} [later]
 * @property {() => void} [tellOthers] other pages of this device look again
 */

/** @typedef {{path: string, body?: Record<string, any>, label: string, about?: Record<string, any>, id?: string,
 *   made_at?: number}} Wanted */

const SENT_KEPT = 24 * 3600 * 1000;

export class Outbox {
  /** @type {OutboxStore} */
  #store;
  /** @type {Ways} */
  #ways;
  /** @type {Act[]} unsent and set aside, in order; a mirror of the store */
  #acts = [];
  /** @type {Map<string, Fate>} */
  #fates = new Map();
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #draining = false;
  #kicked = false;
  #failures = 0;
  #timer = false;
  /** @type {Promise<unknown>} stores one after another, so order is the order of taps */
  #storing = Promise.resolve();

  signedOut = false;
  /** The server could not be asked at the last try. */
  unreachable = false;

  /**
   * @param {OutboxStore} store
   * @param {Ways} ways
   */
  constructor(store, ways) {
    this.#store = store;
    this.#ways = ways;
  }

  /** Reads what an earlier page left, and begins to send it. */
  async open() {
    await this.refresh();
    await this.#store.forget(this.#ways.now() - SENT_KEPT);
    await this.kick();
  }

  get lasting() {
    return this.#store.lasting;
  }

  /** Acts without a definite answer, oldest first. */
  get unsent() {
    return this.#acts.filter((act) => act.state === 'waiting');
  }

  get setAside() {
    return this.#acts.filter((act) => act.state === 'set_aside');
  }

  /** @param {string} id @returns {Fate | null} null when this page never knew it */
  fate(id) {
    return this.#fates.get(id) ?? null;
  }

  /** @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Takes an act on. Its id is known at once; the rest happens behind it.
   * @param {Wanted} wanted
   * @returns {string} the command's id
   */
  act(wanted) {
    const now = this.#ways.now();
    /** @type {Act} */
    const act = {
      id: wanted.id ?? uuid7(now),
      path: wanted.path,
      body: wanted.body ?? {},
      label: wanted.label,
      about: wanted.about ?? {},
      made_at: wanted.made_at ?? now,
      state: 'waiting',
      tries: 0,
    };
    this.#acts.push(act);
    this.#say(act.id, 'saving');
    this.#storing = this.#storing.then(() => this.#keep(act));
    return act.id;
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
    this.#say(act.id, 'saved');
    this.#ways.tellOthers?.();
    void this.kick();
  }

  async #toMemory() {
    const fallback = memoryStore();
    for (const act of this.#acts) if (act.order !== undefined) await fallback.add(act);
    this.#store = fallback;
  }

  /** Sends what waits, if nobody on this device does already. */
  async kick() {
    if (this.#draining) {
      this.#kicked = true;
      return;
    }
    this.#draining = true;
    const alone = this.#ways.alone ?? ((run) => run());
    try {
      do {
        this.#kicked = false;
        await alone(() => this.#drain());
      } while (this.#kicked);
    } finally {
      this.#draining = false;
    }
  }

  async #drain() {
    await this.refresh();
    for (let head = this.unsent[0]; head && !this.signedOut; head = this.unsent[0]) {
      if (!(await this.#try(head.id))) return this.#tryLater();
    }
  }

  /**
   * @param {string} id
   * @returns {Promise<boolean>} false when there was no definite answer
   */
  async #try(id) {
    const act = await this.#store.claim(id);
    if (!act) return this.#gone(id);
    this.#mirror(act);
    this.#say(id, 'sending');
    // Of the picture held now: what comes back later may speak of another one.
    const epoch = this.#ways.epoch() ?? '';
    /** @type {Answer} */
    let answer;
    try {
      answer = await this.#ways.send(act);
    } catch {
      return this.#noAnswer(id);
    }
    this.unreachable = false;
    const said = verdict(answer);
    if (said === 'done') return this.#done(act, answer, epoch);
    if (said === 'clock' && !act.clock_corrected) return this.#correct(act, answer);
    if (said === 'refused' || said === 'clock') return this.#refuse(act, answer);
    if (said === 'signed_out') this.signedOut = true;
    return this.#noAnswer(id, said === 'signed_out');
  }

  /** @param {string} id */
  #gone(id) {
    this.#acts = this.#acts.filter((act) => act.id !== id);
    this.#say(id, this.#fates.get(id) === 'dropped' ? 'dropped' : 'done');
    return true;
  }

  /** @param {string} id @param {boolean} [reached] */
  #noAnswer(id, reached = false) {
    this.unreachable = !reached;
    this.#say(id, 'saved');
    return false;
  }

  /** @param {Act} act @param {Answer} answer @param {string} epoch */
  async #done(act, answer, epoch) {
    this.#failures = 0;
    await this.#store.sent(act, this.#ways.now(), epoch);
    this.#acts = this.#acts.filter((kept) => kept.id !== act.id);
    this.#ways.onDone?.(act, answer, epoch);
    this.#say(act.id, 'done');
    this.#ways.tellOthers?.();
    return true;
  }

  /** @param {Act} act @param {Answer} answer */
  async #correct(act, answer) {
    this.#ways.onClock?.(answer.body.server_now);
    const corrected = clockCorrected(act, this.#ways.now(), answer.body.server_now);
    await this.#store.put(corrected);
    this.#mirror(corrected);
    return true;
  }

  /** @param {Act} act @param {Answer} answer */
  async #refuse(act, answer) {
    this.#failures = 0;
    const refusal = refusalOf(answer);
    await this.#aside(act, refusal);
    for (const other of this.unsent.filter((waiting) => buildsOn(waiting, act.id))) {
      await this.#aside(other, { ...refusal, offers: [], because: act.id });
    }
    this.#ways.tellOthers?.();
    return true;
  }

  /** @param {Act} act @param {import('./outbox_rules.js').Refusal} refusal */
  async #aside(act, refusal) {
    /** @type {Act} */
    const kept = { ...act, state: 'set_aside', refusal };
    await this.#store.put(kept);
    this.#mirror(kept);
    this.#say(kept.id, 'set_aside');
  }

  #tryLater() {
    this.#failures += 1;
    this.#changed();
    if (this.#timer || this.signedOut) return;
    this.#timer = true;
    const later = this.#ways.later ?? ((run, wait) => void setTimeout(run, wait));
    later(() => {
      this.#timer = false;
      void this.kick();
    }, pauseAfter(this.#failures) * 1000);
  }

  /** Somebody signed in again, or the connection came back. */
  wake() {
    this.signedOut = false;
    this.#failures = 0;
    void this.kick();
  }

  /**
   * Takes back an act that was never tried.
   * @param {string} id
   * @returns {Promise<boolean>} false when it may have arrived: then only an undo helps
   */
  async drop(id) {
    await this.#storing;
    if (!(await this.#store.dropUntried(id))) return false;
    this.#acts = this.#acts.filter((act) => act.id !== id);
    this.#say(id, 'dropped');
    return true;
  }

  /**
   * A set-aside act sent again, as it is or (`anyway`) with the room's word over the board's.
   * Under a new id: the old one was judged. What built on it follows.
   * @param {string} id
   * @param {boolean} anyway
   */
  async again(id, anyway) {
    const act = this.#acts.find((kept) => kept.id === id);
    if (!act || act.state !== 'set_aside') return null;
    const fresh = uuid7(this.#ways.now());
    const followers = this.setAside.filter((other) => other.refusal?.because === id);
    const first = renamed(act, id, fresh);
    if (anyway) first.body.room_says_otherwise = true;
    for (const kept of [act, ...followers]) await this.#store.remove(kept.id);
    this.#acts = this.#acts.filter((kept) => kept !== act && !followers.includes(kept));
    for (const wanted of [first, ...followers.map((other) => renamed(other, id, fresh))]) this.act(wanted);
    return fresh;
  }

  /** A set-aside act a person has read and does not want. @param {string} id */
  async putAway(id) {
    await this.#store.remove(id);
    this.#acts = this.#acts.filter((act) => act.id !== id);
    this.#say(id, 'dropped');
    this.#ways.tellOthers?.();
  }

  /** The picture has this epoch: what an older one was told may be lost. @param {string} epoch */
  async onEpoch(epoch) {
    const count = await this.#store.requeue(epoch, this.#ways.now() - SENT_KEPT);
    if (count) await this.kick();
  }

  /** Reads the store again: another page of this device may have added or sent. */
  async refresh() {
    const kept = await this.#store.all();
    const known = new Set(kept.map((act) => act.id));
    const saving = this.#acts.filter((act) => act.order === undefined && !known.has(act.id));
    for (const act of this.#acts) {
      if (act.order !== undefined && !known.has(act.id)) this.#fates.set(act.id, 'done');
    }
    for (const act of kept) if (act.state === 'set_aside') this.#fates.set(act.id, 'set_aside');
    this.#acts = [...kept, ...saving];
    this.#changed();
  }

  /** @param {Act} act */
  #mirror(act) {
    this.#acts = this.#acts.map((kept) => (kept.id === act.id ? act : kept));
  }

  /** @param {string} id @param {Fate} fate */
  #say(id, fate) {
    this.#fates.set(id, fate);
    this.#changed();
  }

  #changed() {
    for (const listener of [...this.#listeners]) listener();
  }
}
