/** When to try again after there was no definite answer: one timer, longer with every failure. */

import { pauseAfter } from './outbox_rules.js';

export class Retry {
  #failures = 0;
  #planned = false;
  #later;

  /** @param {((run: () => void, milliseconds: number) => void) | undefined} later */
  constructor(later) {
    this.#later = later ?? ((run, wait) => void setTimeout(run, wait));
  }

  /** The next failure is the first again. */
  reset() {
    this.#failures = 0;
  }

  failed() {
    this.#failures += 1;
  }

  /** @param {() => void} run */
  plan(run) {
    if (this.#planned) return;
    this.#planned = true;
    this.#later(() => {
      this.#planned = false;
      run();
    }, pauseAfter(this.#failures) * 1000);
  }
}
