/**
 * Sends what waits, oldest first, until the server gave a definite answer to each. Run by one page of
 * a device at a time.
 *
 * 1. A try is counted before it is made, so an act that may have arrived is never dropped.
 * 2. The oldest goes alone. Once one was taken as it is, the others go in lists, each with its own
 *    answer: hours without a server are not as many round trips.
 * 3. What comes in a list after an act without a definite answer may rest on it: it is believed where
 *    it is on record, and asked about again otherwise.
 * 4. An act that this server fails at, time after time, holds up the floor's acts behind it. Those of
 *    responses pass it, each response in its own order.
 */

import { keptWithout } from './handles.js';
import { setAside, streamOf } from './outbox_aside.js';
import { asTriedBefore, clockCorrected, recordedAs, verdict } from './outbox_rules.js';

/** @typedef {import('./outbox_rules.js').Act} Act */
/** @typedef {import('./outbox_rules.js').Answer} Answer */
/** @typedef {import('./outbox_rules.js').Ways} Ways */
/** @typedef {import('./outbox_store.js').OutboxStore} OutboxStore */

/**
 * What a try came to. `settled`: on record or set aside. `changed`: it goes out again, alone.
 * `failed`: the server answered that it cannot. `unanswered`: nothing is known.
 * @typedef {'settled' | 'changed' | 'failed' | 'unanswered'} Came
 */

/** As many are sent one by one. */
const FEW = 3;
/** A slow disk takes these in less than an answer may take. */
const AT_ONCE = 20;
/** Tries at an act that the server fails at, before those of responses pass it. */
const PATIENCE = 3;

export class Drain {
  #store;
  /** @type {Ways} */
  #ways;
  #mirror;
  #clock;
  #retry;
  #takesLists = true;
  /** @type {Map<string, number>} how often the server failed at an act */
  #failures = new Map();

  signedOut = false;
  /** The server could not be asked at the last try. */
  unreachable = false;
  /** @type {string | null} the code with which a server that was reached could not take it */
  cannot = null;
  /** @type {((act: Act) => void) | null} */
  onNoted = null;

  /**
   * @param {() => OutboxStore} store the one of now
   * @param {Ways} ways
   * @param {import('./outbox_mirror.js').Mirror} mirror
   * @param {import('./outbox_clock.js').TapClock} clock
   * @param {import('./outbox_retry.js').Retry} retry
   */
  constructor(store, ways, mirror, clock, retry) {
    this.#store = store;
    this.#ways = ways;
    this.#mirror = mirror;
    this.#clock = clock;
    this.#retry = retry;
  }

