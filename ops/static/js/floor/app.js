/**
 * The tablet as one page: floor and responses are two views of the same picture, so that
 * starting a response needs no page from a server that may be away.
 */

import { alarmsAt } from '../core/alarms.js';
import { read } from '../core/api.js';
import { timersStilled } from '../core/everyone_out.js';
import { t } from '../core/i18n.js';
import { responseView } from '../response/view.js';
import * as acts from './acts.js';
import { BY_FOR, freshUi, openPane, respondTarget, TAP_GUARD, UNDO_FOR, viewOf } from './moves.js';
import { painted } from './overlay.js';
import { patch } from './patch.js';
import { placeAt, placeName, responseBy } from './places.js';
import { seatKey } from './tiles.js';
import { floorView } from './view.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('./scene.js').Ui} Ui */
/** @typedef {import('./scene.js').View} View */
/** @typedef {import('../core/board_link.js').BoardLink} BoardLink */
/** @typedef {import('../core/outbox.js').Outbox} Outbox */

export class TabletApp {
  #root;
  #page;
  #link;
  #outbox;
  #screen;
  #drawing = false;
  /** @type {number} taps before this moment belong to the view that was there before */
  #deafUntil = 0;
  /** @type {Map<string, import('../core/types.js').BoardResponse | null>} asked of the server */
  #fetched = new Map();
  /** @type {{key: string, at: number}} */
  #lastAct = { key: '', at: 0 };
  #lastSeat = '';

  /** @type {Ui} */
  ui;

