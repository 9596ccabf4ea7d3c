/**
 * Where each place stands on the wall and how large its texts are: the room's own plan,
 * with rows as tall as what they hold. Pure; depends only on the plan and the screen, so
 * no tile moves while the room is in use. Only where more people than it was made for
 * could not be read in a place does its row grow.
 *
 * @typedef {import('../core/types.js').Tile} Tile
 * @typedef {import('./measure.js').Measure} Measure
 * @typedef {import('./texts.js').Texts} Texts
 * @typedef {import('./spots.js').Spot} Spot
 * @typedef {import('./fit.js').Form} Form
 * @typedef {import('./fit.js').Inside} Inside
 * @typedef {import('./fit.js').Mode} Mode
 *
 * @typedef {{width: number, height: number}} Area in units of a 1080p screen
 * @typedef {{spot: Spot, box: Area}} Placed
 * @typedef {{form: Form, scale: number, digits: number}} Single how all single places are drawn
 *
 * @typedef {object} Plan
 * @property {number[]} columns widths
 * @property {number[]} rows heights
 * @property {number} scale the least of all places; 1 is legible at four metres
 * @property {Mode} mode what every place shows
 * @property {Single} single
 * @property {Texts} texts
 * @property {Map<number, Placed>} tiles
 */

import { allCuts, bestCut, heightsFor, sizes, value } from './fit.js';
import { flow, ownSpots } from './spots.js';
import { DIGITS, textsOf } from './texts.js';
import { columnWidths, rowHeights, span, stretched, total } from './tracks.js';
import { isShared, shownSeats } from './view.js';

const MOST_COLUMNS = 8;

/** From the richest on. @type {[Mode, ...Mode[]]} */
const MODES = [
  { words: true, ages: true },
  { words: true, ages: false },
  { words: false, ages: false },
];

/**
 * @param {Tile[]} booths
 * @param {Area} area
 * @param {Measure} measure
 * @returns {Plan}
 */
export function plan(booths, area, measure) {
  const texts = textsOf(measure);
  const drawn = planOf(booths, new Map(booths.map((booth) => [booth.id, madeFor(booth)])), area, texts);
  const holding = new Map(booths.map((booth) => [booth.id, insideOf(booth)]));
  const crowded = Math.min(drawn.single.scale, leastOfShared(holding, drawn.tiles, texts, drawn.mode));
  if (crowded >= Math.min(1, drawn.scale)) return drawn;
  const spots = [...drawn.tiles.values()].map((one) => one.spot);
  const grown = bestPlan(spots, holding, area, texts);
  return grown.mode.words === drawn.mode.words && grown.scale > crowded ? grown : drawn;
}

/** What a place was made for. @param {Tile} booth @returns {Inside} */
function madeFor(booth) {
  return insideOf({ ...booth, seats: booth.seats.filter((seat) => !seat.extra) });
}

/** What a place holds now, with whoever is there beside its own seats. @param {Tile} booth @returns {Inside} */
export function insideOf(booth) {
  const seats = shownSeats(booth);
  const header = isShared(booth);
  const labels = seats.map((seat) => (header || seat.extra ? seat.mark : booth.name));
  return { seats: seats.length, label: longest(labels, booth.name), header };
}

/**
 * @param {string[]} labels
 * @param {string} name where there are none
 */
export function longest(labels, name) {
  return labels.reduce((long, one) => (one.length > long.length ? one : long), labels[0] ?? name);
}

/**
 * @param {Tile[]} booths
 * @param {Map<number, Inside>} insides
 * @param {Area} area
 * @param {Texts} texts
 * @returns {Plan}
 */
function planOf(booths, insides, area, texts) {
  const own = ownSpots(booths);
  const kept = own && bestPlan(own, insides, area, texts);
  if (kept && legible(kept)) return kept;
  let best = kept;
  for (let columns = 1; columns <= MOST_COLUMNS; columns += 1) {
    const flowed = bestPlan(flow(booths, columns), insides, area, texts);
    // The room's own plan is worth being somewhat smaller for.
    if (!best || worth(flowed) > worth(best) * (best === kept ? 1.25 : 1)) best = flowed;
  }
  return /** @type {Plan} */ (best);
}

/** @param {Plan} one */
function legible(one) {
  return one.mode.words && one.scale >= 1;
}

/** Everything legible outweighs larger digits without words. @param {Plan} one */
function worth(one) {
  return one.scale + (legible(one) ? 2 : 0);
}

