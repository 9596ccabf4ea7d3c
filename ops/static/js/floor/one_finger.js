/**
 * A glove bounces: one finger, two clicks. The second is nobody's wish, and what lies under it by then
 * may be another key than the finger meant.
 */

import { TAP_GUARD } from './moves.js';

/** CSS pixels; a finger that bounces comes down about where it was. */
const NEAR = 24;

/**
 * @typedef {object} Click
 * @property {unknown} key what it fell on
 * @property {boolean} quick that key is made to be tapped quickly, again and again
 * @property {number} at milliseconds, on the page's own clock
 * @property {{x: number, y: number} | null} place none when it came from a keyboard
 */

/** @param {Pick<MouseEvent, 'target' | 'detail' | 'timeStamp' | 'clientX' | 'clientY'>} event @returns {Click | null} null when it fell on no key */
export function clickOf({ target, detail, timeStamp, clientX, clientY }) {
  const key = target instanceof Element ? target.closest('button, a[href], summary') : null;
  if (!key) return null;
  const place = detail === 0 ? null : { x: clientX, y: clientY };
  return { key, quick: key.hasAttribute('data-quick'), at: timeStamp, place };
}

export class OneFinger {
  /** @type {Click | null} the last that counted */
  #last = null;

  /** Whether it is the bounce of the click before; it counts when it is not. @param {Click} click */
  bounced(click) {
    if (this.#last && isBounce(this.#last, click)) return true;
    this.#last = click;
    return false;
  }
}

/** @param {Click} last @param {Click} click */
function isBounce(last, click) {
  if (click.at - last.at >= TAP_GUARD) return false;
  if (click.key === last.key) return !click.quick;
  if (!last.place || !click.place) return false;
  return Math.hypot(click.place.x - last.place.x, click.place.y - last.place.y) < NEAR;
}
