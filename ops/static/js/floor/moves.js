/** What the page holds besides the picture, and how a tap moves it. Pure. */

import { placeAt, placeOf } from './places.js';

/** @typedef {import('./scene.js').Ui} Ui */
/** @typedef {import('./scene.js').Pane} Pane */
/** @typedef {import('./scene.js').View} View */
/** @typedef {import('./scene.js').Draft} Draft */
/** @typedef {import('../core/types.js').Board} Board */

/** Undo is offered this long; the server's own rule is the same. */
export const UNDO_FOR = 10_000;
/** A tapped name chip stands for the acts that follow, and goes when nobody acts. */
export const BY_FOR = 15 * 60_000;
/** Two clicks closer than this are one finger in a glove. */
export const TAP_GUARD = 450;

/** @param {string} path @returns {View} */
export function viewOf(path) {
  if (path === '/floor/sheet') return { name: 'sheet' };
  if (path === '/floor/paper') return { name: 'paper' };
  const found = /^\/floor\/response\/([0-9a-f-]{36})$/i.exec(path);
  return found ? { name: 'response', id: found[1].toLowerCase() } : { name: 'floor' };
}

/** @param {View} view */
export function addressOf(view) {
  if (view.name === 'response') return `/floor/response/${view.id}`;
  return view.name === 'floor' ? '/floor' : `/floor/${view.name}`;
}

/** @returns {Draft} */
function freshDraft() {
  return {
    open: null,
    values: {},
    row: null,
    change: { earlier: 0 },
    breaths: [],
    diedAsked: false,
    joined: false,
    placing: null,
  };
}

/** @param {View} view @returns {Ui} */
export function freshUi(view) {
  return {
    view,
    pane: { kind: 'home' },
    person: freshPerson(),
    breaths: [],
    draft: freshDraft(),
    gone: [],
    shelf: freshShelf(),
    line: { kind: 'drug_alert', text: '', basis: null, hours: null },
    toasts: [],
    paper: null,
    by: null,
  };
}

/** Nothing of the shelf is open. */
export function freshShelf() {
  return {
    item: /** @type {string | null} */ (null),
    form: /** @type {string | null} */ (null),
    number: 0,
    expires: '',
    label: '',
  };
}

/** Nothing is chosen for the person: "rather not say" comes first everywhere. */
function freshPerson() {
  return {
    route: null,
    substances: /** @type {string[]} */ ([]),
    handle: '',
    card: '',
    look: /** @type {string | null} */ (null),
    gender: /** @type {string | null} */ (null),
    age: /** @type {string | null} */ (null),
  };
}

/**
 * Another pane begins with an empty form and an empty counter.
 * @param {Pane} pane
 * @returns {Partial<Ui>}
 */
export function openPane(pane) {
  return { pane, person: freshPerson(), breaths: [], gone: [], shelf: freshShelf() };
}

/**
 * @template T
 * @param {T} present
 * @param {import('./scene.js').Changes<T>} changes
 * @returns {Partial<T>}
 */
export function changesTo(present, changes) {
  return typeof changes === 'function' ? changes(present) : changes;
}

/** @param {string[]} list @param {string} value */
export function toggled(list, value) {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}

/**
 * Where the hand is when a pane is done with: where it came from.
 * @param {Pane} pane
 * @returns {Pane}
 */
export function afterPane(pane) {
  return 'back' in pane && pane.back ? { kind: pane.back } : { kind: 'home' };
}

/**
 * What the one RESPOND button means here: the open seat, or else "elsewhere" with the place
 * said afterwards. On a response page it is always about somebody else.
 * @param {Ui} ui
 * @param {Board | null} board
 * @returns {{booth?: number, seat?: string, visit?: string, place?: string, another?: true}}
 */
export function respondTarget(ui, board) {
  const { pane } = ui;
  if (ui.view.name === 'response') return { place: 'other', another: true };
  if (ui.view.name !== 'floor') return { place: 'other' };
  const seat = pane.kind === 'seat' ? pane : pane.kind === 'pick' ? pane.from : null;
  const found = seat && board ? placeAt(board, seat.booth, seat.mark) : null;
  if (found) {
    const visit = found.seat.visit?.id;
    return { booth: found.tile.id, seat: found.seat.mark, ...(visit ? { visit } : {}) };
  }
  if (pane.kind === 'person' && board && !placeOf(board, pane.visit)) return { place: 'other', visit: pane.visit };
  if (pane.kind === 'booth') return { booth: pane.booth };
  return { place: 'other' };
}

/**
 * Breaths a minute from the taps of a counter: from the first tap to the last, so that
 * stopping late does not make breathing look slower than it is.
 * @param {number[]} taps milliseconds, in order
 * @returns {number | null} null until two taps stand at least a breath apart
 */
export function breathsPerMinute(taps) {
  if (taps.length < 2) return null;
  const span = taps[taps.length - 1] - taps[0];
  return span <= 0 ? null : Math.round(((taps.length - 1) * 60_000) / span);
}

/**
 * Which paper would be printed now.
 * @param {import('./scene.js').Ui} ui
 * @returns {'room_sheet' | 'handover_card' | null}
 */
export function paperShown(ui) {
  if (ui.view.name === 'sheet') return 'room_sheet';
  return ui.view.name === 'response' && ui.draft.open === 'card' ? 'handover_card' : null;
}
