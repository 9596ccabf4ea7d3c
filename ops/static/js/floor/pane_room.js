/** The room as a whole: open or closed to new people, the curtain, the shift. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as acts from './acts.js';
import { paneTitle } from './pane.js';
import { button, group } from './parts.js';
import { h } from './vnode.js';
import { roomReasons, wordFor } from './words.js';

/** @param {import('./scene.js').Scene} scene @param {import('./scene.js').Hands} hands */
export function roomPane(scene, hands) {
  const board = /** @type {import('../core/types.js').Board} */ (scene.board);
  const { room } = board;
  const site = scene.page.site;
  const act = (/** @type {acts.FloorAct} */ one) => () => hands.act(one);
  const open = room.state === 'open';
  const here = board.booths.flatMap((tile) => tile.seats.flatMap((seat) => (seat.visit ? [seat.visit.id] : [])));
  return h('div', { key: 'room', class: 'pane-in' }, [
    paneTitle(
      room.name,
      hands,
      h(
        'p',
        { class: 'who' },
        open ? t('open to new people') : `${t('closed to new people')} · ${wordFor(roomReasons(), room.reason)}`,
      ),
    ),
    open
      ? group(
          'close',
          t('Close to new people, because'),
          roomReasons().map(({ value, word }) =>
            button(value, word, act(acts.room(site, 'closed', value)), { class: 'chip' }),
          ),
        )
      : button('open', t('Open to new people'), act(acts.room(site, 'open')), { class: 'key strong big' }),
    button(
      'curtain',
      room.curtain ? t('Curtain off: walls show the room') : t('Curtain: make the walls plain'),
      act(acts.curtain(site, !room.curtain)),
      { class: 'key big', 'aria-pressed': String(Boolean(room.curtain)) },
    ),
    shiftBlock(hands, site, room, here),
    h('p', { key: 'links', class: 'links' }, h('a', { href: '/shifts' }, t('Shifts'))),
  ]);
}

/**
 * @param {import('./scene.js').Hands} hands @param {string} site
 * @param {import('../core/types.js').Room} room @param {string[]} here who would stay, all of them
 */
function shiftBlock(hands, site, room, here) {
  const act = (/** @type {acts.FloorAct} */ one) => () => hands.act(one);
  const since = room.shift
    ? t('Shift since %(time)s', { time: clock(Date.parse(room.shift.opened_at), room.time_zone) })
    : t('No shift is open. Everything can be logged all the same.');
  return h('div', { key: 'shift', class: 'group', role: 'group', 'aria-label': t('Shift') }, [
    h('p', { key: 'name', class: 'name' }, since),
    h(
      'div',
      { key: 'chips', class: 'chips' },
      room.shift
        ? [
            button('over', t('Hand over'), act(acts.shift(site, 'hand_over')), { class: 'chip' }),
            button(
              'end',
              here.length ? t('Close the shift; those here stay') : t('Close the shift'),
              act(acts.shift(site, 'close', here)),
              { class: 'chip' },
            ),
          ]
        : button('begin', t('Open a shift'), act(acts.shift(site, 'open')), { class: 'chip' }),
    ),
  ]);
}
