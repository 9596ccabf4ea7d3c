/**
 * How loud each state is, and the shape every part of a tile is told in. No words.
 *
 * @typedef {import('../core/types.js').BoardResponse} BoardResponse
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/shapes.js').Shape} Shape
 *
 * @typedef {'free' | 'closed' | 'clean' | 'ok' | 'asleep' | 'out' | 'eye' | 'rouse' | 'soon' | 'due'
 *   | 'response' | 'late' | 'hands' | 'high'} Tone
 *
 * @typedef {object} CellView
 * One person, or one empty seat, or a whole place that is free, closed or being cleaned.
 * @property {string} label the booth's name, or the seat's mark
 * @property {Tone} tone
 * @property {Shape | null} shape
 * @property {string} word the state's one word
 * @property {string} instead what stands in the word's place where that, or what belongs
 *   beside the main text, has no room; empty where the shape alone has to do
 * @property {Shape | null} second what was last seen, while the timer says something louder
 * @property {string} main the biggest text
 * @property {'digits' | 'words'} kind
 * @property {string} beside what the digits count: "late", "2 there"
 * @property {string} age
 *
 * @typedef {object} Moment
 * @property {number} now epoch milliseconds on the server's clock
 * @property {BoardResponse[]} responses
 * @property {Map<string, Alarm>} alarms by cause
 * @property {boolean} local the picture is not live: digits are this screen's own
 */

import { millis } from '../core/format.js';

/** @type {Tone[]} */
const QUIET_TO_LOUD = [
  'free', 'closed', 'clean', 'ok', 'asleep', 'out', 'eye', 'rouse', 'soon', 'due', 'response', 'late', 'hands', 'high',
];

/** @param {Tone} tone */
export function loudness(tone) {
  return QUIET_TO_LOUD.indexOf(tone);
}

/** Nobody is there, and nothing is to be done. @param {Tone} tone */
export function isEmpty(tone) {
  return tone === 'free' || tone === 'closed';
}

/** @param {CellView[]} cells at least one */
export function loudest(cells) {
  return cells.reduce((worst, cell) => (loudness(cell.tone) > loudness(worst.tone) ? cell : worst));
}

/**
 * A cell that says one thing.
 *
 * @param {string} label
 * @param {Tone} tone
 * @param {string} main
 * @returns {CellView}
 */
export function plain(label, tone, main) {
  return {
    label, tone, shape: null, word: '', instead: '', second: null, main, kind: 'words', beside: '', age: '',
  };
}

/**
 * @param {string | null | undefined} instant
 * @param {Moment} moment
 */
export function age(instant, moment) {
  return moment.now - (millis(instant) ?? moment.now);
}
