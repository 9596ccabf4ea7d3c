/**
 * The tiles on the page, in the places the plan gives them.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('./measure.js').Measure} Measure
 * @typedef {import('./layout.js').Area} Area
 * @typedef {import('./layout.js').Plan} Plan
 * @typedef {import('./tones.js').Moment} Moment
 */

import { byId, setStyle } from '../core/dom.js';
import { plan } from './layout.js';
import { TileNode } from './tile.js';
import { shownSeats, tileView } from './view.js';

export class Grid {
  #root = byId('grid');
  #measure;
  #key = '';
  /** @type {Map<number, TileNode>} */
  #tiles = new Map();

  /** @param {Measure} measure */
  constructor(measure) {
    this.#measure = measure;
  }

  /**
   * Draws the plan anew when it, or the room for it, has changed.
   *
   * @param {Board['booths']} booths
   * @param {Area} area
   * @returns {boolean} whether it was
   */
  layOut(booths, area) {
    const places = booths.map((booth) => {
      const { id, name, row, column, width, height, seats } = booth;
      const extra = shownSeats(booth).filter((seat) => seat.extra).map((seat) => seat.mark);
      return [id, name, row, column, width, height, seats.filter((seat) => !seat.extra).map((seat) => seat.mark), extra];
    });
    const key = JSON.stringify([area, places]);
    if (key === this.#key) return false;
    this.#key = key;
    if (booths.length) this.#place(plan(booths, area, this.#measure));
    else this.#keep(new Set());
    return true;
  }

  /** @param {Plan} drawn */
  #place(drawn) {
    setStyle(this.#root, 'grid-template-columns', lengths(drawn.columns));
    setStyle(this.#root, 'grid-template-rows', lengths(drawn.rows));
    this.#keep(new Set(drawn.tiles.keys()));
    for (const [id, placed] of drawn.tiles) {
      const tile = this.#tiles.get(id);
      if (tile) tile.place(drawn, placed);
      else this.#add(id, new TileNode(drawn, placed));
    }
  }

  /**
   * @param {number} id
   * @param {TileNode} tile
   */
  #add(id, tile) {
    this.#tiles.set(id, tile);
    this.#root.append(tile.root);
  }

  /** @param {Set<number>} wanted */
  #keep(wanted) {
    for (const [id, tile] of this.#tiles) {
      if (wanted.has(id)) continue;
      tile.root.remove();
      this.#tiles.delete(id);
    }
  }

  /**
   * @param {Board['booths']} booths
   * @param {Moment} moment
   * @param {Set<number> | null} only the tiles that changed, or null for all
   * @param {number} largest digits
   */
  paint(booths, moment, only, largest) {
    for (const booth of booths) {
      if (!only || only.has(booth.id)) this.#tiles.get(booth.id)?.paint(tileView(booth, moment), largest);
    }
  }
}

/** @param {number[]} each in units of a 1080p screen */
function lengths(each) {
  return each.map((length) => `calc(var(--u) * ${length.toFixed(2)})`).join(' ');
}
