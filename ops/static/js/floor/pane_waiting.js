/** Who comes in next, and who left a moment ago. */

import { elapsed, millis, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as acts from './acts.js';
import { button, section } from './parts.js';
import { placeAt, placeName } from './places.js';
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

/** @param {Scene} scene @param {Hands} hands @param {Board} board */
export function recentlyLeft(scene, hands, board) {
  /** @type {any[]} */
  const all = board.room.recently_left ?? [];
  const kept = /** @type {any} */ (board.room.protocol?.recently_left_for ?? 3600) * 1000;
  const left = all.filter((one) => scene.now - Date.parse(one.ended_at) < kept);
  if (!left.length) return null;
  return section(
    t('Recently left'),
    'left',
    h(
      'ul',
      { class: 'alarms' },
      left.map((one) => {
        const place = placeAt(board, one.booth, one.seat);
        const tile = board.booths.find((booth) => booth.id === one.booth);
        const where = tile ? placeName(tile, one.seat) : '';
        const who = one.handle ?? (where || t('someone'));
        const same = place && !place.seat.visit && place.tile.status === 'free';
        const back = () =>
          same
            ? hands.act(acts.back(one.id, who, { booth: one.booth, seat: one.seat }))
            : hands.open({ kind: 'pick', what: 'back', visit: one.id, who, from: null });
        const words = [
          where,
          t('left %(time)s ago', { time: minutes(scene.now - Date.parse(one.ended_at)) }),
          one.naloxone ? t('had naloxone') : null,
        ];
        return h(
          'li',
          { key: one.id },
          h(
            'div',
            { class: 'pair' },
            h(
              'p',
              { class: 'alarm plain' },
              h('strong', null, one.handle ?? where),
              h('span', { class: 'what' }, words.filter(Boolean).join(' · ')),
            ),
            button('back', t('Back'), back),
          ),
        );
      }),
    ),
  );
}
