/**
 * How large the texts of one tile can be in a box of a given size. Pure arithmetic.
 *
 * All lengths are in units of a 1080p screen. A scale of 1 is what can be read at four
 * metres from a 43-inch screen: digits 100, names and seat marks 74, words 54.
 *
 * A person's cell has one of four forms, from the richest on:
 *   three  name and shape | digits | word and age
 *   two    name, shape and word | digits and age
 *   bare   name and shape | digits
 *   line   name, digits and shape in one line
 *
 * @typedef {'three' | 'two' | 'bare' | 'line'} Form
 *
 * @typedef {object} Cut how one tile is cut up
 * @property {Form} form
 * @property {number} columns of seats
 * @property {number} lines of seats
 * @property {number} scale
 * @property {number} width of one cell, inside
 * @property {number} height of one cell, inside
 *
 * @typedef {object} Inside what a tile has to hold
 * @property {number} seats
 * @property {string} name
 *
 * @typedef {import('./measure.js').Measure} Measure
 */

export const DIGITS = 100;
export const NAME = 74;
export const WORD = 54;
export const AGE = 40;

/** Line boxes at scale 1. */
const NAME_LINE = 64;
const HEADER_LINE = 70;
const DIGITS_LINE = 82;
const WORD_LINE = 51;
const SHAPE = 54;
const BETWEEN = 12;

export const BORDER = 3;
export const PAD_Y = 3;
export const SEAT_GAP = 20;
/** The coloured rule above a seat, with the space around it. */
export const SEAT_RULE = 12;
const LARGEST_SCALE = 2.6;

/** Space left and right inside a tile: more where there is more. @param {number} width */
export function padX(width) {
  return Math.min(24, Math.max(10, width * 0.035));
}

/** @type {Record<Form, number>} */
const HEIGHT = {
  three: NAME_LINE + DIGITS_LINE + WORD_LINE,
  two: NAME_LINE + DIGITS_LINE,
  bare: NAME_LINE + DIGITS_LINE,
  line: DIGITS_LINE,
};

/** @type {Form[]} */
const WITH_WORD = ['three', 'two'];
/** @type {Form[]} */
const ANY = ['three', 'two', 'bare', 'line'];

/**
 * The widths a form needs at scale 1. A name longer than usual does not shrink the whole
 * wall: it is cut where it stands. A single place always has room for its loudest word; a
 * seat among others may leave it to the sign over them all.
 *
 * @param {Form} form
 * @param {string} label
 * @param {Measure} measure
 * @param {boolean} alone
 */
function widthOf(form, label, measure, alone) {
  const name = Math.min(measure(label) * NAME, 2.2 * NAME);
  // Ten minutes and more are rare enough to be drawn a little smaller.
  const digits = Math.max(measure('0:00'), measure('00:00') * 0.96) * DIGITS;
  const word = measure(alone ? 'LOOK NOW' : 'due soon') * WORD;
  const top = name + BETWEEN + SHAPE;
  if (form === 'three') return Math.max(top, digits, word);
  if (form === 'two') return Math.max(top + 8 + word, digits);
  if (form === 'bare') return Math.max(top, digits);
  return top + BETWEEN + digits;
}

/**
 * The best cut of a box, or the best among those that show each state's word.
 *
 * @param {Inside} inside
 * @param {{width: number, height: number}} box outer size of the tile
 * @param {Measure} measure
 * @param {boolean} words whether a single place must have room for its word
 * @returns {Cut}
 */
export function bestCut(inside, box, measure, words) {
  const cuts = allCuts(inside, box, measure, words);
  return cuts.reduce((best, cut) => (worth(cut) > worth(best) ? cut : best));
}

/**
 * A richer form is worth being a little smaller for, but not too small to read.
 *
 * @param {Cut} cut
 */
function worth(cut) {
  const rich = { three: 1.12, two: 1.04, bare: 1, line: 0.9 }[cut.form];
  // People side by side are taken in at a glance; a list has to be read.
  return (cut.scale >= 1 ? 1 : 0) + cut.scale * rich * 0.88 ** (cut.lines - 1);
}

/**
 * @param {Inside} inside
 * @param {{width: number, height: number}} box
 * @param {Measure} measure
 * @param {boolean} words
 * @returns {Cut[]}
 */
function allCuts(inside, box, measure, words) {
  const width = box.width - 2 * (padX(box.width) + BORDER);
  const height = box.height - 2 * (PAD_Y + BORDER);
  if (inside.seats < 2) {
    return (words ? WITH_WORD : ANY).map((form) => cellCut(form, inside.name, { width, height }, measure, 1, 1, 0));
  }
  /** @type {Cut[]} */
  const cuts = [];
  for (let columns = 1; columns <= inside.seats; columns += 1) {
    const lines = Math.ceil(inside.seats / columns);
    const cell = {
      width: (width - (columns - 1) * SEAT_GAP) / columns,
      height: (height - lines * SEAT_RULE) / lines,
    };
    for (const form of ANY) {
      cuts.push(cellCut(form, 'A', cell, measure, columns, lines, HEADER_LINE / lines));
    }
  }
  return cuts;
}

/**
 * @param {Form} form
 * @param {string} label
 * @param {{width: number, height: number}} box
 * @param {Measure} measure
 * @param {number} columns
 * @param {number} lines
 * @param {number} header the part of the tile's own header each line has to carry
 * @returns {Cut}
 */
function cellCut(form, label, box, measure, columns, lines, header) {
  const scale = Math.min(
    box.height / (HEIGHT[form] + header),
    box.width / widthOf(form, label, measure, header === 0),
    LARGEST_SCALE,
  );
  const height = box.height - header * scale;
  return { form, columns, lines, scale: Math.max(scale, 0.05), width: box.width, height };
}

/**
 * The least height a tile needs for a scale, or infinity when it is too narrow for it.
 *
 * @param {Inside} inside
 * @param {number} width
 * @param {number} scale
 * @param {Measure} measure
 * @param {boolean} words
 */
export function heightFor(inside, width, scale, measure, words) {
  const roomy = { width, height: 1e6 };
  let least = Infinity;
  for (const cut of allCuts(inside, roomy, measure, words)) {
    if (cut.scale < scale) continue;
    const header = inside.seats < 2 ? 0 : HEADER_LINE * scale + cut.lines * SEAT_RULE;
    least = Math.min(least, header + cut.lines * HEIGHT[cut.form] * scale + 2 * (PAD_Y + BORDER));
  }
  return least;
}

/**
 * The font sizes of a cut. Digits take what height and width are left over.
 *
 * @param {Cut} cut
 * @param {Measure} measure
 * @param {number} scale at most
 */
export function sizes(cut, measure, scale) {
  const others = (HEIGHT[cut.form] - DIGITS_LINE) * scale;
  const tall = ((cut.height - others) / DIGITS_LINE) * DIGITS;
  const beside = cut.form === 'line' ? (NAME + SHAPE + 2 * BETWEEN) * scale : 0;
  const wide = (cut.width - beside) / Math.max(measure('0:00'), measure('00:00') * 0.96);
  return {
    digits: Math.min(tall, wide, DIGITS * scale * 1.5),
    name: NAME * scale,
    word: WORD * scale,
    age: AGE * Math.min(scale, 1.6),
  };
}
