/**
 * The wall: paints the board, ticks each second, says when it cannot be trusted.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/store.js').BoardStore} BoardStore
 * @typedef {import('../core/liveness.js').Liveness} Liveness
 * @typedef {import('./measure.js').Measure} Measure
 * @typedef {import('./layout.js').Plan} Plan
 *
 * @typedef {object} Link the part of a BoardLink the wall uses
 * @property {BoardStore} store
 * @property {Liveness} liveness
 * @property {string | null} lastGood
 * @property {string | null} revoked
 * @property {() => number} now
 * @property {(listener: () => void) => () => void} onChange
 */

import { alarmsAt } from '../core/alarms.js';
import { byId, setAttribute, setStyle, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { bestCut, sizes } from './fit.js';
import { Flash } from './flash.js';
import { Head } from './head.js';
import { GAP, plan } from './layout.js';
import { stripItems } from './strip.js';
import { StripNode } from './strip_node.js';
import { TileNode } from './tile.js';
import { tileView } from './view.js';

/** Lengths of the frame, in units of a 1080p screen; css/wall.css draws them. */
const EDGE = 10;
const HEAD = 84;
const STRIP = 92;
const SECOND = 1_000;
const SHIFTS = [[0, 0], [2, 0], [2, 2], [0, 2], [-2, 2], [-2, 0], [-2, -2], [0, -2]];

export class Wall {
  #link;
  #measure;
  #root = byId('wall');
  #grid = byId('grid');
  #notice = byId('notice');
  #spoken = byId('spoken');
  #head = new Head();
  #flash;
  #alarmStrip;
  #restStrip;
  /** @type {Map<number, TileNode>} */
  #tiles = new Map();
  #layoutKey = '';
  #width = 0;
  #portrait = false;
  /** @type {Set<string>} causes already spoken */
  #said = new Set();

  /**
   * @param {Link} link
   * @param {Measure} measure
   */
  constructor(link, measure) {
    this.#link = link;
    this.#measure = measure;
    this.#flash = new Flash(this.#root, () => link.now());
    this.#alarmStrip = new StripNode(byId('alarms'), measure);
    this.#restStrip = new StripNode(byId('rest'), measure);
    link.store.subscribe((change) => {
      const only = change.all || change.sections.has('responses') ? null : change.booths;
      this.#paint(only);
    });
    link.onChange(() => this.#paint(null));
    addEventListener('resize', () => this.#paint(null));
    this.#tick();
  }

  /** Aligned to the server's seconds, so that all screens count together. */
  #tick() {
    this.#paint(null);
    setTimeout(() => this.#tick(), SECOND - (this.#link.now() % SECOND) + 1);
  }

  /** @param {Set<number> | null} only the tiles that changed, or null for all */
  #paint(only) {
    const { store, liveness, revoked } = this.#link;
    const board = revoked === null ? store.board : null;
    const now = this.#link.now();
    const local = liveness === 'not_live';
    setAttribute(this.#root, 'data-liveness', revoked === null ? liveness : 'revoked');
    setAttribute(this.#root, 'data-curtain', board?.room.curtain ? '' : null);
    this.#head.paint(board, now, revoked === null ? liveness : 'connecting', this.#link.lastGood);
    this.#paintNotice(board);
    this.#layOut(board);
    const alarms = board ? alarmsAt(board, now, 'wall') : [];
    if (board && !board.room.curtain) this.#paintTiles(board, alarms, now, local, only);
    this.#paintStrip(board, alarms, now, local);
    this.#flash.set(alarms.some((alarm) => alarm.level === 'high') && !this.#still());
    this.#shift(now);
  }

  /**
   * @param {Board} board
   * @param {Alarm[]} alarms
   * @param {number} now
   * @param {boolean} local
   * @param {Set<number> | null} only
   */
  #paintTiles(board, alarms, now, local, only) {
    const moment = { now, local, responses: board.responses, alarms: new Map(alarms.map((one) => [one.cause, one])) };
    for (const booth of board.booths) {
      if (!only || only.has(booth.id)) this.#tiles.get(booth.id)?.paint(tileView(booth, moment));
    }
  }

  /**
   * @param {Board | null} board
   * @param {Alarm[]} alarms
   * @param {number} now
   * @param {boolean} local
   */
  #paintStrip(board, alarms, now, local) {
    const items = board ? stripItems(board, alarms, now, local) : { alarms: [], rest: [] };
    if (this.#portrait) {
      this.#alarmStrip.paint(items.alarms, this.#width);
      this.#restStrip.paint(items.rest, this.#width);
    } else {
      this.#alarmStrip.paint([...items.alarms, ...items.rest], this.#width);
      this.#restStrip.paint([], this.#width);
    }
    this.#say(items.alarms);
  }

  /**
   * A screen reader hears of each cause once, when it begins.
   *
   * @param {import('./strip.js').Item[]} items
   */
  #say(items) {
    const fresh = items.filter((item) => !this.#said.has(`${item.key} ${item.tone}`));
    this.#said = new Set(items.map((item) => `${item.key} ${item.tone}`));
    if (fresh.length) setText(this.#spoken, fresh.map((item) => item.wordings[0]?.text ?? '').join('. '));
  }

  /** @param {Board | null} board */
  #paintNotice(board) {
    const { revoked } = this.#link;
    let text = '';
    if (revoked !== null) text = t('This screen is signed out. A new code brings it back.');
    else if (!board) text = t('Connecting. Look at the room.');
    else if (board.room.curtain) text = board.room.name;
    setText(this.#notice, text);
    setAttribute(this.#grid, 'hidden', text ? '' : null);
    setAttribute(this.#notice, 'hidden', text ? null : '');
  }

  /**
   * Draws the plan anew when it, or the screen, has changed.
   *
   * @param {Board | null} board
   */
  #layOut(board) {
    const booths = board?.booths ?? [];
    const key = JSON.stringify([
      innerWidth,
      innerHeight,
      booths.map(({ id, name, row, column, width, height, seats }) => [
        id, name, row, column, width, height, seats.filter((seat) => !seat.extra).length,
      ]),
    ]);
    if (key === this.#layoutKey) return;
    this.#layoutKey = key;
    this.#portrait = innerHeight > innerWidth;
    const [across, down] = this.#portrait ? [1080, 1920] : [1920, 1080];
    const unit = Math.min(innerWidth / across, innerHeight / down);
    setStyle(this.#root, '--u', `${unit}px`);
    setAttribute(this.#root, 'data-portrait', this.#portrait ? '' : null);
    this.#width = innerWidth / unit - 2 * EDGE;
    const strips = this.#portrait ? 2 : 1;
    const height = innerHeight / unit - 2 * EDGE - HEAD - strips * STRIP - (1 + strips) * GAP;
    if (booths.length) this.#place(board, plan(booths, { width: this.#width, height }, this.#measure));
    else this.#clear();
  }

  /**
   * @param {Board | null} board
   * @param {Plan} drawn
   */
  #place(board, drawn) {
    const most = this.#sizeOfSingles(board?.booths ?? [], drawn);
    setStyle(this.#grid, 'grid-template-columns', lengths(drawn.columns));
    setStyle(this.#grid, 'grid-template-rows', lengths(drawn.rows));
    const wanted = new Set(drawn.tiles.keys());
    for (const [id, tile] of this.#tiles) {
      if (wanted.has(id)) continue;
      tile.root.remove();
      this.#tiles.delete(id);
    }
    for (const [id, placed] of drawn.tiles) {
      let tile = this.#tiles.get(id);
      if (!tile) {
        tile = new TileNode(this.#measure);
        this.#tiles.set(id, tile);
        this.#grid.append(tile.root);
      }
      tile.place(placed, drawn.words, most);
    }
  }

  /**
   * @param {Board['booths']} booths
   * @param {Plan} drawn
   */
  #sizeOfSingles(booths, drawn) {
    const most = { scale: Infinity, digits: Infinity };
    for (const booth of booths.filter((one) => one.seats.filter((seat) => !seat.extra).length < 2)) {
      const placed = drawn.tiles.get(booth.id);
      if (!placed) continue;
      const cut = bestCut({ seats: 1, name: booth.name }, placed.box, this.#measure, drawn.words);
      most.scale = Math.min(most.scale, cut.scale);
      most.digits = Math.min(most.digits, sizes(cut, this.#measure, cut.scale).digits);
    }
    return most;
  }

  #clear() {
    for (const tile of this.#tiles.values()) tile.root.remove();
    this.#tiles.clear();
  }

  #still() {
    return matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  /** A hair's breadth each minute, so that nothing burns into the screen. @param {number} now */
  #shift(now) {
    const [x, y] = SHIFTS[Math.floor(now / 60_000) % SHIFTS.length] ?? [0, 0];
    setStyle(this.#root, '--shift-x', String(x));
    setStyle(this.#root, '--shift-y', String(y));
  }
}

/** @param {number[]} each in units of a 1080p screen */
function lengths(each) {
  return each.map((length) => `calc(var(--u) * ${length.toFixed(2)})`).join(' ');
}

