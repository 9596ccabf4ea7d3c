/** Who comes in next, and who left a moment ago. */

import { elapsed, millis, minutes } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import * as acts from './acts.js';
import { button, section, toSend } from './parts.js';
import { boothOf, placeAt, placeName } from './places.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */

/** @param {Scene} scene @param {Hands} hands @param {Board} board */
export function waitingList(scene, hands, board) {
  const title = board.waiting.length ? t('Waiting: %(n)s', { n: board.waiting.length }) : t('Nobody waiting');
  return h('section', { key: 'waiting', class: 'block', 'aria-label': t('Waiting list') }, [
    h(
      'div',
      { key: 'head', class: 'block-head' },
      h('h2', null, title),
      button('add', t('+ Add'), () => hands.open({ kind: 'arrive' })),
    ),
    h(
      'ul',
      { key: 'list', class: 'alarms' },
      board.waiting.map((one) => h('li', { key: one.id }, waitingRow(scene, hands, one))),
    ),
  ]);
}

/** @param {Scene} scene @param {Hands} hands @param {import('../core/types.js').Waiting} one */
function waitingRow(scene, hands, one) {
  const who = one.handle ?? t('someone');
  const hold = millis(one.hold_until);
  const called = one.state === 'called';
  const held =
    hold === null
      ? t('called')
      : hold > scene.now
        ? t('called, held %(time)s more', { time: elapsed(hold - scene.now) })
        : t('called, hold is over');
  return h('div', { class: 'pair' }, [
    button(
      'open',
      [
        h('strong', null, who),
        h(
          'span',
          { class: 'what' },
          called ? held : t('waits %(time)s', { time: minutes(scene.now - Date.parse(one.arrived_at)) }),
        ),
        toSend(scene, one.id),
      ],
      () => hands.open({ kind: 'person', visit: one.id }),
      { class: 'alarm' },
    ),
    called
      ? button('seat', t('Seat'), () => hands.open({ kind: 'pick', what: 'seat', visit: one.id, who, from: null }), {
          class: 'key strong',
        })
      : button('call', t('Call'), () => hands.act(acts.call(one.id, who)), { class: 'key' }),
  ]);
}

/** More are a tap further: the list must not push away who waits. */
const LEFT_SHOWN = 3;

/** @param {Scene} scene @param {Hands} hands @param {Board} board */
export function recentlyLeft(scene, hands, board) {
  /** @type {any[]} */
  const all = board.room.recently_left ?? [];
  const kept = /** @type {any} */ (board.room.protocol?.recently_left_for ?? 3600) * 1000;
  const left = all.filter((one) => scene.now - Date.parse(one.ended_at) < kept);
  if (!left.length) return null;
  const rows = left.map((one) => h('li', { key: one.id }, leftRow(scene, hands, board, one)));
  const more = rows.slice(LEFT_SHOWN);
  return section(
    t('Recently left'),
    'left',
    h('ul', { key: 'list', class: 'alarms' }, rows.slice(0, LEFT_SHOWN)),
    more.length
      ? h('details', { key: 'more' }, [
          h('summary', { key: 'say', class: 'key quiet' }, tn('%(n)s more', '%(n)s more', more.length)),
          h('ul', { key: 'list', class: 'alarms' }, more),
        ])
      : null,
  );
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {any} one */
function leftRow(scene, hands, board, one) {
  const place = placeAt(board, one.booth, one.seat);
  const tile = boothOf(board, one.booth);
  const who = tile ? placeName(tile, one.seat) : t('someone');
  const same = place && !place.seat.visit && place.tile.status === 'free';
  const back = () =>
    same
      ? hands.act(acts.back(one.id, who, { booth: one.booth, seat: one.seat }))
      : hands.open({ kind: 'pick', what: 'back', visit: one.id, who, from: null });
  const words = [
    t('left %(time)s ago', { time: minutes(scene.now - Date.parse(one.ended_at)) }),
    one.naloxone ? t('had naloxone') : null,
  ];
  return h('div', { class: 'pair' }, [
    h('p', { key: 'who', class: 'alarm plain' }, [
      h('strong', null, who),
      h('span', { class: 'what' }, words.filter(Boolean).join(' · ')),
    ]),
    button('back', t('Back'), back),
  ]);
}
