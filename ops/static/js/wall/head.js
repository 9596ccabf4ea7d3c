/**
 * The top line: the clock, the room, who is in it, and whether the picture can be trusted.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/liveness.js').Liveness} Liveness
 * @typedef {import('./measure.js').Measure} Measure
 * @typedef {import('./frame.js').Frame} Frame
 */

import { countsOf } from '../core/counts.js';
import { byId, el, setAttribute, setClass, setStyle, setText } from '../core/dom.js';
import { clock, clockSeconds } from '../core/format.js';
import { t } from '../core/i18n.js';
import { ownZone } from '../core/zoned.js';
import { alertLine } from './alert_line.js';
import { show } from './cell.js';
import { headSigns } from './room_state.js';
import { WORD } from './texts.js';

const NEWS_SIZE = 54;
/** Between what stands on one line. */
const APART = 36;

export class Head {
  #root = /** @type {HTMLElement} */ (document.querySelector('.head'));
  #clock = byId('clock');
  #place = byId('place');
  #beside = [byId('clock'), byId('badge'), byId('sound')];
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
   * @param {{lastGood: string | null, sealed: boolean}} link
   * @returns {number} the width of the words that say since when the picture is not live
   */
  paint(board, now, liveness, { lastGood, sealed }) {
    const zone = board?.room.time_zone ?? ownZone();
    setText(this.#clock, clock(now, zone));
    this.#paintCounts(board && !board.room.curtain ? countsOf(board) : []);
    return this.#paintBadge(liveness, lastGood, sealed, zone);
  }

  /**
   * The room's name; or its state, as fully as it has room. What nobody may overlook stands
   * there, too, where the bar has no room for it.
   *
   * @param {Board | null} board
   * @param {number} now
   * @param {string[]} trouble with the machine under the house
   * @param {Frame} frame
   * @param {number} rows of the bar; where it has none, the head has its height
   */
  paintPlace(board, now, trouble, frame, rows) {
    const signs = board ? headSigns(board, trouble) : [];
    if (!signs.length) return this.#paintName(board, now, frame, rows);
    this.#place.classList.add('state');
    const room = this.#roomForState(frame);
    const fits = (/** @type {string} */ text) =>
      (rows === 0 || !text.includes('\n')) && text.split('\n').every((line) => this.#measure(line) * WORD <= room);
    const found = signs.find(fits);
    const text = found ?? signs.at(-1) ?? '';
    setClass(this.#place, !found && text.includes('\n') ? 'place state small' : 'place state');
    setText(this.#place, text);
  }

  /**
   * The room's name, or a drug alert where it has room.
   *
   * @param {Board | null} board
   * @param {number} now
   * @param {Frame} frame
   * @param {number} rows
   */
  #paintName(board, now, frame, rows) {
    const room = { width: this.#roomForState(frame) / WORD, lines: rows ? 1 : frame.portrait ? 3 : 2 };
    const alert = board && !this.#troubled() ? alertLine(board, now, room, this.#measure) : null;
    setClass(this.#place, alert === null ? 'place' : 'place alert');
    setText(this.#place, alert ?? board?.room.name ?? '');
  }

  /** What stands where the name does. */
  #troubled() {
    return this.#beside.slice(1).some((node) => !node.hidden);
  }

  /** A line of its own where the wall stands upright. @param {Frame} frame */
  #roomForState({ unit, portrait }) {
    const { paddingLeft, paddingRight } = getComputedStyle(this.#root);
    const whole = (this.#root.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)) / unit;
    if (portrait) return whole;
    const taken = this.#beside.map((node) => node.getBoundingClientRect().width / unit).filter((width) => width > 0);
    return taken.reduce((left, width) => left - width - APART, whole);
  }

  /**
   * @param {Liveness} liveness
   * @param {string | null} lastGood
   * @param {boolean} sealed
   * @param {string} zone
   */
  #paintBadge(liveness, lastGood, sealed, zone) {
    const news = lastGood
      ? t('last news %(time)s', { time: clockSeconds(Date.parse(lastGood), zone) })
      : t('no news yet');
    setText(this.#badge, liveness === 'delayed' ? `${t('DELAYED')} · ${news}` : '');
    show(this.#badge, liveness === 'delayed');
    const lost = liveness === 'not_live';
    // Where it takes two lines it is cut after the colon.
    const words = sealed ? t('SEALED: LOOK AT THE ROOM') : t('NOT LIVE: LOOK AT THE ROOM');
    const [first = '', rest = ''] = lost ? words.split(/(?<=:)\s/) : [];
    show(this.#band, lost);
    setText(this.#bandFirst, first);
    setText(this.#bandRest, rest);
    setText(this.#bandNews, lost ? news : '');
    const width = lost ? this.#measure(news) * NEWS_SIZE + APART : 0;
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
