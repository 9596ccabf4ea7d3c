/**
 * The server's clock, seen from here. Pure: every method is told the time.
 *
 * Of the round trips of the last minutes the one with the least delay is believed: its
 * midpoint is the nearest to the moment the server read its clock. The offset is kept
 * against the page's monotonic clock, so setting this machine's clock moves nothing, and
 * with its sign. Old round trips are dropped so that a drift is followed.
 *
 * @typedef {{at: number, delay: number, offset: number}} Trip
 */

export const WINDOW = 5 * 60_000;
const MOST_TRIPS = 64;

export class ServerClock {
  /** @type {Trip[]} */
  #trips = [];
  /** @type {number} */
  #offset;

  /** @param {number} guess until the first round trip: this machine's wall clock minus mono */
  constructor(guess) {
    this.#offset = guess;
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
    if (!(delay >= 0) || Number.isNaN(serverNow)) return;
    const offset = serverNow - (sent + received) / 2;
    this.#trips = this.#trips
      .filter((trip) => trip.at > received - WINDOW)
      .concat({ at: received, delay, offset })
      .slice(-MOST_TRIPS);
    this.#offset = this.#trips.reduce((best, trip) => (trip.delay < best.delay ? trip : best)).offset;
  }

  /**
   * Time passed that the monotonic clock did not see (the machine slept): what was
   * measured before no longer holds.
   *
   * @param {number} missed milliseconds
   */
  slept(missed) {
    this.#trips = [];
    this.#offset += missed;
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