  /** Kept, and without a definite answer. One that is still being kept comes with the next run. */
  get #waiting() {
    return this.#mirror.acts.filter((act) => act.state === 'waiting' && act.order !== undefined);
  }

  /** The act that the others wait for, as the server fails at it time after time. @returns {string | null} */
  get heldUpBy() {
    const [head] = this.#waiting;
    return head && (this.#failures.get(head.id) ?? 0) >= PATIENCE ? head.id : null;
  }

  /** @returns {Promise<boolean>} false when something is to be tried later */
  async run() {
    /** @type {Came} */
    let came = 'changed';
    for (let waiting = this.#waiting; waiting[0] && !this.signedOut; waiting = this.#waiting) {
      /** @type {boolean} */
      const together = came === 'settled' && this.#takesLists && waiting.length > FEW;
      came = together ? await this.#tryList(waiting.slice(0, AT_ONCE)) : await this.#try(waiting[0].id);
      if (came === 'failed') await this.#passIt();
      if (came === 'failed' || came === 'unanswered') return false;
    }
    return true;
  }

  /** @param {string} id @returns {Promise<Came>} */
  async #try(id) {
    const [act] = await this.#claimed([id]);
    if (!act) return 'settled';
    // Of the picture held now: what comes back later may speak of another one.
    const epoch = this.#ways.epoch() ?? '';
    const answer = await this.#answer(() => this.#ways.send(act));
    return answer ? this.#settle(act, answer, epoch) : this.#unsettled([act], 'unanswered');
  }

  /** @param {Act[]} acts @returns {Promise<Came>} */
  async #tryList(acts) {
    const sent = await this.#claimed(acts.map(({ id }) => id));
    if (!sent.length) return 'settled';
    const epoch = this.#ways.epoch() ?? '';
    const answer = await this.#answer(() => this.#ways.sendList(sent));
    if (!answer) return this.#unsettled(sent, 'unanswered');
    const results = resultsFor(sent, answer);
    if (!results) return this.#listUnread(sent, answer);
    /** @type {Came} */
    let came = 'settled';
    for (const [at, act] of sent.entries()) {
      const result = results[at];
      if (result && (verdict(result) === 'done' || (came === 'settled' && !this.#isAside(act.id)))) {
        /** @type {Came} */
        const one = await this.#settle(act, result, epoch);
        if (came === 'settled') came = one;
      } else this.#unsettled([act], came);
    }
    return came;
  }

  /** What an act before it in the list took along. @param {string} id */
  #isAside(id) {
    return this.#mirror.find(id)?.state === 'set_aside';
  }

  /**
   * Nothing was said of any act in it; one that is refused whole goes out act by act.
   * @param {Act[]} sent
   * @param {Answer} answer
   * @returns {Came}
   */
  #listUnread(sent, answer) {
    if (this.#heard(answer) === 'refused') this.#takesLists = false;
    return this.#unsettled(sent, this.#takesLists ? 'unanswered' : 'changed');
  }

  /** Those that still wait, each with one try more. @param {string[]} ids */
  async #claimed(ids) {
    const found = await Promise.all(ids.map((id) => this.#store().claim(id)));
    for (const [at, act] of found.entries()) {
      const id = String(ids[at]);
      if (!act) this.#mirror.remove(id, this.#mirror.fate(id) === 'dropped' ? 'dropped' : 'done');
      else {
        this.#mirror.put(act);
        this.#mirror.say(id, 'sending');
      }
    }
    return found.flatMap((act) => act ?? []);
  }

  /** @param {() => Promise<Answer>} ask @returns {Promise<Answer | null>} */
  async #answer(ask) {
    try {
      return await ask();
    } catch {
      this.unreachable = true;
      this.cannot = null;
      return null;
    }
  }

  /** @template {Came} C @param {Act[]} acts @param {C} came */
  #unsettled(acts, came) {
    for (const { id } of acts) if (!this.#isAside(id)) this.#mirror.say(id, 'saved');
    return came;
  }

  /** What an answer says of the server. @param {Answer} answer */
  #heard(answer) {
    const said = verdict(answer);
    this.cannot = said === 'again' && answer.json ? String(answer.body?.code ?? '') || null : null;
    this.unreachable = said === 'again' && this.cannot === null;
    if (said === 'signed_out') this.signedOut = true;
    return said;
  }

  /** @param {Act} act @param {Answer} answer @param {string} epoch @returns {Promise<Came>} */
  async #settle(act, answer, epoch) {
    const said = this.#heard(answer);
    if (said === 'done') return this.#done(act, answer, epoch);
    if (said === 'clock' && !act.clock_corrected && !act.body.from_paper) return this.#correct(act, answer);
    const before = said === 'refused' ? asTriedBefore(act, answer) : null;
    if (before) return this.#goesAgain(before);
    if (said === 'refused' || said === 'clock') return this.#refuse(act, answer);
    if (answer.status < 500) return this.#unsettled([act], 'unanswered');
    this.#failures.set(act.id, (this.#failures.get(act.id) ?? 0) + 1);
    return this.#unsettled([act], 'failed');
  }

  /** @param {Act} act @param {Answer} answer @param {string} epoch @returns {Promise<Came>} */
  async #done(act, answer, epoch) {
    this.#retry.reset();
    await this.#store().sent(keptWithout(act), this.#ways.now(), epoch);
    this.#ways.onDone?.(act, answer, epoch);
    const fate = recordedAs(answer);
    if (fate === 'done') this.#mirror.land(act, answer.body.version, epoch);
    this.#failures.delete(act.id);
    this.#mirror.remove(act.id, fate);
    if (fate === 'noted') this.onNoted?.(act);
    this.#ways.tellOthers?.();
    return 'settled';
  }

  /** @param {Act} act @param {Answer} answer */
  #correct(act, answer) {
    this.#ways.onClock?.(answer.body.server_now);
    return this.#goesAgain(clockCorrected(this.#clock.follow(act), this.#ways.now(), answer.body.server_now));
  }

  /** @param {Act} act @returns {Promise<Came>} */
  async #goesAgain(act) {
    await this.#store().put(act);
    this.#mirror.put(act);
    return 'changed';
  }

  /** @param {Act} act @param {Answer} answer @returns {Promise<Came>} */
  async #refuse(act, answer) {
    this.#retry.reset();
    this.#failures.delete(act.id);
    for (const kept of setAside(act, answer, this.#waiting, this.#ways.now())) {
      await this.#store().put(kept);
      this.#mirror.put(kept);
      this.#mirror.say(kept.id, 'set_aside');
    }
    this.#ways.tellOthers?.();
    return 'settled';
  }

  /** Acts of responses pass what holds up the rest; one that fails, too, holds up its own response. */
  async #passIt() {
    const waiting = this.#waiting;
    const [head] = waiting;
    if (!head || this.heldUpBy !== head.id) return;
    const stuck = new Set([streamOf(head, waiting)]);
    for (const { id } of waiting.slice(1)) {
      const act = this.#mirror.find(id);
      const stream = act?.state === 'waiting' ? streamOf(act, waiting) : null;
      if (stream === null || stuck.has(stream)) continue;
      /** @type {Came} */
      let came;
      do came = await this.#try(id);
      while (came === 'changed');
      if (came === 'unanswered') return;
      if (came === 'failed') stuck.add(stream);
    }
  }
}

/**
 * The answer to each act of a list, as it would have had alone.
 * @param {Act[]} sent
 * @param {Answer} answer
 * @returns {Answer[] | null} null when the answer is not to these acts
 */
function resultsFor(sent, answer) {
  const results = answer.json && answer.status === 200 ? answer.body?.results : null;
  if (!Array.isArray(results) || results.length !== sent.length) return null;
  if (results.some(({ id }, at) => id !== sent[at]?.id)) return null;
  return results.map(({ status, body }) => ({ status, json: true, body }));
}
