/**
 * The one flash of the wall: 2 Hz, on for half of it. A single timer, and only while
 * something flashes; cut from the server's clock, so that every tile and every wall of
 * the room flashes together.
 */

const HALF = 250;

export class Flash {
  #root;
  #now;
  #running = false;

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
    if (wanted === this.#running) return;
    this.#running = wanted;
    if (wanted) this.#beat();
    else this.#root.classList.remove('beat');
  }

  #beat() {
    if (!this.#running) return;
    const now = this.#now();
    this.#root.classList.toggle('beat', Math.floor(now / HALF) % 2 === 0);
    setTimeout(() => this.#beat(), HALF - (now % HALF) + 1);
  }
}
