/** Name chips: who is on shift and where, and whose taps follow. No PIN; never required. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as acts from './acts.js';
import { BY_FOR } from './moves.js';
import { paneTitle } from './pane_title.js';
import { button, chip } from './parts.js';
import { h } from './vnode.js';
import { staffPlaces } from './words.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */

/** @param {Scene} scene @param {Hands} hands */
export function whoPane(scene, hands) {
  const board = scene.board;
  const { by } = scene.ui;
  const staff = (board?.staff ?? []).filter((one) => one.id !== undefined);
  const until = by && board ? t('until %(time)s', { time: clock(scene.now + by.until - scene.mono, board.room.time_zone) }) : null;
  return h('div', { key: 'who', class: 'pane-in' }, [
    paneTitle(
      t('Who'),
      hands,
      h(
        'p',
        { class: 'who' },
        by
          ? `${by.name} · ${until}`
          : t('Taps are logged as the floor team. Tap your name to change that for a while.'),
      ),
    ),
    by ? button('team', t('Floor team again'), () => hands.set({ by: null }), { class: 'key' }) : null,
    staff.length
      ? null
      : h(
          'p',
          { key: 'nobody', class: 'calm' },
          t('Nobody is named on this shift. That is fine: every act can be logged.'),
        ),
    h(
      'ul',
      { key: 'staff', class: 'staff' },
      staff.map((one) => person(scene, hands, { id: Number(one.id), name: one.name ?? '', place: one.place })),
    ),
    comingOn(
      scene,
      hands,
      staff.map((one) => Number(one.id)),
    ),
  ]);
}

/** @param {Scene} scene @param {Hands} hands @param {{id: number, name: string, place: string}} one */
function person(scene, hands, one) {
  const mine = scene.ui.by?.id === one.id;
  const go = (/** @type {string} */ place, /** @type {string} */ word) => () =>
    hands.act(acts.staffOnShift(scene.page.site, one, place, word), { stay: true });
  return h('li', { key: String(one.id) }, [
    chip('name', mine ? t('Logging as %(who)s', { who: one.name }) : t('Log as %(who)s', { who: one.name }), mine, () =>
      hands.set({ by: mine ? null : { id: one.id, name: one.name, until: scene.mono + BY_FOR } }),
    ),
    h('div', { key: 'places', class: 'chips', role: 'group', 'aria-label': t('%(who)s is', { who: one.name }) }, [
      staffPlaces().map(({ value, word }) => chip(value, word, one.place === value, go(value, word))),
      button('off', t('off shift'), go('off', t('off shift')), { class: 'chip' }),
    ]),
  ]);
}

/**
 * The site's people who are not on shift, where the page knows them.
 * @param {Scene} scene @param {Hands} hands @param {number[]} on
 */
function comingOn(scene, hands, on) {
  /** @type {{id: number, name: string}[]} */
  const all = /** @type {any} */ (scene.page).team ?? [];
  const off = all.filter((one) => !on.includes(one.id));
  if (!off.length) return null;
  return h('div', { key: 'coming', class: 'group', role: 'group', 'aria-label': t('Comes on shift') }, [
    h('p', { key: 'name', class: 'name' }, t('Comes on shift')),
    h(
      'div',
      { key: 'chips', class: 'chips' },
      off.map((one) =>
        button(
          String(one.id),
          one.name,
          () => hands.act(acts.staffOnShift(scene.page.site, one, 'floor', t('on the floor')), { stay: true }),
          { class: 'chip' },
        ),
      ),
    ),
  ]);
}
