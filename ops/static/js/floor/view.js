/** The floor page: the plan, a pane for what is open, and RESPOND at the thumb. */

import { openOnFloor } from './open_on_floor.js';
import { t, tn } from '../core/i18n.js';
import { floorHeader, strips } from './header.js';
import { AT_THE_TOP } from './house_lines.js';
import { pane } from './pane.js';
import { alarmSentence } from './alarm_button.js';
import { alarmRow } from './alarm_rows.js';
import { headCount, isCounting } from './head_count.js';
import { placeAt, placeName } from './places.js';
import { respondTarget } from './moves.js';
import { plan } from './tiles.js';
import { toasts } from './toasts.js';
import { isWalking, walkPage } from './walk.js';
import { h } from './vnode.js';
import { button, icon } from './parts.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */

/** @param {Scene} scene @param {Hands} hands */
export function floorView(scene, hands) {
  const whole = scene.ui.pane.kind === 'help' ? null : isCounting(scene) ? headCount(scene, hands) : isWalking(scene) ? walkPage(scene, hands) : null;
  if (whole) {
    return h('div', { key: 'floor', class: `tablet floor counting live-${scene.liveness}` }, [
      floorHeader(scene, hands),
      strips(scene, hands),
      h('main', { key: 'main', class: 'work' }, [
        whole,
        toasts(scene, hands, 2),
        spokenAlarm(scene),
        respondButton(scene, hands),
      ]),
    ]);
  }
  const { kind } = scene.ui.pane;
  const open = kind !== 'home';
  const form = kind === 'pick' ? ' picking' : open ? ' has-pane' : '';
  return h('div', { key: 'floor', class: `tablet floor live-${scene.liveness}${form}` }, [
    floorHeader(scene, hands),
    strips(scene, hands),
    h('main', { key: 'main', class: 'work' }, [
      h('section', { key: 'room', class: 'room', tabindex: '-1', 'aria-label': t('Places') }, plan(scene, hands)),
      h(
        'section',
        { key: 'pane', class: 'pane', 'aria-label': t('What is open') },
        scene.board ? [open ? elsewhere(scene, hands) : null, pane(scene, hands)] : null,
      ),
      toasts(scene, hands, 2),
      spokenAlarm(scene),
      respondButton(scene, hands),
    ]),
  ]);
}

/**
 * The worst thing in the rest of the room, in one line, while something else is open; the whole
 * list is one tap further.
 * @param {Scene} scene
 * @param {Hands} hands
 * @param {string[]} [ids] of what is open, which is not "elsewhere"
 */
export function elsewhere(scene, hands, ids = []) {
  const { board } = scene;
  const open =
    scene.ui.pane.kind === 'seat' && board
      ? placeAt(board, scene.ui.pane.booth, scene.ui.pane.mark)?.seat.visit?.id
      : null;
  const mine = new Set([...ids.map((id) => `response:${id}`), `visit:${open}`, ...AT_THE_TOP]);
  const rest = scene.alarms.filter((alarm) => !mine.has(alarm.cause) && alarm.level !== 'low');
  if (!board || !rest[0]) return null;
  return h('div', { key: 'elsewhere', class: 'elsewhere' }, [
    alarmRow(scene, hands, board, rest[0]),
    rest.length > 1
      ? button('more', tn('and %(n)s more', 'and %(n)s more', rest.length - 1), () => openOnFloor(scene, hands, { kind: 'home' }))
      : null,
  ]);
}

/**
 * The worst alarm for a screen reader: said when it changes, not with every second.
 * @param {Scene} scene
 */
export function spokenAlarm(scene) {
  const [worst] = scene.alarms;
  const loud = worst && worst.level !== 'low' && scene.board;
  return h('p', { key: 'alarm', class: 'spoken', role: 'alert' }, loud ? alarmSentence(loud, worst) : '');
}

/**
 * One tap, whatever is open, no question asked.
 * @param {Scene} scene
 * @param {Hands} hands
 */
export function respondButton(scene, hands) {
  const target = respondTarget(scene.ui, scene.board);
  const place = scene.board && target.booth !== undefined ? placeAt(scene.board, target.booth, target.seat) : null;
  const where = place
    ? placeName(place.tile, target.seat)
    : scene.ui.view.name === 'response'
      ? t('somebody else, elsewhere')
      : t('elsewhere, say where after');
  return h(
    'button',
    { key: 'respond', type: 'button', class: 'respond', onclick: hands.respond },
    icon('pulse'),
    h('span', { class: 'words' }, h('strong', null, t('RESPOND')), h('span', null, where)),
  );
}
