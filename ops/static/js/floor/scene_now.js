/** The moment a tablet shows: what was told, with what this tablet has still to send on it. */

import { timersStilled } from '../core/everyone_out.js';
import { labelledWithout, withoutHandles } from '../core/handles.js';
import { alarmsHere } from './help_call.js';
import { landed, painted } from './overlay.js';
import { responseBy } from './places.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Ui} Ui */
/** @typedef {import('./lookup.js').Lookup} Lookup */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').TabletData} TabletData */
/** @typedef {import('../core/board_link.js').BoardLink} BoardLink */
/** @typedef {import('../core/outbox.js').Outbox} Outbox */

/**
 * @param {TabletData} page
 * @param {BoardLink} link
 * @param {Outbox} outbox
 * @param {Lookup} lookup
 * @param {{sound: import('../core/sound.js').Sound, version: Pick<import('../core/shell_version.js').ShellVersion, 'waits'>,
 *   lock: import('../core/lock.js').TabletLock}} screen
 * @param {Ui} ui
 * @returns {Omit<Scene, 'typing'>}
 */
export function sceneNow(page, link, outbox, lookup, screen, ui) {
  const now = link.now();
  const told = withLanding(link.store, outbox) ?? withoutPicture(page, link, outbox);
  // What this tablet has not sent yet is painted also on a record that the board no longer has.
  const looked = told && withFetched(told, ui, lookup);
  const picture = looked && painted(looked, outbox.unsent);
  const whole = picture && timersStilled(picture.board);
  const locked = screen.lock.on;
  const board = whole && locked ? withoutHandles(whole) : whole;
  const said = (/** @type {import('../core/outbox_rules.js').Act[]} */ acts) => (locked ? acts.map(labelledWithout) : acts);
  return {
    page,
    board,
    unsentOn: picture?.unsent ?? new Set(),
    alarms: board ? alarmsHere(board, now, page.device?.id ?? null) : [],
    liveness: link.liveness,
    lastGood: link.lastGood,
    sealed: link.sealed,
    revoked: link.revoked,
    locked,
    newVersion: screen.version.waits,
    soundTrouble: screen.sound.trouble,
    now,
    mono: performance.now(),
    ui,
    sending: {
      unsent: said(outbox.unsent),
      setAside: said(outbox.setAside),
      unreachable: outbox.unreachable,
      cannot: outbox.cannot,
      heldUpBy: outbox.heldUpBy,
      signedOut: outbox.signedOut,
      lasting: outbox.lasting,
    },
    fate: (id) => outbox.fate(id),
    looking: isLooking(told, ui, lookup),
  };
}

/**
 * What was told and answered, with what is on record and has not come back yet.
 * @param {import('../core/store.js').BoardStore} store
 * @param {Outbox} outbox
 * @returns {Board | null}
 */
export function withLanding(store, outbox) {
  const { board } = store;
  const landing = board ? outbox.landing(board) : [];
  return landing.length ? store.boardWith((told) => landed(told, landing, outbox.unsent)) : board;
}

/**
 * A tablet that was told nothing of the room, or too long ago, still shows the responses that were
 * begun on it: everything of them is here.
 * @param {TabletData} page @param {BoardLink} link @param {Outbox} outbox
 * @returns {Board | null}
 */
function withoutPicture(page, link, outbox) {
  if (link.revoked !== null || !outbox.unsent.some((act) => act.about.kind === 'respond')) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return {
    protocol: 1,
    epoch: '',
    version: 0,
    server_now: new Date(link.now()).toISOString(),
    room: { id: 0, slug: page.site, name: page.site, time_zone: timeZone, state: 'open', soft_before_loud: 60 },
    booths: [],
    waiting: [],
    responses: [],
    staff: [],
    devices: [],
    notices: [],
  };
}

/** @param {Board} board @param {Ui} ui @param {Lookup} lookup */
function withFetched(board, { view }, lookup) {
  const found = view.name === 'response' ? lookup.found(view.id) : null;
  if (!found || responseBy(board.responses, found.id)) return board;
  return { ...board, responses: [...board.responses, found] };
}

/**
 * A response whose record is complete is no longer on the board: it is asked for.
 * @param {Board | null} told @param {Ui} ui @param {Lookup} lookup
 */
function isLooking(told, { view }, lookup) {
  if (view.name !== 'response' || !told || responseBy(told.responses, view.id)) return false;
  return lookup.looking(view.id);
}
