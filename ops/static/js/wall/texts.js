/**
 * The widths of what a wall has to say, at the sizes that can be read at four metres, worked
 * out once. Pure arithmetic in units of a 1080p screen.
 *
 * @typedef {import('./measure.js').Measure} Measure
 *
 * @typedef {object} Texts
 * @property {Measure} measure
 * @property {number} digits a countdown of this screen's own, the widest of them
 * @property {number} plainDigits one of a picture that is live
 * @property {number} late the word beside digits that count up
 * @property {number} foot the longest of the states' words
 * @property {number} lateWord the longest of those that stand where "late" takes the other line
 * @property {Word[]} words the other states' words
 *
 * @typedef {{whole: number, splits: {first: number, last: number}[]}} Word
 */

import { t } from '../core/i18n.js';
import { stateWords } from './visit_cell.js';

export const DIGITS = 100;
export const NAME = 74;
export const WORD = 54;
export const AGE = 40;

/** How far a word may be drawn narrower, at full height, before it is said to have no room. */
export const SQUEEZED = 0.85;
/** Ten minutes and more are rare enough to be drawn a little smaller. */
const RARER = 0.96;

/**
 * @param {Measure} measure
 * @returns {Texts}
 */
export function textsOf(measure) {
  const { late, other } = stateWords();
  /** @param {string} word */
  const squeezed = (word) => measure(word) * WORD * SQUEEZED;
  return {
    measure,
    digits: Math.max(measure('~0:00'), measure('00:00') * RARER) * DIGITS,
    plainDigits: measure('0:00') * DIGITS,
    late: measure(t('late')) * WORD,
    foot: Math.max(...[...late, ...other].map(squeezed)),
    lateWord: Math.max(...late.map(squeezed)),
    words: other.map((word) => ({
      whole: squeezed(word),
      splits: splits(word).map(([first, last]) => ({ first: squeezed(first), last: squeezed(last) })),
    })),
  };
}

/**
 * The ways to say a word on two lines.
 *
 * @param {string} word
 * @returns {[string, string][]}
 */
export function splits(word) {
  const parts = word.split(' ');
  return parts.slice(1).map((_, at) => [parts.slice(0, at + 1).join(' '), parts.slice(at + 1).join(' ')]);
}
