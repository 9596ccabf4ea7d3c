/**
 * The top line: the clock, the room, who is in it, and whether the picture can be trusted.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/liveness.js').Liveness} Liveness
 */

import { byId, el, setAttribute, setClass, setText } from '../core/dom.js';
import { clock, clockSeconds } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { show } from './cell.js';

export class Head {
  #clock = byId('clock');
  #place = byId('place');
  #badge = byId('badge');
  #counts = byId('counts');
  #band = byId('band');
  #bandText = byId('band-text');
  #bandNews = byId('band-news');

  /**
   * @param {Board | null} board
   * @param {number} now
   * @param {Liveness} liveness
   * @param {string | null} lastGood
   */
  paint(board, now, liveness, lastGood) {
    const zone = board?.room.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    setText(this.#clock, clock(now, zone));
    setText(this.#place, board ? placeText(board) : '');
    setClass(this.#place, board?.room.state === 'closed' && !board.room.curtain ? 'place closed' : 'place');
    this.#paintBadge(liveness, lastGood, zone);
    this.#paintCounts(board && !board.room.curtain ? countsOf(board) : []);
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
    show(this.#band, liveness === 'not_live');
    setText(this.#bandText, liveness === 'not_live' ? t('NOT LIVE: LOOK AT THE ROOM') : '');
    setText(this.#bandNews, liveness === 'not_live' ? news : '');
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

/** @param {Board} board */
function placeText(board) {
  const { room } = board;
  if (room.curtain || room.state !== 'closed') return room.name;
  const why = closedBecause(room.reason ?? null);
  return [t('closed to new people'), why].filter(Boolean).join('\n');
}

/** @param {string | null} reason */
export function closedBecause(reason) {
  if (reason === 'staff') return t('staff');
  if (reason === 'after_event') return t('after an event');
  if (reason === 'cleaning') return t('cleaning');
  if (reason === 'full') return t('full');
  if (reason === 'hours') return t('hours');
  return '';
}

/** @param {Board} board */
export function countsOf(board) {
  const visits = board.booths.flatMap((booth) => booth.seats.flatMap((seat) => (seat.visit ? [seat.visit] : [])));
  const aftercare = visits.filter((visit) => visit.state === 'aftercare').length;
  const called = board.waiting.filter((person) => person.state === 'called').length;
  const waiting = board.waiting.length - called;
  return [
    { n: visits.length - aftercare, word: tn('in place', 'in places', visits.length - aftercare) },
    ...(aftercare ? [{ n: aftercare, word: t('aftercare') }] : []),
    ...(called ? [{ n: called, word: t('called') }] : []),
    ...(waiting ? [{ n: waiting, word: t('waiting') }] : []),
  ];
}
