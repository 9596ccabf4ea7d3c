/**
 * The one flash of the wall: 2 Hz, on for half of it. A single timer, and only while
 * something flashes; cut from the server's clock, so that every tile and every wall of
 * the room flashes together.
 */

const HALF = 250;

export class Flash {
  #root;
  #now;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #next = null;

  /**
   * @param {HTMLElement} root gets the class `beat` for one half of each flash
   * @param {() => number} now epoch milliseconds on the server's clock
   */
  constructor(root, now) {
    this.#root = root;
    this.#now = now;
  }

  /** @param {boolean} wanted */
  set(wanted) {
    if (wanted === (this.#next !== null)) return;
    if (wanted) return this.#beat();
    if (this.#next !== null) clearTimeout(this.#next);
    this.#next = null;
    this.#root.classList.remove('beat');
  }

  #beat() {
    const now = this.#now();
    this.#root.classList.toggle('beat', Math.floor(now / HALF) % 2 === 0);
    this.#next = setTimeout(() => this.#beat(), HALF - (now % HALF) + 1);
  }
}
