/**
 * Which words fit a width, and how: at their size, drawn narrower, or smaller down to what
 * can still be read. What would be smaller is left off. Pure.
 *
 * @typedef {import('./measure.js').Measure} Measure
 *
 * @typedef {object} Sized
 * @property {string} text
 * @property {number} size of the letters
 * @property {number} squeeze how narrow they are drawn; 1 is as wide as they are
 * @property {number} width taken
 */

import { splits, SQUEEZED, WORD } from './texts.js';

/** @type {Sized} */
export const NOTHING = { text: '', size: 0, squeeze: 1, width: 0 };

/**
 * @param {string} text
 * @param {number} size
 * @param {number} width
 * @param {Measure} measure
 * @param {number} [legible]
 * @returns {Sized}
 */
export function fitting(text, size, width, measure, legible = WORD) {
  const own = measure(text);
  if (!text || width <= 0) return NOTHING;
  const squeeze = Math.min(1, Math.max(SQUEEZED, width / (own * size)));
  const fits = Math.min(size, width / (own * squeeze));
  if (fits < Math.min(size, legible) - 1e-6) return NOTHING;
  return { text, size: fits, squeeze, width: own * fits * squeeze };
}

/**
 * A word on two lines of different width, where each part fits.
 *
 * @param {string} text
 * @param {number} size
 * @param {number} above
 * @param {number} below
 * @param {Measure} measure
 * @returns {[Sized, Sized]}
 */
export function onTwoLines(text, size, above, below, measure) {
  for (const [first, last] of splits(text)) {
    const parts = /** @type {[Sized, Sized]} */ ([
      fitting(first, size, above, measure),
      fitting(last, size, below, measure),
    ]);
    if (parts.every((part) => part.text)) return parts;
  }
  return [NOTHING, NOTHING];
}
