/** What the page shows of the outbox: the acts as they lie in the store, and the fate of each. Pure. */

/** @typedef {import('./outbox_rules.js').Act} Act */

/**
 * What became of an act, for the eyes. On record are `done`, `noted` (kept, but the board knows
 * something newer and did not change) and `repeated` (it was so already).
 * @typedef {'saving' | 'saved' | 'sending' | 'done' | 'noted' | 'repeated' | 'set_aside' | 'dropped'} Fate
 */

/** Fates, and acts on their way into the picture, are kept for a screen, not for a whole shift. */
const MOST_FATES = 500;

export class Mirror {
  /** @type {Act[]} unsent and set aside, in order */
  acts = [];
  /** @type {Map<string, Fate>} */
  #fates = new Map();
  /** @type {{act: Act, version: number, epoch: string}[]} */
  #landed = [];
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {() => void} listener */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {string} id */
  fate(id) {
    return this.#fates.get(id) ?? null;
  }

  /** @param {string} id */
  find(id) {
    return this.acts.find((act) => act.id === id) ?? null;
  }

  /** @param {Act} act */
  add(act) {
    this.acts.push(act);
    this.say(act.id, 'saving');
  }

  /** @param {Act} act */
  put(act) {
    this.acts = this.acts.map((kept) => (kept.id === act.id ? act : kept));
  }

  /** @param {string} id @param {Fate} fate */
  remove(id, fate) {
    this.acts = this.acts.filter((act) => act.id !== id);
    this.say(id, fate);
  }

  /**
   * On record: its write made this version of the picture.
   * @param {Act} act @param {number} version @param {string} epoch
   */
  land(act, version, epoch) {
    this.#landed = [...this.#landed, { act, version, epoch }].slice(-MOST_FATES);
  }

  /**
   * What is on record and not yet in the picture: without it the page would show for a moment
   * what was before the tap.
   * @param {{version: number, epoch: string}} told
   */
  landing({ version, epoch }) {
    this.#landed = this.#landed.filter((one) => one.version > version && one.epoch === epoch);
    return this.#landed.map(({ act }) => act);
  }

  /** @param {string} id @param {Fate} fate */
  say(id, fate) {
    this.#fates.set(id, fate);
    const oldest = this.#fates.size > MOST_FATES ? this.#fates.keys().next().value : undefined;
    if (oldest !== undefined) this.#fates.delete(oldest);
    this.changed();
  }

  /**
   * The store read again: another page of this device may have added or sent.
   * @param {Act[]} kept
   */
  replace(kept) {
    const known = new Set(kept.map((act) => act.id));
    const saving = this.acts.filter((act) => act.order === undefined && !known.has(act.id));
    for (const act of this.acts) {
      if (act.order !== undefined && !known.has(act.id)) this.#fates.set(act.id, 'done');
    }
    for (const act of kept) if (act.state === 'set_aside') this.#fates.set(act.id, 'set_aside');
    this.acts = [...kept, ...saving];
    this.changed();
  }

  changed() {
    for (const listener of [...this.#listeners]) listener();
  }
}
