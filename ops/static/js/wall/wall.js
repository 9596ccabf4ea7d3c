/**
 * The wall: paints the board, ticks each second, says when it cannot be trusted.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/store.js').BoardStore} BoardStore
 * @typedef {import('../core/liveness.js').Liveness} Liveness
 * @typedef {import('./measure.js').Measure} Measure
 *
 * @typedef {object} Link the part of a BoardLink the wall uses
 * @property {BoardStore} store
 * @property {Liveness} liveness
 * @property {string | null} lastGood
 * @property {string | null} revoked
 * @property {boolean} sealed
 * @property {() => number} now
 * @property {(listener: () => void) => () => void} onChange
 *
 * @typedef {object} Screen this very wall
 * @property {number | string | null} device
 * @property {{tick: (board: Board | null, alarms: Alarm[], now: number, liveness: Liveness) => void}} sounding
 * @property {import('../core/painting.js').Painting} painting
 */

import { noticeWords } from '../core/alarm_words.js';
import { alarmsAt } from '../core/alarms.js';
import { byId, setAttribute, setStyle, setText } from '../core/dom.js';
import { everySecond } from '../core/every_second.js';
import { t } from '../core/i18n.js';
import { Flash } from './flash.js';
import { barOf, frameOf, largestDigits } from './frame.js';
import { Grid } from './grid.js';
import { Head } from './head.js';
import { boothsOf, forBar, standsStill } from './own_screen.js';
import { onWall } from './room_state.js';
import { shiftAt } from './shift.js';
import { Spoken } from './spoken.js';
import { stripItems } from './strip.js';
import { StripNode } from './strip_node.js';

export class Wall {
  #link;
  #root = byId('wall');
  #places = byId('grid');
  #notice = byId('notice');
  #live = byId('spoken');
  #spoken = new Spoken();
  #head;
  #flash;
  #strip;
  #grid;
  #frame = frameOf(innerWidth, innerHeight);
  #screen;

  /**
   * @param {Link} link
   * @param {Measure} measure
   * @param {Screen} screen
   */
  constructor(link, measure, screen) {
    this.#link = link;
    this.#screen = screen;
    this.#head = new Head(measure);
    this.#grid = new Grid(measure);
    this.#flash = new Flash(this.#root, () => link.now());
    this.#strip = new StripNode([byId('alarms'), byId('rest')], measure);
    link.store.subscribe((change) => {
      const only = change.all || change.sections.has('responses') || change.sections.has('room') ? null : change.booths;
      this.#paint(only);
    });
    link.onChange(() => this.#paint(null));
    addEventListener('resize', () => this.#paint(null));
    everySecond(() => link.now(), () => this.#paint(null));
  }

  /** @param {Set<number> | null} only the tiles that changed, or null for all */
  #paint(only) {
    this.#screen.painting.run(() => this.#paintAll(only));
  }

  /** What is heard comes first: whatever is wrong with the picture, it takes no sound away. @param {Set<number> | null} only */
  #paintAll(only) {
    const { store, liveness, revoked } = this.#link;
    const board = revoked === null && store.board ? onWall(store.board) : null;
    const now = this.#link.now();
    const local = liveness === 'not_live';
    const alarms = board ? alarmsAt(board, now, 'wall') : [];
    this.#screen.sounding.tick(board, alarms, now, revoked === null ? liveness : 'not_live');
    setAttribute(this.#root, 'data-liveness', revoked === null ? liveness : 'revoked');
    setAttribute(this.#root, 'data-curtain', board?.room.curtain ? '' : null);
    this.#paintFrame();
    const news = this.#head.paint(board, now, revoked === null ? liveness : 'connecting', this.#link);
    this.#paintNotice(board);
    this.#paintTiles(board, alarms, now, local, only);
    this.#paintStrip(board, forBar(alarms, this.#screen.device, liveness), now, local && revoked === null, news);
    const still = standsStill(board, this.#screen.device);
    setAttribute(this.#root, 'data-still', still ? '' : null);
    this.#flash.set(alarms.some((alarm) => alarm.level === 'high') && !still);
    this.#shift(now);
  }

  #paintFrame() {
    this.#frame = frameOf(innerWidth, innerHeight);
    setStyle(this.#root, '--u', `${this.#frame.unit}px`);
    setStyle(this.#root, '--top', String(this.#frame.top));
    setAttribute(this.#root, 'data-portrait', this.#frame.portrait ? '' : null);
  }

  /**
   * @param {Board | null} board
   * @param {Alarm[]} alarms
   * @param {number} now
   * @param {boolean} local
   * @param {Set<number> | null} only
   */
  #paintTiles(board, alarms, now, local, only) {
    const booths = board ? boothsOf(board, this.#screen.device) : [];
    const moved = this.#grid.layOut(booths, this.#frame.tiles);
    if (!board || board.room.curtain) return;
    const moment = { now, local, responses: board.responses, alarms: new Map(alarms.map((one) => [one.cause, one])) };
    this.#grid.paint(booths, moment, moved ? null : only, largestDigits(local));
  }

  /**
   * @param {Board | null} board
   * @param {Alarm[]} alarms
   * @param {number} now
   * @param {boolean} local
   * @param {number} news the width of the words beside the bar, while the picture is not live
   */
  #paintStrip(board, alarms, now, local, news) {
    const items = board ? stripItems(board, alarms, now, local) : [];
    const { rows, hidden } = this.#strip.paint(items, barOf(this.#frame, local, news));
    setAttribute(this.#root, 'data-bar', String(rows));
    const trouble = hidden.filter((item) => item.call && noticeWords(item.key)).map((item) => item.place);
    this.#head.paintPlace(board, now, trouble, this.#frame, rows);
    setText(this.#live, this.#spoken.hear(items, Boolean(board?.room.curtain)));
  }

  /** @param {Board | null} board */
  #paintNotice(board) {
    const { revoked } = this.#link;
    let text = '';
    if (revoked !== null) text = t('This screen is signed out. A new code brings it back.');
    else if (!board) text = t('Connecting. Look at the room.');
    else if (board.room.curtain) text = board.room.name;
    setText(this.#notice, text);
    setAttribute(this.#places, 'hidden', text ? '' : null);
    setAttribute(this.#notice, 'hidden', text ? null : '');
  }

  /** @param {number} now */
  #shift(now) {
    const [x, y] = shiftAt(now);
    setStyle(this.#root, '--shift-x', String(x));
    setStyle(this.#root, '--shift-y', String(y));
  }
}
