/**
 * The tablet as one page: floor and responses are two views of the same picture, so that
 * starting a response needs no page from a server that may be away.
 */

import { read } from '../core/api.js';
import { t } from '../core/i18n.js';
import { uuid7 } from '../core/uuid.js';
import { printed } from '../paper/acts.js';
import { TypingDesk } from '../paper/desk.js';
import { fieldId } from '../paper/type_page.js';
import * as acts from './acts.js';
import { Lookup } from './lookup.js';
import { addressOf, afterPane, BY_FOR, changesTo, freshUi, openPane, paperShown, respondTarget, TAP_GUARD, UNDO_FOR, viewOf } from './moves.js';
import { patch } from './patch.js';
import { isQuiet, mayTakeVersion } from './quiet.js';
import { elsewhereFor, pickedAct } from './picked.js';
import { placeAt, placeName } from './places.js';
import { sceneNow } from './scene_now.js';
import { Taps } from './taps.js';
import { seatKey } from './tiles.js';
import { pageTitle, shownPage } from './views.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('./scene.js').Ui} Ui */
/** @typedef {import('./scene.js').View} View */
/** @typedef {import('../core/board_link.js').BoardLink} BoardLink */
/** @typedef {import('../core/outbox.js').Outbox} Outbox */
/** @typedef {import('./stage.js').Screen} Screen */
/** @typedef {import('./stage.js').Stage} Stage */

/** In a log each row has its own undo: a handful of acts in ten seconds. */
const MOST_TOASTS = 12;

/** Milliseconds; an answer this late is no answer, and is asked for again. */
const ANSWER_WITHIN = 10_000;