  /**
   * @param {HTMLElement} root
   * @param {import('../core/types.js').PageData} page
   * @param {BoardLink} link
   * @param {Outbox} outbox
   * @param {{speaker: import('../core/speaker.js').Speaker, painting: import('../core/painting.js').Painting}} screen
   */
  constructor(root, page, link, outbox, screen) {
    this.#screen = screen;
    this.#root = root;
    this.#page = page;
    this.#link = link;
    this.#outbox = outbox;
    this.ui = freshUi(viewOf(location.pathname));
    link.store.subscribe(() => this.draw());
    link.onChange(() => this.draw());
    outbox.subscribe(() => this.draw());
    // It may have waited for the server longer than its toast stood.
    outbox.onNoted = (act) => this.#toast(act.id, act.label);
    addEventListener('popstate', () => this.#show(viewOf(location.pathname)));
    root.addEventListener('click', (event) => this.#guard(event), { capture: true });
    setInterval(() => this.#second(), 1000);
    this.draw();
  }

  /** Paints before the next frame, however many things changed. */
  draw() {
    if (this.#drawing) return;
    this.#drawing = true;
    // A hidden page gets no frames and must not pile up work.
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#paint();
    });
  }

  /** Once a second all clocks move on, and what is loud is heard. */
  #second() {
    this.#screen.painting.run(() => {
      const scene = this.#scene();
      const { board, alarms, now, liveness } = scene;
      if (board) this.#screen.speaker.tick(board, alarms, { now, mono: performance.now(), liveness });
      this.#paintAll(scene);
    });
  }

  #paint() {
    this.#screen.painting.run(() => this.#paintAll(this.#scene()));
  }

  /** @param {Scene} scene */
  #paintAll(scene) {
    this.ui.toasts = this.ui.toasts.filter((toast) => toast.until > scene.now);
    if (this.ui.by && this.ui.by.until <= scene.now) this.ui.by = null;
    const { view } = this.ui;
    const held = document.activeElement;
    patch(this.#root, [
      view.name === 'floor' ? floorView(scene, this.hands) : responseView(scene, this.hands, view.id),
    ]);
    document.title = [view.name === 'floor' ? t('Floor') : t('Response'), scene.board?.room.name]
      .filter(Boolean)
      .join(' · ');
    if (held && held !== document.body && !held.isConnected) this.#refocus();
  }

  /** What held the focus is gone with its pane: back to where the hand came from. */
  #refocus() {
    const seat = this.#root.querySelector(`[data-seat="${this.#lastSeat}"]`);
    const back = seat ?? this.#root.querySelector('h1');
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  }

  /** @returns {Scene} */
  #scene() {
    const now = this.#link.now();
    const told = this.#link.store.board;
    const picture = told ? painted(told, this.#outbox.unsent, this.#outbox.landing(told)) : null;
    const board = picture && this.#withFetched(timersStilled(picture.board));
    return {
      page: this.#page,
      board,
      unsentOn: picture?.unsent ?? new Set(),
      alarms: board ? alarmsAt(board, now, 'floor') : [],
      liveness: this.#link.liveness,
      lastGood: this.#link.lastGood,
      revoked: this.#link.revoked,
      now,
      ui: this.ui,
      sending: {
        unsent: this.#outbox.unsent,
        setAside: this.#outbox.setAside,
        unreachable: this.#outbox.unreachable,
        cannot: this.#outbox.cannot,
        signedOut: this.#outbox.signedOut,
        lasting: this.#outbox.lasting,
      },
      fate: (id) => this.#outbox.fate(id),
      looking: this.#looking(board),
    };
  }

  /** @param {import('../core/types.js').Board} board */
  #withFetched(board) {
    const { view } = this.ui;
    const found = view.name === 'response' ? this.#fetched.get(view.id) : null;
    if (!found || responseBy(board.responses, found.id)) return board;
    return { ...board, responses: [...board.responses, found] };
  }

  /**
   * A response whose record is complete is no longer on the board: it is asked for, once.
   * @param {import('../core/types.js').Board | null} board
   */
  #looking(board) {
    const { view } = this.ui;
    if (view.name === 'floor' || !board || responseBy(board.responses, view.id)) return false;
    if (this.#fetched.has(view.id)) return false;
    const { id } = view;
    this.#fetched.set(id, null);
    read(`/responses/${id}`)
      .then((answer) => this.#fetched.set(id, answer.response ?? answer))
      .catch(() => {})
      .finally(() => this.draw());
    return true;
  }

  /** @param {Event} event */
  #guard(event) {
    if (performance.now() < this.#deafUntil) {
      event.stopPropagation();
      event.preventDefault();
    }
  }

  /** @param {View} view */
  #show(view) {
    this.ui = { ...this.ui, view, draft: freshUi(view).draft };
    // The second tap of a glove that bounced must not land on a button of the new view.
    this.#deafUntil = performance.now() + TAP_GUARD;
    this.#root.classList.add('settling');
    setTimeout(() => this.#root.classList.toggle('settling', performance.now() < this.#deafUntil), TAP_GUARD + 5);
    scrollTo(0, 0);
    this.#paint();
    this.#root.querySelector('h1')?.focus({ preventScroll: true });
  }

  /** @type {Hands} */
  hands = {
    act: (act, options) => this.#act(act, options?.stay ?? false),
    undo: (id) => void this.#undo(id),
    respond: () => this.#respond(),
    set: (changes) => {
      Object.assign(this.ui, changes);
      this.draw();
    },
    open: (pane) => {
      Object.assign(this.ui, openPane(pane));
      this.#paint();
      this.#root.querySelector('.seat[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest' });
      this.#root.querySelector('.pane')?.scrollTo(0, 0);
    },
    draft: (changes) => {
      this.ui.draft = { ...this.ui.draft, ...changes };
      this.#paint();
      if (changes.open) this.#root.querySelector('.upper')?.scrollTo(0, 0);
    },
    go: (view) => {
      history.pushState(null, '', view.name === 'floor' ? '/floor' : `/floor/response/${view.id}`);
      this.#show(view);
    },
    tapSeat: (booth, mark) => this.#tapSeat(booth, mark),
    again: (id, anyway) => void this.#again(id, anyway),
    putAway: (id) => void this.#outbox.putAway(id),
  };

  /**
   * @param {import('./acts.js').FloorAct} act
   * @param {boolean} stay the pane stays open
   * @returns {string}
   */
  #act(act, stay) {
    const now = this.#link.now();
    // One finger, two clicks: a glove that bounces is not a second dose. Another name is another hand.
    const key = act.path + JSON.stringify([act.body ?? {}, this.ui.by?.id ?? null]);
    if (key === this.#lastAct.key && now - this.#lastAct.at < TAP_GUARD) return '';
    this.#lastAct = { key, at: now };
    /** @type {Record<string, any>} */
    const body = { ...act.body };
    if (!act.timeless) body.happened_at ??= new Date(now).toISOString();
    if (this.ui.by) {
      body.by = this.ui.by.id;
      this.ui.by = { ...this.ui.by, until: now + BY_FOR };
    }
    const id = this.#outbox.act({ path: act.path, body, label: act.label, about: act.about, id: act.id });
    if (act.about.kind !== 'undo') this.#toast(id, act.label, act.lasting);
    if (!stay && this.ui.view.name === 'floor') this.ui.pane = { kind: 'home' };
    this.draw();
    return id;
  }

  /** @param {string} id @param {boolean} anyway */
  async #again(id, anyway) {
    const label = this.#outbox.setAside.find((act) => act.id === id)?.label ?? '';
    const fresh = await this.#outbox.again(id, anyway);
    if (fresh) this.#toast(fresh, label);
  }

  /** @param {string} id @param {string} label @param {boolean} [lasting] */
  #toast(id, label, lasting = false) {
    const others = this.ui.toasts.filter((toast) => toast.id !== id);
    this.ui.toasts = [{ id, label, lasting, until: this.#link.now() + UNDO_FOR }, ...others].slice(0, 4);
    this.draw();
  }

  /** @param {string} id */
  async #undo(id) {
    const toast = this.ui.toasts.find((one) => one.id === id);
    this.ui.toasts = this.ui.toasts.filter((one) => one.id !== id);
    const label = toast?.label ?? '';
    const { view } = this.ui;
    if (!(await this.#outbox.drop(id))) this.#act(acts.undo(this.#page.site, id, label), true);
    if (view.name === 'response' && view.id === id) this.hands.go({ name: 'floor' });
    this.draw();
  }

  #respond() {
    const { board } = this.#scene();
    const target = respondTarget(this.ui, board);
    const found = board && target.booth !== undefined ? placeAt(board, target.booth, target.seat) : null;
    const where = found ? placeName(found.tile, target.seat) : t('elsewhere');
    const id = this.#act(acts.respond(this.#page.site, where, target), true);
    if (!id) return;
    this.ui.pane = { kind: 'home' };
    this.hands.go({ name: 'response', id });
  }

  /**
   * @param {number} booth
   * @param {string} mark
   */
  #tapSeat(booth, mark) {
    const { board } = this.#scene();
    const place = board && placeAt(board, booth, mark);
    if (!board || !place) return;
    const { pane } = this.ui;
    this.#lastSeat = seatKey(booth, mark);
    if (pane.kind === 'pick') return this.#picked(pane, booth, mark);
    const shut = place.tile.status === 'cleaning' || place.tile.status === 'closed';
    this.hands.open(!place.seat.visit && shut ? { kind: 'booth', booth } : { kind: 'seat', booth, mark, part: null });
  }

  /**
   * @param {import('./scene.js').PickPane} pane
   * @param {number} booth
   * @param {string} mark
   */
  #picked(pane, booth, mark) {
    const { board } = this.#scene();
    const place = board && placeAt(board, booth, mark);
    if (!place) return;
    const to = placeName(place.tile, mark);
    const seat = { booth, seat: mark };
    const other = place.seat.visit?.id;
    if (other === pane.visit) return;
    if (pane.what === 'swap' && other) this.#act(acts.swap(pane.visit, pane.who, to, other), false);
    else if (pane.what === 'seat') this.#act(acts.seatWaiting(pane.visit, pane.who, to, seat), false);
    else if (pane.what === 'back') this.#act(acts.back(pane.visit, pane.who, seat), false);
    else if (pane.what === 'move') this.#act(acts.move(pane.visit, pane.who, to, seat), false);
  }
}
