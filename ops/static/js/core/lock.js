/**
 * The lock that hides handles: on at one tap, also without the server, and by itself when the tablet
 * slept for minutes. It closes what a PIN opened in this browser, as soon as the server hears of it.
 *
 * Off at one tap where no PIN was ever used in this browser. Where one was, the server has to see
 * it: it says that the browser is unlocked when the page asks who it is.
 *
 * @typedef {object} LockState as it lies on the tablet
 * @property {boolean} on
 * @property {boolean} told the server has heard that it is on
 * @property {number | null} hidden_at this machine's clock, since when the page is out of sight
 */

/** Milliseconds of sleep after which the tablet is locked. */
export const LOCKS_AFTER = 5 * 60_000;

export class TabletLock {
  on = false;
  #told = true;
  /** @type {number | null} */
  #hiddenAt = null;
  #ways;

  /**
   * @param {{keep: (state: LockState) => void, tell: () => Promise<boolean>, wall: () => number,
   *   changed: () => void}} ways `keep` has it written as it returns; `tell` answers whether the server heard
   */
  constructor(ways) {
    this.#ways = ways;
  }

  /**
   * As the page before left it.
   * @param {LockState | null} kept
   * @param {boolean} unlocked a PIN was given in this browser a while ago, the server says
   */
  open(kept, unlocked) {
    if (!kept) return;
    this.#told = kept.told;
    // A PIN that was given before the lock went on does not take it off.
    this.on = kept.on && !(kept.told && unlocked);
    this.#hiddenAt = kept.hidden_at;
    this.shown();
    this.#keep();
  }

  lock() {
    if (this.on) return;
    this.on = true;
    this.#told = false;
    this.#keep();
    void this.tell();
  }

  /** Without a PIN. */
  unlock() {
    this.on = false;
    this.#told = true;
    this.#keep();
  }

  /** What the server has not heard yet: now, and whenever the line is back. */
  async tell() {
    if (this.#told || !(await this.#ways.tell())) return;
    this.#told = true;
    this.#keep();
  }

  /** Laid aside, or left. */
  hidden() {
    this.#hiddenAt ??= this.#ways.wall();
    this.#keep();
  }

  /** In somebody's hands again: whose, after a while, nobody knows. */
  shown() {
    const away = this.#hiddenAt === null ? 0 : this.#ways.wall() - this.#hiddenAt;
    this.#hiddenAt = null;
    if (away >= LOCKS_AFTER || away < 0) this.lock();
    else this.#keep();
  }

  #keep() {
    this.#ways.keep({ on: this.on, told: this.#told, hidden_at: this.#hiddenAt });
    this.#ways.changed();
  }
}
