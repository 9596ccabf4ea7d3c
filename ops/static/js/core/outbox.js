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
import { Mirror } from './outbox_mirror.js';
import { actFrom, clockCorrected, movedBy, pauseAfter, recordedAs, renamed, setAside, verdict } from './outbox_rules.js';
import { uuid7 } from './uuid.js';

/** @typedef {import('./outbox_rules.js').Act} Act */
/** @typedef {import('./outbox_rules.js').Answer} Answer */
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
  #draining = false;
  #kicked = false;
  #failures = 0;
  #timer = false;
  /** @type {Promise<unknown>} stores one after another, so order is the order of taps */
  #storing = Promise.resolve();
  /** @type {Set<string>} tapped on this page, by the clock that it knows */
  #mine = new Set();
  /** @type {Map<string, number>} by how much the clock was set since, in milliseconds */
  #behind = new Map();

  signedOut = false;
  /** The server could not be asked at the last try. */
  unreachable = false;
  /** @type {string | null} the code with which a server that was reached could not take it */
  cannot = null;
  /** @type {((act: Act) => void) | null} an act was kept and changed nothing: whoever tapped it should know */
  onNoted = null;

  /**
   * @param {OutboxStore} store
   * @param {Ways} ways
   */
  constructor(store, ways) {
    this.#store = store;
    this.#ways = ways;
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
    const act = actFrom(wanted, wanted.id ?? uuid7(now), now);
    this.#mirror.add(act);
    this.#mine.add(act.id);
    this.#storing = this.#storing.then(() => this.#keep(act));
    return act.id;
  }

  /** The server's clock was set by so much: what waits is as old as it was. @param {number} milliseconds */
  async clockMoved(milliseconds) {
    for (const { id } of this.unsent.filter((act) => this.#mine.has(act.id))) {
      this.#behind.set(id, (this.#behind.get(id) ?? 0) + milliseconds);
    }
    await this.#storing;
    // While nothing is on its way, so that nothing that arrived comes back.
    await this.#alone(async () => {
      await this.refresh();
      for (const act of this.unsent.filter((one) => this.#behind.has(one.id))) {
        await this.#store.put(this.#moved(act));
      }
      await this.refresh();
    });
  }

  /** @param {Act} act by the clock of now */
  #moved(act) {
    const by = this.#behind.get(act.id) ?? 0;
    this.#behind.delete(act.id);
    return movedBy(act, by);
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
        await this.#alone(() => this.#drained());
      } while (this.#kicked);
    } finally {
      this.#draining = false;
    }
  }

  /** @param {() => Promise<void>} run */
  #alone(run) {
    return this.#ways.alone ? this.#ways.alone(run) : run();
  }

  async #drained() {
    try {
      await this.#drain();
    } catch {
      // The browser took its store away: what is known here still goes out.
      await this.#toMemory();
      this.#tryLater();
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
    this.#mirror.put(act);
    this.#mirror.say(id, 'sending');
    // Of the picture held now: what comes back later may speak of another one.
    const epoch = this.#ways.epoch() ?? '';
    /** @type {Answer} */
    let answer;
    try {
      answer = await this.#ways.send(act);
    } catch {
      this.cannot = null;
      return this.#noAnswer(id);
    }
    this.unreachable = false;
    const said = verdict(answer);
    this.cannot = said === 'again' && answer.json ? String(answer.body?.code ?? '') || null : null;
    if (said === 'done') return this.#done(act, answer, epoch);
    if (said === 'clock' && !act.clock_corrected) return this.#correct(act, answer);
    if (said === 'refused' || said === 'clock') return this.#refuse(act, answer);
    if (said === 'signed_out') this.signedOut = true;
    return this.#noAnswer(id, said === 'signed_out' || this.cannot !== null);
  }

  /** @param {string} id */
  #gone(id) {
    this.#mirror.remove(id, this.fate(id) === 'dropped' ? 'dropped' : 'done');
    return true;
  }

  /** @param {string} id @param {boolean} [reached] */
  #noAnswer(id, reached = false) {
    this.unreachable = !reached;
    this.#mirror.say(id, 'saved');
    return false;
  }

  /** @param {Act} act @param {Answer} answer @param {string} epoch */
  async #done(act, answer, epoch) {
    this.#failures = 0;
    await this.#store.sent(act, this.#ways.now(), epoch);
    this.#ways.onDone?.(act, answer, epoch);
    const fate = recordedAs(answer);
    if (fate === 'done') this.#mirror.land(act, answer.body.version, epoch);
    this.#mirror.remove(act.id, fate);
    if (fate === 'noted') this.onNoted?.(act);
    this.#ways.tellOthers?.();
    return true;
  }

  /** @param {Act} act @param {Answer} answer */
  async #correct(act, answer) {
    this.#ways.onClock?.(answer.body.server_now);
    const corrected = clockCorrected(this.#moved(act), this.#ways.now(), answer.body.server_now);
    await this.#store.put(corrected);
    this.#mirror.put(corrected);
    return true;
  }

  /** @param {Act} act @param {Answer} answer */
  async #refuse(act, answer) {
    this.#failures = 0;
    for (const kept of setAside(act, answer, this.unsent)) {
      await this.#store.put(kept);
      this.#mirror.put(kept);
      this.#mirror.say(kept.id, 'set_aside');
    }
    this.#ways.tellOthers?.();
    return true;
  }

  #tryLater() {
    this.#failures += 1;
    this.#mirror.changed();
    if (this.#timer || this.signedOut) return;
    this.#timer = true;
    const later = this.#ways.later ?? ((run, wait) => void setTimeout(run, wait));
    later(
      () => {
        this.#timer = false;
        void this.kick();
      },
      pauseAfter(this.#failures) * 1000,
    );
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
    this.#mirror.remove(id, 'dropped');
    return true;
  }

  /**
   * A set-aside act sent again, as it is or (`anyway`) with the room's word over the board's.
   * Under a new id: the old one was judged. What built on it follows.
   * @param {string} id
   * @param {boolean} anyway
   */
  async again(id, anyway) {
    const act = this.#mirror.find(id);
    if (!act || act.state !== 'set_aside') return null;
    const fresh = uuid7(this.#ways.now());
    const followers = this.setAside.filter((other) => other.refusal?.because === id);
    const first = renamed(act, id, fresh);
    if (anyway) first.body.room_says_otherwise = true;
    for (const kept of [act, ...followers]) {
      await this.#store.remove(kept.id);
      this.#mirror.remove(kept.id, 'dropped');
    }
    for (const wanted of [first, ...followers.map((other) => renamed(other, id, fresh))]) this.act(wanted);
    return fresh;
  }

  /** A set-aside act a person has read and does not want. @param {string} id */
  async putAway(id) {
    await this.#store.remove(id);
    this.#mirror.remove(id, 'dropped');
    this.#ways.tellOthers?.();
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
