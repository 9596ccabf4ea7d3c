/**
 * Painting that outlives its own faults. Pure: it is told the time and whom to tell.
 *
 * 1. A fault while painting is caught, so that the next second paints again.
 * 2. It is told once when it begins, and once when the screen paints again: also after a time in
 *    which nobody let it paint, as that of a tablet laid aside.
 * 3. A screen is *well* while its last good painting is young. One that is not well does not
 *    say that it is here, so the others miss it, whatever still runs inside it.
 */

/** Milliseconds; screens paint each second. */
export const WELL_FOR = 10_000;

export class Painting {
  #mono;
  #told;
  #good = -Infinity;
  /** @type {'never' | 'good' | 'faulty'} */
  #last = 'never';

  /**
   * @param {() => number} mono milliseconds on a clock that never jumps
   * @param {(fault: unknown) => void} told the fault that began, or null: it paints
   */
  constructor(mono, told) {
    this.#mono = mono;
    this.#told = told;
  }

  /** Whether somebody who looks at this screen sees the present. */
  get well() {
    return this.#mono() - this.#good < WELL_FOR;
  }

  /** @param {() => void} paint */
  run(paint) {
    try {
      paint();
    } catch (fault) {
      return this.#now('faulty', fault);
    }
    if (!this.well) this.#last = 'never';
    this.#good = this.#mono();
    this.#now('good', null);
  }

  /**
   * @param {'good' | 'faulty'} state
   * @param {unknown} fault
   */
  #now(state, fault) {
    if (this.#last === state) return;
    this.#last = state;
    this.#told(fault);
  }
}
