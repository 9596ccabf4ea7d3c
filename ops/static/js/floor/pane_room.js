/** The room as a whole: its state, the curtain, the shift. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as acts from './acts.js';
import { toggled } from './moves.js';
import { drillBlock } from './pane_drill.js';
import { roomLine, roomStateButtons } from './pane_room_states.js';
import { paneTitle } from './pane_title.js';
import { button, chip, group } from './parts.js';
import { placeName } from './places.js';
import { openWalk } from './walk_open.js';
import { h } from './vnode.js';

/** @param {import('./scene.js').Scene} scene @param {import('./scene.js').Hands} hands */
export function roomPane(scene, hands) {
  const board = /** @type {import('../core/types.js').Board} */ (scene.board);
  const { room } = board;
  const site = scene.page.site;
  const act = (/** @type {acts.FloorAct} */ one) => () => hands.act(one);
  const title = paneTitle(room.name, hands, h('p', { class: 'who' }, roomLine(room)));
  if (scene.page.drill) {
    // No walls, no shift, no papers: only what is to be tried.
    const end = button('end-drill', t('End the drill'), () => hands.drill('end'), { class: 'key big strong' });
    return h('div', { key: 'room', class: 'pane-in' }, [title, end, roomStateButtons(scene, hands)]);
  }
  return h('div', { key: 'room', class: 'pane-in' }, [
    title,
    roomStateButtons(scene, hands),
    room.state === 'lock_down'
      ? h('p', { key: 'plain', class: 'facts' }, t('Walls are plain for as long as the lock-down lasts.'))
      : button(
          'curtain',
          room.curtain ? t('Curtain off: walls show the room') : t('Curtain: make the walls plain'),
          act(acts.curtain(site, !room.curtain)),
          { class: 'key big', 'aria-pressed': String(Boolean(room.curtain)) },
        ),
    shiftBlock(scene, hands, board),
    group(
      'more',
      t('More'),
      button('walk', room.walk ? t('Join the walk-round') : t('Walk-round'), () => openWalk(scene, hands), {
        class: 'chip',
      }),
      button('opening', t('Opening check'), () => hands.open({ kind: 'opening' }), { class: 'chip' }),
      button('supplies', t('Supplies'), () => hands.open({ kind: 'supplies' }), { class: 'chip' }),
      button('bulletins', t('Drug alerts, waiting room'), () => hands.open({ kind: 'bulletins' }), { class: 'chip' }),
      button('records', t('Records of this shift'), () => hands.open({ kind: 'records' }), { class: 'chip' }),
      button('sheet', t('Room sheet'), () => hands.go({ name: 'sheet' }), { class: 'chip' }),
      button('paper', t('Type paper in'), () => hands.go({ name: 'paper' }), { class: 'chip' }),
    ),
    drillBlock(scene, hands),
    scene.locked
      ? h('p', { key: 'links', class: 'facts' }, t('Locked: past shifts and set-up are closed on this tablet.'))
      : h('p', { key: 'links', class: 'links' }, h('a', { href: '/shifts' }, t('Shifts'))),
  ]);
}

/**
 * A shift closes by naming who stays; whoever is not named ends as "end not recorded".
 * @param {import('./scene.js').Scene} scene @param {import('./scene.js').Hands} hands
 * @param {import('../core/types.js').Board} board
 */
function shiftBlock(scene, hands, board) {
  const { room } = board;
  const site = scene.page.site;
  const act = (/** @type {acts.FloorAct} */ one) => () => hands.act(one);
  if (!room.shift) {
    return group(
      'shift',
      t('No shift is open. Everything can be logged all the same.'),
      button('begin', t('Open a shift'), act(acts.shift(site, 'open')), { class: 'chip' }),
    );
  }
  const since = t('Shift since %(time)s', { time: clock(Date.parse(room.shift.opened_at), room.time_zone) });
  const { gone } = scene.ui;
  const here = board.booths.flatMap((tile) =>
    tile.seats.flatMap(({ mark, visit }) => (visit ? [{ id: visit.id, where: placeName(tile, mark) }] : [])),
  );
  const staying = here.map((one) => one.id).filter((id) => !gone.includes(id));
  const toggle = (/** @type {string} */ id) => () => hands.set((ui) => ({ gone: toggled(ui.gone, id) }));
  return [
    group(
      'shift',
      since,
      button('over', t('Hand over'), act(acts.shift(site, 'hand_over')), { class: 'chip' }),
      button('end', t('Close the shift'), act(acts.closeShift(site, staying, staying.length < here.length)), {
        class: 'chip',
      }),
    ),
    here.length
      ? group(
          'staying',
          t('When it closes these stay; the others end as “end not recorded”'),
          here.map(({ id, where }) => chip(id, where, !gone.includes(id), toggle(id))),
        )
      : null,
  ];
}
