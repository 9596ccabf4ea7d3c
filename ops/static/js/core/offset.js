/**
 * The server's clock, seen from here. Pure: every method is told the time.
 *
 * Of the round trips of the last minutes the one with the least delay is believed: its
 * midpoint is the nearest to the moment the server read its clock. The offset is kept
 * against the page's monotonic clock, so setting this machine's clock moves nothing, and
 * with its sign. Old round trips are dropped so that a drift is followed.
 *
 * The server's own clock may be set, too. Then its board moves with it, so this has to be seen
 * with the next message, not at the next round trip: a message is only ever late, so one that is
 * ahead says for sure that the clock went forward, and one far behind that it went back (or that
 * the line was dead, which the messages behind it put right at once). Each method answers by how
 * many milliseconds the server's clock was moved, mostly 0.
 *
 * @typedef {{at: number, delay: number, offset: number}} Trip
 */

export const WINDOW = 5 * 60_000;
const MOST_TRIPS = 64;
const STEP = 2_000;
/** A line that was silent for longer is NOT LIVE, and asked anew. */
const LATE_AT_MOST = 30_000;

export class ServerClock {
  /** @type {Trip[]} */
  #trips = [];
  /** @type {number} */
  #offset;
  /** How far the offset may be wrong, either way; null while it is a guess. @type {number | null} */
  #doubt = null;
  /** Known from messages that may have been late, until the next round trip. */
  #atLeast = false;
  /** Monotonic: a question from before it was under way for nobody knows how long. */
  #awakeSince = -Infinity;

  /** @param {number} guess until the first round trip: this machine's wall clock minus mono */
  constructor(guess) {
    this.#offset = guess;
  }

  /** What an earlier page measured, until the first round trip. @param {number} offset */
  guess(offset) {
    if (this.#doubt === null) this.#offset = offset;
  }

  /** No round trip has told it yet, or none since the machine slept. */
  get guessed() {
    return this.#doubt === null;
  }

  /** Server time minus the monotonic clock, in milliseconds. */
  get offset() {
    return this.#offset;
  }

  /**
   * @param {number} sent monotonic
   * @param {number} received monotonic
   * @param {number} serverNow epoch milliseconds
   */
  trip(sent, received, serverNow) {
    const delay = received - sent;
    if (!(delay >= 0) || sent < this.#awakeSince || Number.isNaN(serverNow)) return 0;
    const offset = serverNow - (sent + received) / 2;
    const before = this.#offset;
    const guessed = this.#doubt === null;
    const moved = this.#atLeast || Math.abs(offset - before) > (this.#doubt ?? Infinity) + delay / 2 + STEP;
    if (moved) this.#trips = [];
    this.#trips = this.#trips
      .filter((trip) => trip.at > received - WINDOW)
      .concat({ at: received, delay, offset })
      .slice(-MOST_TRIPS);
    const best = this.#trips.reduce((least, trip) => (trip.delay < least.delay ? trip : least));
    this.#offset = best.offset;
    this.#doubt = best.delay / 2;
    this.#atLeast = false;
    return moved && !guessed ? this.#offset - before : 0;
  }

  /**
   * A message says what the server's clock showed as it left.
   *
   * @param {number} received monotonic
   * @param {number} serverNow epoch milliseconds
   */
  heard(received, serverNow) {
    const least = serverNow - received;
    if (this.#doubt === null || Number.isNaN(least)) return 0;
    const ahead = least - this.#offset;
    const moved = ahead > this.#doubt + STEP || ahead < -LATE_AT_MOST || (this.#atLeast && ahead > 0);
    if (!moved) return 0;
    this.#trips = [];
    this.#offset = least;
    this.#atLeast = true;
    return ahead;
  }

  /**
   * Time passed that the monotonic clock did not see (the machine slept): what was
   * measured before no longer holds.
   *
   * @param {number} mono
   * @param {number} missed milliseconds
   */
  slept(mono, missed) {
    this.#awakeSince = mono;
    this.#trips = [];
    this.#offset += missed;
    this.#doubt = null;
    this.#atLeast = false;
  }

  /**
   * Epoch milliseconds on the server's clock.
   *
   * @param {number} mono
   */
  now(mono) {
    return mono + this.#offset;
  }
}
