/**
 * A tablet and the drill beside it. The real room's page goes on behind a drill: its line, its acts,
 * its alarms and their sound; only the drill is looked at, until the real room wants somebody.
 *
 * 1. Enter: a line, an outbox and a page of their own, over the same views. Nothing of it is kept on
 *    this tablet, and every act of it goes out under the drill's own name.
 * 2. It ends on any tablet: the real room says so, and the team's times are shown there.
 * 3. Its sound is heard on tablets only, and only while nobody is in the real room.
 */

import { el } from '../core/dom.js';
import { connect } from '../core/link.js';
import { drillOutbox } from '../core/outbox_page.js';
import { Speaker } from '../core/speaker.js';
import { followAlarm } from './alarm_button.js';
import { beginDrill, endDrill } from './acts_drill.js';
import { TabletApp } from './app.js';
import { drillBand } from './drill_band.js';
import { marked } from './drill_marks.js';
import { mayBeHeard } from './drill_real.js';
import { openOnFloor } from './open_on_floor.js';

/** @typedef {import('../core/types.js').TabletData} TabletData */
/** @typedef {import('../core/types.js').Drill} Drill */
/** @typedef {import('./stage.js').Screen} Screen */
/** @typedef {import('./drill_real.js').Real} Real */

/** Milliseconds. */
const ENTER_WITHIN = 10_000;

export class Drilling {
  #root;
  #page;
  #screen;
  #link;
  /** @type {{id: string, app: TabletApp, link: import('../core/board_link.js').BoardLink, root: HTMLElement} | null} */
  #drill = null;
  /** Asked for on this tablet and not there yet; nobody is taken into one long after. */
  #wantedUntil = -Infinity;
  /** The real room. */
  app;

  /**
   * @param {HTMLElement} root
   * @param {TabletData} page
   * @param {import('../core/board_link.js').BoardLink} link
   * @param {import('../core/outbox.js').Outbox} outbox
   * @param {Screen} screen
   */
  constructor(root, page, link, outbox, screen) {
    this.#root = root;
    this.#page = page;
    this.#screen = screen;
    this.#link = link;
    this.app = new TabletApp(root, page, link, outbox, screen, {
      addressed: true,
      inFront: () => this.#drill === null,
      behind: () => this.#drill?.app.draw(),
      dress: (node) => [node],
      drill: (what) => this.#asked(what),
    });
    link.store.subscribe(() => this.#look());
    link.onChange(() => link.revoked !== null && this.#leave());
  }

  /** The running one, as the real room tells. @returns {Drill | null} */
  #running() {
    return this.#link.store.board?.room.drills?.find((one) => one.ended_at === null) ?? null;
  }

  /** @param {'enter' | 'end'} what */
  #asked(what) {
    const running = this.#running();
    if (what === 'end') {
      if (!running) return;
      this.app.hands.act(endDrill(running.id));
      return this.#over(running.id);
    }
    this.#wantedUntil = performance.now() + ENTER_WITHIN;
    if (!running) this.app.hands.act(beginDrill(this.#page.site));
    this.#look();
  }

  #look() {
    const running = this.#running();
    if (this.#drill && running?.id !== this.#drill.id) this.#over(this.#drill.id);
    else if (performance.now() < this.#wantedUntil && running && !this.#drill) void this.#enter(running);
  }

  /** @param {Drill} drill */
  async #enter({ id, site }) {
    if (site === null) return;
    this.#wantedUntil = -Infinity;
    const page = { ...this.#page, site, team: [], drill: true };
    const link = connect({ site, audience: 'floor', status: () => null });
    const outbox = await drillOutbox(site, link);
    const root = el('div');
    root.id = 'drill';
    this.#root.after(root);
    const screen = { ...this.#screen, speaker: this.#speaker(), version: { waits: false, take: () => {} }, keepTyped: () => {} };
    const app = new TabletApp(root, page, link, outbox, screen, {
      addressed: false,
      inFront: () => this.#drill?.id === id,
      behind: () => {},
      dress: (node) => [this.#band(), marked(node)],
      drill: (what) => this.#asked(what),
    });
    this.#drill = { id, app, link, root };
    this.#root.hidden = true;
    document.body.classList.add('in-drill');
    app.draw();
  }

  #band() {
    const real = this.app.scene();
    const { hands } = this.app;
    /** @param {import('./scene.js').Pane} pane */
    const open = (pane) => {
      this.#leave();
      hands.open(pane);
    };
    return drillBand(real, { hands: { ...hands, open }, leave: () => this.#leave(), follow: (one) => this.#follow(real, one) });
  }

  /** Silent while anybody is in the real room, or while nobody knows whether. @returns {Screen['speaker']} */
  #speaker() {
    const speaker = new Speaker(this.#screen.sound, { device: null, tablet: true });
    const heard = () => mayBeHeard(this.app.scene());
    return {
      tick: (board, alarms, moment) => (heard() ? speaker.tick(board, alarms, moment) : undefined),
      calledHere: (response) => speaker.calledHere(response),
    };
  }

  /** @param {import('./scene.js').Scene} real @param {Real} one */
  #follow(real, one) {
    this.#leave();
    const { hands } = this.app;
    if (one.alarm && real.board) return followAlarm(real, hands, real.board, one.alarm);
    if (one.cause.startsWith('response:')) return hands.go({ name: 'response', id: one.cause.slice('response:'.length) });
    openOnFloor(real, hands, { kind: 'home' });
  }

  /** Its times are shown where nothing else waits to be seen. @param {string} id */
  #over(id) {
    if (!this.#leave()) return;
    openOnFloor(this.app.scene(), this.app.hands, { kind: 'drill', id });
  }

  /** @returns {boolean} whether this tablet was in it */
  #leave() {
    const drill = this.#drill;
    if (!drill) return false;
    this.#drill = null;
    drill.app.close();
    drill.link.close();
    drill.root.remove();
    this.#root.hidden = false;
    document.body.classList.remove('in-drill');
    this.app.draw();
    return true;
  }
}