export class TabletApp {
  #root;
  #page;
  #link;
  #outbox;
  #screen;
  #stage;
  #seconds;
  #drawing = false;
  #taps;
  #lookup = new Lookup(
    (path) => read(`/sites/${this.#page.site}${path}`, { signal: AbortSignal.timeout(ANSWER_WITHIN) }),
    () => performance.now(),
    () => this.draw(),
  );
  /** @type {{key: string, at: number}} */
  #lastAct = { key: '', at: 0 };
  #lastSeat = '';
  #touched = performance.now();
  #desk = new TypingDesk({
    makeId: () => uuid7(Date.now()),
    keep: (rows) => this.#screen.keepTyped(rows),
    show: () => this.#paint(),
    focus: (row, field) => document.getElementById(fieldId(row, field))?.focus(),
    see: (row, field) => document.getElementById(fieldId(row, field))?.scrollIntoView({ block: 'nearest' }),
  });

  /** @type {Ui} */
  ui;

  /**
   * @param {HTMLElement} root
   * @param {import('../core/types.js').TabletData} page
   * @param {BoardLink} link
   * @param {Outbox} outbox
   * @param {Screen} screen
   * @param {Stage} stage
   */
  constructor(root, page, link, outbox, screen, stage) {
    this.#stage = stage;
    this.#screen = screen;
    this.#root = root;
    this.#taps = new Taps(root);
    this.#page = page;
    this.#link = link;
    this.#outbox = outbox;
    this.ui = freshUi(stage.addressed ? viewOf(location.pathname) : { name: 'floor' });
    link.store.subscribe(() => this.draw());
    link.onChange(() => this.draw());
    link.onAnswered(({ response }) => response && this.#lookup.put(response));
    outbox.subscribe(() => this.draw());
    // It may have waited for the server longer than its toast stood.
    outbox.onNoted = (act) => !act.body.from_paper && this.#toast(act.id, act.label, { handle: act.about.handle });
    addEventListener('pointerdown', () => (this.#touched = performance.now()), { capture: true });
    if (stage.addressed) addEventListener('popstate', () => this.#show(viewOf(location.pathname)));
    this.#seconds = setInterval(() => this.#second(), 1000);
    this.draw();
  }

  /** Nobody comes back to it. */
  close() {
    clearInterval(this.#seconds);
  }

  /** What was open may hold a handle. It is put down, but for what is written of a response. */
  lockChanged() {
    if (this.#screen.lock.on) this.ui = { ...freshUi(this.ui.view), draft: this.ui.draft, by: this.ui.by };
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
      const scene = this.scene();
      const { board, alarms, now, mono, liveness } = scene;
      if (board) this.#screen.speaker.tick(board, alarms, { now, mono, liveness });
      if (this.#stage.inFront()) this.#takeVersion(scene);
      this.#paintAll(scene);
    });
  }

  /** Another version of this page comes when nobody is here to be held up by it. @param {Scene} scene */
  #takeVersion(scene) {
    const tablet = { touched: this.#touched, hidden: document.visibilityState === 'hidden' };
    if (scene.newVersion && isQuiet(scene, tablet)) this.#screen.version.take(() => isQuiet(this.scene(), tablet));
  }

  #paint() {
    this.#screen.painting.run(() => this.#paintAll(this.scene()));
  }

  /** @param {Scene} scene */
  #paintAll(scene) {
    this.ui.toasts = this.ui.toasts.filter((toast) => toast.until > scene.mono);
    if (this.ui.by && this.ui.by.until <= scene.mono) this.ui.by = null;
    if (!this.#stage.inFront()) {
      this.#taps.behind();
      return this.#stage.behind();
    }
    const held = document.activeElement;
    patch(this.#root, this.#stage.dress(shownPage(scene, this.hands)));
    this.#taps.painted();
    document.title = pageTitle(scene);
    if (held && held !== document.body && !held.isConnected) this.#refocus();
  }

  /** What held the focus is gone with its pane: back to where the hand came from. */
  #refocus() {
    const seat = this.#root.querySelector(`[data-seat="${this.#lastSeat}"]`);
    const back = seat ?? this.#root.querySelector('h1');
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  }

  /** This moment. @returns {Scene} */
  scene() {
    const scene = sceneNow(this.#page, this.#link, this.#outbox, this.#lookup, this.#screen, this.ui);
    return { ...scene, typing: this.#desk.state };
  }

  /** @param {View} view */
  #show(view) {
    this.ui = { ...this.ui, view, draft: freshUi(view).draft };
    this.#taps.settle();
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
      Object.assign(this.ui, changesTo(this.ui, changes));
      this.draw();
    },
    open: (pane) => {
      if (pane.kind === 'seat') this.#lastSeat = seatKey(pane.booth, pane.mark);
      // The walk takes the whole tablet.
      if ((pane.kind === 'walk') !== (this.ui.pane.kind === 'walk')) this.#taps.settle();
      Object.assign(this.ui, openPane(pane));
      this.#paint();
      const where = `.seat[aria-pressed="true"], .walk [data-seat="${this.#lastSeat}"]`;
      this.#root.querySelector(where)?.scrollIntoView({ block: 'nearest' });
      this.#root.querySelector('.pane')?.scrollTo(0, 0);
    },
    draft: (changes) => {
      const { draft } = this.ui;
      const more = changesTo(draft, changes);
      this.ui.draft = { ...draft, ...more };
      this.#paint();
      if (more.open) this.#root.querySelector('.upper')?.scrollTo(0, 0);
    },
    go: (view) => {
      if (this.#stage.addressed) history.pushState(null, '', addressOf(view));
      this.#show(view);
    },
    tapSeat: (booth, mark) => this.#tapSeat(booth, mark),
    again: (id, anyway, elsewhere) => void this.#again(id, anyway, elsewhere),
    lock: () => this.#screen.lock.lock(),
    unlock: () => this.#screen.lock.unlock(),
    takeVersion: () => this.#screen.version.take(() => mayTakeVersion(this.scene())),
    drill: (what) => this.#stage.drill(what),
    putAway: (id) => void this.#outbox.putAway(id),
    paper: this.#desk.hands(() => this.#typeIn()),
  };

  /**
   * @param {import('./acts.js').FloorAct} act
   * @param {boolean} stay the pane stays open
   * @returns {string}
   */
  #act(act, stay) {
    const now = this.#link.now();
    const mono = performance.now();
    // Two fingers at two keys for the same act, or a print asked for twice. Another name is another hand.
    const key = act.path + JSON.stringify([act.body ?? {}, this.ui.by?.id ?? null]);
    if (key === this.#lastAct.key && mono - this.#lastAct.at < TAP_GUARD) return '';
    this.#lastAct = { key, at: mono };
    /** @type {Record<string, any>} */
    const body = { ...act.body };
    if (!act.timeless) body.happened_at ??= new Date(now).toISOString();
    if (this.ui.by) {
      body.by = this.ui.by.id;
      this.ui.by = { ...this.ui.by, until: mono + BY_FOR };
    }
    const device = this.#page.device?.name ?? '';
    const about = { ...act.about, by: { who: this.ui.by?.name ?? device, device } };
    const own_time = act.body?.happened_at !== undefined;
    const id = this.#outbox.act({ path: act.path, body, label: act.label, about, id: act.id, own_time });
    if (act.about.kind === 'more-hands' && act.about.response && act.body?.on) this.#screen.speaker.calledHere(act.about.response);
    if (act.about.kind !== 'undo') this.#toast(id, act.label, { lasting: act.lasting, handle: act.about.handle, row: act.body?.action, of: acts.actedOn(act) });
    if (!stay && this.ui.view.name === 'floor') this.#putDown();
    this.draw();
    return id;
  }

  /** The pane is done with. */
  #putDown() {
    const next = afterPane(this.ui.pane);
    if (next.kind === 'home') this.ui.pane = next;
    else this.hands.open(next);
  }

  /** What goes to paper is logged, and has the number of that act. */
  printing() {
    const kind = paperShown(this.ui);
    if (kind === null) return;
    this.ui.paper = this.#act(printed(this.#page.site, kind), true) || this.ui.paper;
    this.#paint();
  }

  /** What an earlier page had not sent. @param {import('../paper/typed_rows.js').TypedRow[]} rows */
  typed(rows) {
    this.#desk.open(rows);
  }

  /** By nobody's chip: whoever types it in is not who did it. */
  #typeIn() {
    const { board, now, liveness } = this.scene();
    // Which day a row is of, only the server's clock can say.
    if (!board || liveness !== 'live') return;
    this.#desk.record(board, this.#page.site, now, (act) =>
      this.#outbox.act({ path: act.path, body: act.body, label: act.label, about: act.about, id: act.id }),
    );
  }

  /** @param {string} id @param {boolean} anyway @param {import('../core/outbox.js').Elsewhere} [elsewhere] */
  async #again(id, anyway, elsewhere) {
    const act = this.#outbox.setAside.find((one) => one.id === id);
    const fresh = await this.#outbox.again(id, anyway, elsewhere);
    if (fresh && act) this.#toast(fresh, elsewhere?.label ?? act.label, { handle: act.about.handle, of: acts.actedOn(act) });
  }

  /** @param {string} id @param {string} label @param {Partial<import('./scene.js').Toast>} [how] */
  #toast(id, label, how = {}) {
    const others = this.ui.toasts.filter((toast) => toast.id !== id);
    this.ui.toasts = [{ id, label, ...how, until: performance.now() + UNDO_FOR }, ...others].slice(0, MOST_TOASTS);
    this.draw();
  }

  /** @param {string} id */
  async #undo(id) {
    const toast = this.ui.toasts.find((one) => one.id === id);
    this.ui.toasts = this.ui.toasts.filter((one) => one.id !== id);
    const label = toast?.label ?? '';
    const { view } = this.ui;
    const came = await this.#outbox.drop(id);
    if (came === 'built_upon') return this.#toast(id, label, { stays: true, handle: toast?.handle });
    if (came === 'tried') this.#act(acts.undo(this.#page.site, id, label, { handle: toast?.handle, of: toast?.of }), true);
    if (view.name === 'response' && view.id === id) this.hands.go({ name: 'floor' });
    this.draw();
  }

  #respond() {
    const { board } = this.scene();
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
    const { board } = this.scene();
    const place = board && placeAt(board, booth, mark);
    if (!board || !place) return;
    const { pane } = this.ui;
    this.#lastSeat = seatKey(booth, mark);
    if (pane.kind === 'pick' && pane.what === 'again') {
      const refused = this.#outbox.setAside.find((one) => one.id === pane.visit);
      const elsewhere = refused && elsewhereFor(refused, place);
      if (refused && !elsewhere) return;
      if (elsewhere) this.hands.again(pane.visit, false, elsewhere);
      return this.hands.open({ kind: 'home' });
    }
    if (pane.kind === 'pick') {
      const act = pickedAct(pane, board, booth, mark);
      if (act) this.#act(act, false);
      return;
    }
    const shut = place.tile.status === 'cleaning' || place.tile.status === 'closed';
    this.hands.open(!place.seat.visit && shut ? { kind: 'booth', booth } : { kind: 'seat', booth, mark, part: null });
  }
}
