/**
 * The lengths of the wall's frame, in units of a 1080p screen; css/wall.css draws them.
 * What stands over the tiles has one height, whatever it says, so that no tile moves.
 *
 * @typedef {import('./layout.js').Area} Area
 * @typedef {import('./strip_fit.js').Bar} Bar
 *
 * @typedef {object} Frame
 * @property {number} unit pixels
 * @property {boolean} portrait
 * @property {number} top the height over the tiles
 * @property {Area} tiles
 * @property {number} strips how many rows the bar may take
 */

import { GAP } from './tracks.js';

const EDGE = 10;
const HEAD = 80;
const STRIP = 92;
const CHIPS = 56;
const CHIPS_NOT_LIVE = 54;
/** Beside the sign that the picture is not to be trusted. */
const BAND_PAD = 24;
/** Smaller than that sign, and still legible at four metres. */
const DIGITS_NOT_LIVE = 100;

/**
 * @param {number} width pixels
 * @param {number} height
 * @returns {Frame}
 */
export function frameOf(width, height) {
  const portrait = height > width;
  const unit = portrait ? Math.min(width / 1080, height / 1920) : Math.min(width / 1920, height / 1080);
  const strips = portrait ? 2 : 1;
  const top = HEAD + strips * (STRIP + GAP);
  const tiles = { width: width / unit - 2 * EDGE, height: height / unit - 2 * EDGE - top - GAP };
  return { unit, portrait, top, tiles, strips };
}

/**
 * @param {Frame} frame
 * @param {boolean} local the picture is not live: one row of the bar, in the sign that says so
 * @param {number} news the width of the words beside it
 * @returns {Bar}
 */
export function barOf({ portrait, tiles, strips }, local, news) {
  if (!local) return { width: tiles.width, rows: strips, size: CHIPS };
  return { width: tiles.width - 2 * BAND_PAD - (portrait ? 0 : news), rows: 1, size: CHIPS_NOT_LIVE };
}

/** The largest digits. @param {boolean} local */
export function largestDigits(local) {
  return local ? DIGITS_NOT_LIVE : Infinity;
}
