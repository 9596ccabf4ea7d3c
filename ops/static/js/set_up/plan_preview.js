/**
 * The plan as a wall will show it, with nobody in: the wall's own layout, a few times smaller.
 *
 * @typedef {import('./plan.js').Place} Place
 * @typedef {import('../core/types.js').Tile} Tile
 */

import { byId, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { frameOf, largestDigits } from '../wall/frame.js';
import { Grid } from '../wall/grid.js';
import { plan } from '../wall/layout.js';
import { pageMeasure } from '../wall/measure.js';
import { standsSomewhere } from './plan.js';
import { marksOf } from './plan_words.js';

/** A wall's picture; what a page of less says of it does not change. */
const WALL = { width: 1920, height: 1080 };
/** Milliseconds. */
const REST = 150;

export class Preview {
  #measure = pageMeasure(byId('preview'));
  #grid = new Grid(this.#measure);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;

  /**
   * Once hands and keys rest: to lay out a whole wall takes longer than a step.
   *
   * @param {Place[]} places without two in one square: no wall could show that
   */
  show(places) {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#paint(places), REST);
  }

  /** @param {Place[]} places */
  #paint(places) {
    const booths = places.filter(standsSomewhere).map(tileOf);
    const { tiles } = frameOf(WALL.width, WALL.height);
    this.#grid.layOut(booths, tiles);
    const moment = { now: 0, responses: [], alarms: new Map(), local: false };
    this.#grid.paint(booths, moment, null, largestDigits(false));
    setText(byId('legible'), booths.length ? this.#legible(booths, tiles) : '');
  }

  /** @param {Tile[]} booths @param {import('../wall/layout.js').Area} tiles */
  #legible(booths, tiles) {
    const { scale, mode } = plan(booths, tiles, this.#measure);
    return scale >= 1 && mode.words
      ? t('Every word is large enough to be read from four metres, on a screen of 43 inches.')
      : t('So many places are too small to be read from four metres. Two walls, each with a part of the room, are larger: choose the part under the wall’s name in set-up.');
  }
}

/** @param {Place} place @param {number} at @returns {Tile} */
function tileOf(place, at) {
  const { name, row, column, width, height } = place;
  const seats = marksOf(place.seats).map((mark) => ({ mark, extra: false }));
  const kind = /** @type {Tile['kind']} */ (place.kind);
  return { id: at + 1, name: name.trim(), kind, status: 'free', row, column, width, height, seats };
}
