/**
 * How large the texts of one tile can be in a box of a given size. Pure arithmetic.
 *
 * All lengths are in units of a 1080p screen. A scale of 1 is what can be read at four
 * metres from a 43-inch screen: digits 100, names and seat marks 74, words 54.
 *
 * A person's cell has one of these forms, from the richest on:
 *   three  name and shape | digits | word
 *   two    name, shape and word | digits; a long word runs on beside the digits
 *   bare   name and shape | digits
 *   line   name, digits and shape in one line
 *   tight  name and digits in one line
 * The first three have a line more for the age where the whole wall has room for it.
 *
 * @typedef {'three' | 'two' | 'bare' | 'line' | 'tight'} Form
 * @typedef {{words: boolean, ages: boolean}} Mode what every tile of a wall shows
 *
 * @typedef {object} Cut how one tile is cut up
 * @property {Form} form
 * @property {boolean} aged
 * @property {number} columns of seats
 * @property {number} lines of seats
 * @property {number} scale
 * @property {number} width of one cell, inside
 * @property {number} height of one cell, inside
 *
 * @typedef {object} Inside what a tile has to hold
 * @property {number} seats
 * @property {string} label the longest name or mark of a cell
 * @property {boolean} header a name over the seats
 *
 * @typedef {import('./texts.js').Texts} Texts
 */

import { AGE, DIGITS, NAME, WORD } from './texts.js';

/** Line boxes at scale 1. */
const NAME_LINE = 64;
const HEADER_LINE = 74;
const DIGITS_LINE = 82;
/** Where digits stand alone in a line nothing hangs below them. */
const ALONE_LINE = 74;
const WORD_LINE = 49;
const AGE_LINE = 44;
const SHAPE = WORD;
export const BETWEEN = 12;
/** Between a name and the digits behind it. */
export const LABEL_GAP = 20;
/** Between a shape and its word. */
export const NEAR = 8;

const BORDER = 3;
const PAD_Y = 4;
/** Between two people, with a thin rule in it. */
const SEAT_GAP = 44;
/** The coloured rule above a seat, with the space around it. */
const SEAT_RULE = 12;
const LARGEST_SCALE = 2.6;
const LARGEST_AGE = 1.6;

/** Space left and right inside a tile: more where there is more. @param {number} width */
function padX(width) {
  return Math.min(24, Math.max(11, width * 0.035));
}

/** @param {number} width outer @returns {number} */
export function innerWidth(width) {
  return width - 2 * (padX(width) + BORDER);
}

/** @type {Form[]} */
const WITH_WORD = ['three', 'two'];
/** @type {Form[]} */
const ANY = ['three', 'two', 'bare', 'line'];

/** @param {Form} form */
function inLine(form) {
  return form === 'line' || form === 'tight';
}

/** What stands over and under the digits, at scale 1. @param {Form} form @param {boolean} aged */
function others(form, aged) {
  if (inLine(form)) return 0;
  return NAME_LINE + (form === 'three' ? WORD_LINE : 0) + (aged ? AGE_LINE : 0);
}

/** @param {Form} form @param {boolean} aged */
function heightOf(form, aged) {
  return others(form, aged) + (inLine(form) ? ALONE_LINE : DIGITS_LINE);
}

/**
 * The width a form needs at scale 1. A form with a word has room for every word. A name
 * longer than usual does not shrink the whole wall: it is cut where it stands.
 *
 * @param {Form} form
 * @param {string} label
 * @param {Texts} texts
 */
function widthOf(form, label, texts) {
  const name = Math.min(texts.measure(label) * NAME, 2.2 * NAME);
  if (form === 'tight') return name + LABEL_GAP + texts.digits;
  if (form === 'line') return name + LABEL_GAP + texts.digits + BETWEEN + SHAPE;
  const sign = name + BETWEEN + SHAPE;
  const least = Math.max(sign, texts.digits);
  if (form === 'three') return Math.max(least, texts.foot);
  return form === 'two' ? Math.max(least, withWord(sign + NEAR, texts)) : least;
}

/**
 * The width the longest word needs behind its shape, or behind shape and digits.
 *
 * @param {number} sign name and shape
 * @param {Texts} texts
 */
function withWord(sign, texts) {
  const beside = texts.plainDigits + BETWEEN;
  const each = texts.words.map(({ whole, splits }) =>
    Math.min(sign + whole, ...splits.map(({ first, last }) => Math.max(sign + first, beside + last))),
  );
  return Math.max(sign + texts.lateWord, ...each);
}

/**
 * Every way to cut a box.
 *
 * @param {Inside} inside
 * @param {{width: number, height: number}} box outer size of the tile
 * @param {Texts} texts
 * @param {Mode} mode
 * @returns {Cut[]}
 */
