/**
 * Whether the picture can be trusted, by the page's own monotonic clock. Pure: every
 * method is told the time.
 *
 * Good news is a whole snapshot, or a pulse that confirms the picture we hold and comes
 * from a server whose sweep is awake. Nothing else counts: an open socket proves nothing.
 *
 * @typedef {'connecting' | 'live' | 'delayed' | 'not_live'} Liveness
 */

const DELAYED_AFTER = 5_000;
const NOT_LIVE_AFTER = 12_000;
const SWEEP_ASLEEP_AFTER = 5;

export class LivenessClock {
  /** @type {number} when we began, or last had good news */
  #since;
  #hadNews = false;
  /** @type {string | null} */
  #lastGood = null;

  /** @param {number} mono */
  constructor(mono) {
    this.#since = mono;
  }

  /** The server's time of the last good news, or null when there never was any. */
  get lastGood() {
    return this.#lastGood;
  }

  /**
   * @param {number} mono
   * @param {string} serverNow
   */
  good(mono, serverNow) {
    this.#since = mono;
    this.#hadNews = true;
    this.#lastGood = serverNow;
  }

  /**
   * The last good news was an earlier page's.
   *
   * @param {number} mono
   * @param {string} serverNow
   */
  restored(mono, serverNow) {
    if (this.#hadNews) return;
    this.#since = mono - NOT_LIVE_AFTER;
    this.#lastGood = serverNow;
  }

  /**
   * The page slept, or its clock cannot be trusted: time passed that we did not see.
   *
   * @param {number} missed milliseconds
   */
  slept(missed) {
    this.#since -= missed;
  }

  /**
   * @param {number} mono
   * @returns {Liveness}
   */
  at(mono) {
    const silence = mono - this.#since;
    if (silence >= NOT_LIVE_AFTER) return 'not_live';
    if (!this.#hadNews) return 'connecting';
    return silence >= DELAYED_AFTER ? 'delayed' : 'live';
  }
}

/**
 * A pulse of a server whose sweep has stopped is no pulse.
 *
 * @param {{sweep_age: number | null}} pulse
 */
export function sweepAwake(pulse) {
  return typeof pulse.sweep_age === 'number' && pulse.sweep_age <= SWEEP_ASLEEP_AFTER;
}
