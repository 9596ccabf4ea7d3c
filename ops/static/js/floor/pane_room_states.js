/** The states of the room as buttons: who may still come in, everyone out, lock-down. */

import { t, tn } from '../core/i18n.js';
import * as acts from './acts.js';
import { button, chip, group, icon } from './parts.js';
import { placeName } from './places.js';
import { h } from './vnode.js';
import { roomReasons, roomStates, wordFor } from './words.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Room['state']} State */

const BY_A_TAP = /** @type {const} */ (['open', 'last_entry', 'closing']);

/** What the room is, in one line. @param {import('../core/types.js').Room} room */
export function roomLine(room) {
  const word = wordFor(roomStates(), room.state);
  return room.state === 'closed' && room.reason ? `${word} · ${wordFor(roomReasons(), room.reason)}` : word;
}

/** @param {Scene} scene @param {Hands} hands */
export function roomStateButtons(scene, hands) {
  const { room } = /** @type {Board} */ (scene.board);
  const site = scene.page.site;
  if (room.state === 'everyone_out') {
    return [
      button('count', t('Head count'), () => hands.open({ kind: 'home' }), { class: 'key big strong' }),
      button('back-in', t('Back in'), () => hands.act(acts.backIn(site, room.state)), { class: 'key big' }),
    ];
  }
  const out = button('out', [icon('door'), t('EVERYONE OUT')], () => hands.act(acts.room(site, 'everyone_out')), {
    class: 'key strong everyone-out',
  });
  if (room.state === 'lock_down') {
    const end = t('End the lock-down');
    return [out, button('end', end, () => hands.act(acts.backIn(site, room.state)), { class: 'key big' })];
  }
  return [
    h(
      'div',
      { key: 'first', class: 'first' },
      out,
      button('lock', t('Lock-down'), () => hands.act(acts.room(site, 'lock_down')), { class: 'key' }),
    ),
    group(
      'states',
      t('New %(people)s'),
      BY_A_TAP.map((state) =>
        chip(state, wordFor(roomStates(), state), room.state === state, () => hands.act(acts.room(site, state))),
      ),
    ),
    group(
      'close',
      t('Close to new %(people)s, because'),
      roomReasons().map(({ value, word }) =>
        chip(value, word, room.state === 'closed' && room.reason === value, () =>
          hands.act(acts.room(site, 'closed', value)),
        ),
      ),
    ),
    room.state === 'closing' ? stillHere(scene, hands) : null,
  ];
}

/** Closing is done when nobody is left, or the shift closes and names who stays. @param {Scene} scene @param {Hands} hands */
function stillHere(scene, hands) {
  const board = /** @type {Board} */ (scene.board);
  const here = board.booths.flatMap((tile) =>
    tile.seats.flatMap(({ mark, visit }) => (visit ? [{ tile, mark, id: visit.id }] : [])),
  );
  const waiting = board.waiting.length;
  return [
    group(
      'here',
      here.length
        ? tn('%(n)s still here. Tap to say that they left.', '%(n)s still here. Tap to say that they left.', here.length)
        : t('Nobody is in a place any more. The shift can be closed.'),
      here.map(({ tile, mark, id }) =>
        button(id, placeName(tile, mark), () => hands.open({ kind: 'seat', booth: tile.id, mark, part: 'leave' }), {
          class: 'chip',
        }),
      ),
    ),
    waiting
      ? group(
          'waiting',
          tn('%(n)s still waits and is not seated any more.', '%(n)s still wait and are not seated any more.', waiting),
          board.waiting.map((one) =>
            button(one.id, one.handle ?? t('waiting'), () => hands.open({ kind: 'person', visit: one.id }), {
              class: 'chip',
            }),
          ),
        )
      : null,
  ];
}
