/**
 * The top line: the clock, the room, who is in it, and whether the picture can be trusted.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/liveness.js').Liveness} Liveness
 * @typedef {import('./measure.js').Measure} Measure
 */

import { byId, el, setAttribute, setClass, setStyle, setText } from '../core/dom.js';
import { clock, clockSeconds } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { ownZone } from '../core/zoned.js';
import { show } from './cell.js';
import { headSign } from './room_state.js';

const NEWS_SIZE = 54;
const NEWS_APART = 36;

export class Head {
  #clock = byId('clock');
  #place = byId('place');
  #badge = byId('badge');
  #counts = byId('counts');
  #band = byId('band');
  #bandFirst = byId('band-first');
  #bandRest = byId('band-rest');
  #bandNews = byId('band-news');
  #measure;

  /** @param {Measure} measure */
  constructor(measure) {
    this.#measure = measure;
  }

  /**
   * @param {Board | null} board
   * @param {number} now
   * @param {Liveness} liveness
   * @param {string | null} lastGood
   * @returns {number} the width of the words that say since when the picture is not live
   */
  paint(board, now, liveness, lastGood) {
    const zone = board?.room.time_zone ?? ownZone();
    setText(this.#clock, clock(now, zone));
    this.#paintCounts(board && !board.room.curtain ? countsOf(board) : []);
    return this.#paintBadge(liveness, lastGood, zone);
  }

  /**
   * The room's name; or its state, on one line where that has room beside the numbers. What
   * nobody may overlook stands there, too, where the bar has no room for it.
   *
   * @param {Board | null} board
   * @param {string[]} trouble with the machine under the house
   */
  paintPlace(board, trouble) {
    const [one, two] = board ? headSign(board, trouble) : ['', ''];
    if (!one) {
      setClass(this.#place, 'place');
      return setText(this.#place, board?.room.name ?? '');
    }
    setClass(this.#place, 'place state');
    setText(this.#place, one);
    if (this.#place.scrollWidth <= this.#place.clientWidth) return;
    setClass(this.#place, 'place state two');
    setText(this.#place, two);
  }

  /**
   * @param {Liveness} liveness
   * @param {string | null} lastGood
   * @param {string} zone
   */
  #paintBadge(liveness, lastGood, zone) {
    const news = lastGood
      ? t('last news %(time)s', { time: clockSeconds(Date.parse(lastGood), zone) })
      : t('no news yet');
    setText(this.#badge, liveness === 'delayed' ? `${t('DELAYED')} · ${news}` : '');
    show(this.#badge, liveness === 'delayed');
    const lost = liveness === 'not_live';
    // Where it takes two lines it is cut after the colon.
    const [first = '', rest = ''] = lost ? t('NOT LIVE: LOOK AT THE ROOM').split(/(?<=:)\s/) : [];
    show(this.#band, lost);
    setText(this.#bandFirst, first);
    setText(this.#bandRest, rest);
    setText(this.#bandNews, lost ? news : '');
    const width = lost ? this.#measure(news) * NEWS_SIZE + NEWS_APART : 0;
    setStyle(this.#band, '--news', width.toFixed(0));
    return width;
  }

  /** @param {{n: number, word: string}[]} counts */
  #paintCounts(counts) {
    while (this.#counts.children.length < counts.length) {
      this.#counts.append(el('span', 'count', [el('b'), el('span')]));
    }
    while (this.#counts.children.length > counts.length) this.#counts.lastElementChild?.remove();
    counts.forEach(({ n, word }, at) => {
      const [number, text] = /** @type {HTMLElement} */ (this.#counts.children[at]).children;
      if (number) setText(number, String(n));
      if (text) setText(text, word);
    });
    setAttribute(this.#counts, 'aria-label', t('who is here'));
  }
}

/** By where people are, so that the numbers agree with the tiles. @param {Board} board */
export function countsOf(board) {
  const people = board.booths.flatMap((booth) => booth.seats.flatMap((seat) => (seat.visit ? [booth.kind] : [])));
  const aftercare = people.filter((kind) => kind === 'aftercare').length;
  const called = board.waiting.filter((person) => person.state === 'called').length;
  const waiting = board.waiting.length - called;
  const inPlaces = people.length - aftercare;
  return [
    { n: inPlaces, word: tn('in place', 'in places', inPlaces) },
    ...(aftercare ? [{ n: aftercare, word: t('aftercare') }] : []),
    ...(called ? [{ n: called, word: t('called') }] : []),
    ...(waiting ? [{ n: waiting, word: t('waiting') }] : []),
  ];
}
