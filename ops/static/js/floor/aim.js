/**
 * What a finger meant. It is on its way for about half a second, and meanwhile a colleague may have
 * logged the very thing: "start breaths" is "stop breaths" by the time it lands, or the whole page has
 * moved down. So a tap on what changed a moment ago, by no tap of one's own, is a tap on what was there
 * before.
 */

/** Milliseconds from seeing to landing. */
export const AIMED_FOR = 500;
/** What changes this soon after a tap is what it did. */
export const OWN_CHANGE = 250;

/**
 * @typedef {object} Key
 * @property {string} name what it does, without the numbers on it, which count on
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 * @property {(event: Event) => void} press
 */

export class Aim {
  /** @type {Key[] | null} what is there, as far as is known */
  #shown = null;
  /** @type {{until: number, keys: Key[]}[]} what was there up to a moment, newest last */
  #before = [];
  #tapped = -Infinity;

  /** One's own tap: from here on its owner looks at what it did. @param {number} now */
  tapped(now) {
    this.#tapped = now;
    this.#before = [];
  }

  /** All of it was moved, by hand or with the tablet: it is seen where it is. */
  moved() {
    this.#shown = null;
    this.#before = [];
  }

  /** The page was painted, and shows these. @param {Key[]} keys @param {number} now */
  painted(keys, now) {
    const before = this.#shown;
    this.#shown = keys;
    this.#before = this.#before.filter(({ until }) => until > now - AIMED_FOR);
    if (before && now - this.#tapped >= OWN_CHANGE && !same(before, keys)) this.#before.push({ until: now, keys: before });
  }

  /**
   * What was there when the finger set off, where that is another key than the one it landed on.
   * @param {{x: number, y: number}} place @param {string} name of the key there now, or nothing
   * @param {number} now
   * @returns {Key | null}
   */
  meant(place, name, now) {
    const seen = this.#before.find(({ until }) => until > now - AIMED_FOR);
    const key = seen?.keys.find((one) => holds(one, place)) ?? null;
    return key && key.name !== name ? key : null;
  }
}

/** @param {Key[]} before @param {Key[]} after */
function same(before, after) {
  return before.length === after.length && before.every((key, n) => alike(key, /** @type {Key} */ (after[n])));
}

/** @param {Key} one @param {Key} other */
function alike(one, other) {
  return one.name === other.name && near(one.left, other.left) && near(one.top, other.top);
}

/** A key that words beside it moved by a hair is where it was. @param {number} one @param {number} other */
function near(one, other) {
  return Math.abs(one - other) < 8;
}

/** @param {Key} key @param {{x: number, y: number}} place */
function holds({ left, top, right, bottom }, { x, y }) {
  return x >= left && x < right && y >= top && y < bottom;
}