/**
 * As rich as can be read; where nothing can, as large as can be.
 *
 * @param {Spot[]} spots
 * @param {Map<number, Inside>} insides
 * @param {Area} area
 * @param {Texts} texts
 */
function bestPlan(spots, insides, area, texts) {
  const [first, ...others] = MODES;
  let best = planFor(spots, insides, area, texts, first);
  for (const mode of others) {
    if (best.scale >= 1) break;
    const next = planFor(spots, insides, area, texts, mode);
    // A word is worth being a little smaller for.
    if (next.scale > best.scale * 1.1) best = next;
  }
  return best;
}

/**
 * @param {Spot[]} spots
 * @param {Map<number, Inside>} insides
 * @param {Area} area
 * @param {Texts} texts
 * @param {Mode} mode
 * @returns {Plan}
 */
function planFor(spots, insides, area, texts, mode) {
  const columns = columnWidths(spots, area.width);
  const widths = new Map(spots.map((spot) => [spot.id, span(columns, spot.column, spot.width)]));
  const heights = new Map(
    spots.map(({ id }) => {
      const inside = /** @type {Inside} */ (insides.get(id));
      return [id, heightsFor(inside, widths.get(id) ?? 0, texts, mode)];
    }),
  );
  /** @param {number} scale */
  const rowsAt = (scale) => rowHeights(spots, ({ id }) => heights.get(id)?.(scale) ?? Infinity);
  /** @param {number} wanted @returns {Plan} */
  const drawn = (wanted) => {
    const rows = stretched(rowsAt(wanted), spots, area.height);
    const tiles = new Map(spots.map((spot) => [spot.id, placed(spot, widths.get(spot.id) ?? 0, rows)]));
    const shared = leastOfShared(insides, tiles, texts, mode);
    const single = singleOf(insides, tiles, texts, mode) ?? { form: 'two', scale: shared, digits: shared * DIGITS };
    const scale = Math.min(single.scale, shared);
    return { columns, rows, scale, mode, single, texts, tiles };
  };
  const first = drawn(largestThatFits(rowsAt, area.height));
  // A tile that cannot use its height at that scale leaves it to the others.
  const second = drawn(first.scale);
  return second.scale >= first.scale ? second : first;
}

/**
 * @param {Spot} spot
 * @param {number} width
 * @param {number[]} rows
 * @returns {Placed}
 */
function placed(spot, width, rows) {
  return { spot, box: { width, height: span(rows, spot.row, spot.height) } };
}

/**
 * One form and one size for all single places, so that they are read alike; null where
 * there are none.
 *
 * @param {Map<number, Inside>} insides
 * @param {Map<number, Placed>} tiles
 * @param {Texts} texts
 * @param {Mode} mode
 * @returns {Single | null}
 */
function singleOf(insides, tiles, texts, mode) {
  /** @type {Map<Form, Single>} */
  const forms = new Map();
  for (const [id, { box }] of tiles) {
    const inside = insides.get(id);
    if (!inside || inside.seats > 1) continue;
    for (const cut of allCuts(inside, box, texts, mode)) {
      const { form, scale } = cut;
      const { digits } = sizes(cut, texts, scale);
      const known = forms.get(form) ?? { form, scale: Infinity, digits: Infinity };
      forms.set(form, { form, scale: Math.min(known.scale, scale), digits: Math.min(known.digits, digits) });
    }
  }
  const [best] = [...forms.values()].sort((a, b) => value(b.form, b.scale, b.digits) - value(a.form, a.scale, a.digits));
  return best ?? null;
}

/**
 * @param {Map<number, Inside>} insides
 * @param {Map<number, Placed>} tiles
 * @param {Texts} texts
 * @param {Mode} mode
 */
function leastOfShared(insides, tiles, texts, mode) {
  let least = Infinity;
  for (const [id, { box }] of tiles) {
    const inside = insides.get(id);
    if (inside && inside.seats > 1) least = Math.min(least, bestCut(inside, box, texts, mode).scale);
  }
  return least;
}

/**
 * @param {(scale: number) => number[]} rowsAt
 * @param {number} height
 */
function largestThatFits(rowsAt, height) {
  let fits = 0.05;
  let tooLarge = 4;
  for (let step = 0; step < 24; step += 1) {
    const middle = (fits + tooLarge) / 2;
    if (total(rowsAt(middle)) <= height) fits = middle;
    else tooLarge = middle;
  }
  return fits;
}