export function allCuts(inside, box, texts, mode) {
  const width = innerWidth(box.width);
  const height = box.height - 2 * (PAD_Y + BORDER);
  if (inside.seats < 2) {
    const forms = mode.words ? WITH_WORD : ANY;
    return forms.map((form) => cellCut(form, inside.label, { width, height }, texts, mode.ages));
  }
  /** @type {Cut[]} */
  const cuts = [];
  for (let columns = 1; columns <= inside.seats; columns += 1) {
    const lines = Math.ceil(inside.seats / columns);
    const rule = inside.header ? SEAT_RULE : 0;
    const cell = {
      width: (width - (columns - 1) * SEAT_GAP) / columns,
      height: (height - lines * rule) / lines,
    };
    const header = inside.header ? HEADER_LINE / lines : 0;
    for (const form of formsOf(inside, mode)) {
      cuts.push({ ...cellCut(form, inside.label, cell, texts, mode.ages && inside.header, header), columns, lines });
    }
  }
  return cuts;
}

/**
 * A second person in a single place is rare, and their digits come before all else.
 *
 * @param {Inside} inside
 * @param {Mode} mode
 * @returns {Form[]}
 */
function formsOf(inside, mode) {
  if (!inside.header) return [...ANY, 'tight'];
  return mode.ages ? ['three', 'two', 'bare'] : ANY;
}

/**
 * @param {Form} form
 * @param {string} label
 * @param {{width: number, height: number}} box
 * @param {Texts} texts
 * @param {boolean} aged
 * @param {number} [header] the part of the tile's own header each line has to carry
 * @returns {Cut}
 */
function cellCut(form, label, box, texts, aged, header = 0) {
  const scale = Math.min(
    box.height / (heightOf(form, aged) + header),
    box.width / widthOf(form, label, texts),
    LARGEST_SCALE,
  );
  const height = box.height - header * scale;
  return { form, aged, columns: 1, lines: 1, scale: Math.max(scale, 0.05), width: box.width, height };
}

/**
 * @param {Inside} inside
 * @param {{width: number, height: number}} box
 * @param {Texts} texts
 * @param {Mode} mode
 */
export function bestCut(inside, box, texts, mode) {
  const cuts = allCuts(inside, box, texts, mode);
  return cuts.reduce((best, cut) => (worth(cut, texts) > worth(best, texts) ? cut : best));
}

/** @type {Record<Form, number>} */
const RICH = { three: 1.12, two: 1.08, bare: 1, line: 0.9, tight: 0.8 };

/**
 * A richer form is worth being a little smaller for, but not too small to read.
 *
 * @param {Form} form
 * @param {number} scale
 * @param {number} digits
 */
export function value(form, scale, digits) {
  return (scale >= 1 ? 2 : scale) + (digits / DIGITS) * RICH[form];
}

/**
 * People side by side are taken in at a glance; a list has to be read.
 *
 * @param {Cut} cut
 * @param {Texts} texts
 */
function worth(cut, texts) {
  const { digits } = sizes(cut, texts, cut.scale);
  return value(cut.form, cut.scale, digits * 0.88 ** (cut.lines - 1));
}

/**
 * The least height a tile needs for a scale: infinity when it is too narrow for it.
 *
 * @param {Inside} inside
 * @param {number} width
 * @param {Texts} texts
 * @param {Mode} mode
 * @returns {(scale: number) => number}
 */
export function heightsFor(inside, width, texts, mode) {
  const header = inside.header && inside.seats > 1;
  const ways = allCuts(inside, { width, height: 1e6 }, texts, mode).map(({ form, aged, lines, scale }) => ({
    most: scale,
    fixed: 2 * (PAD_Y + BORDER) + (header ? lines * SEAT_RULE : 0),
    scaled: lines * heightOf(form, aged) + (header ? HEADER_LINE : 0),
  }));
  return (scale) =>
    ways.reduce(
      (least, { most, fixed, scaled }) => (most < scale ? least : Math.min(least, fixed + scaled * scale)),
      Infinity,
    );
}

/**
 * The font sizes of a cut. Digits take what height and width are left over, short of
 * pushing "late" from their side.
 *
 * @param {Cut} cut
 * @param {Texts} texts
 * @param {number} scale at most
 */
export function sizes(cut, texts, scale) {
  const { form, aged } = cut;
  const line = inLine(form);
  const tall = ((cut.height - others(form, aged) * scale) / (line ? ALONE_LINE : DIGITS_LINE)) * DIGITS;
  const before = line ? (NAME + LABEL_GAP + (form === 'line' ? SHAPE + BETWEEN : 0)) * scale : 0;
  const wide = ((cut.width - before) / texts.digits) * DIGITS;
  const besideLate = ((cut.width - before - BETWEEN - texts.late * scale) / texts.plainDigits) * DIGITS;
  const least = DIGITS * Math.min(scale, 1);
  const most = Math.min(tall, wide, DIGITS * scale * 1.5);
  const digits = besideLate >= least && !line ? Math.min(most, besideLate) : most;
  return { digits, ...fontsAt(scale) };
}

/** @param {number} scale */
export function fontsAt(scale) {
  return { name: NAME * scale, word: WORD * scale, age: AGE * Math.min(scale, LARGEST_AGE) };
}
