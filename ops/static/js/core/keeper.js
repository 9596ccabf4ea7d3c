/**
 * Keeps the last picture for the next page of this tablet: every few seconds where it changed, and
 * as the page goes. Forgets it, on the page too, when it may no longer be seen, or when nothing
 * good was heard for long.
 *
 * @typedef {import('./board_link.js').BoardLink} BoardLink
 * @typedef {import('./kept.js').Kept} Kept
 * @typedef {import('./kept.js').News} News
 * @typedef {import('./types.js').Board} Board
 */

import { withoutHandles } from './handles.js';
import { isTooOld } from './kept.js';

/** Milliseconds between two looks at whether there is something to write. */
export const KEEP_EVERY = 2_000;
/** Of a picture that stays the same only how old it is is written, and less often. */
const NEWS_EVERY = 10_000;

export class Keeper {
  #link;
  #kept;
  #wall;
  #site;
  #locked;
  /** @type {News | null} */
  #news = null;
  /** @type {Board | null} */
  #written = null;
  #writtenAt = -Infinity;
  #forgotten = false;

  /**
   * @param {BoardLink} link
   * @param {Kept} kept
   * @param {string} site
   * @param {() => number} wall this machine's clock, epoch milliseconds
   * @param {() => boolean} locked handles are hidden: then none are kept either
   */
  constructor(link, kept, site, wall, locked) {
    this.#link = link;
    this.#kept = kept;
    this.#site = site;
    this.#wall = wall;
    this.#locked = locked;
    link.onChange(() => {
      if (link.revoked !== null) void this.forget();
    });
  }

  /** The server's clock as an earlier page measured it: an act may be tapped before this page has. */
  async restoreClock() {
    const news = await this.#kept.lastNews();
    if (news && news.site === this.#site && !isTooOld(news, this.#wall())) this.#link.guess(news.offset);
  }

  /** What an earlier page kept, shown as what it is. */
  async restore() {
    const picture = await this.#kept.picture();
    if (!picture || this.#link.store.board || this.#forgotten) return;
    const { board, ...news } = picture;
    if (news.site !== this.#site || isTooOld(news, this.#wall())) return this.#kept.forgetPicture();
    this.#news = news;
    this.#written = board;
    this.#link.restore(board, news.good, news.offset);
  }

  /** At every round, and (`leaving`) as the page goes. @param {boolean} [leaving] */
  async keep(leaving = false) {
    if (this.#forgotten) return;
    const now = this.#wall();
    const { store, lastGood, liveness } = this.#link;
    const fresh = lastGood && (liveness === 'live' || liveness === 'delayed');
    if (fresh) this.#news = this.#newsOf(lastGood, now);
    if (!this.#news) return;
    if (isTooOld(this.#news, now)) return this.#expire();
    if (!fresh || !store.board) return;
    const changed = store.board !== this.#written;
    if (!changed && !leaving && Math.abs(now - this.#writtenAt) < NEWS_EVERY) return;
    this.#written = store.board;
    this.#writtenAt = now;
    const board = this.#locked() ? withoutHandles(store.board) : store.board;
    await Promise.all([changed ? this.#kept.keepBoard(board) : null, this.#kept.keepNews(this.#news)]);
  }

  /** The lock went on, or off: what lies here is as what is shown, also with the server away. */
  async lockChanged() {
    this.#written = null;
    await this.keep(true);
    const picture = this.#locked() ? await this.#kept.picture() : null;
    if (picture && !this.#forgotten) await this.#kept.keepBoard(withoutHandles(picture.board));
  }

  /** It may no longer be seen. */
  async forget() {
    this.#forgotten = true;
    await this.#kept.forget();
  }

  /** @param {string} good @param {number} now @returns {News} */
  #newsOf(good, now) {
    const server = this.#link.now();
    return { site: this.#site, good, at: now - Math.max(0, server - Date.parse(good)), offset: server - now };
  }

  async #expire() {
    this.#news = null;
    this.#written = null;
    this.#link.store.forget();
    await this.#kept.forgetPicture();
  }
}
