/** The floor page: the plan, a pane for what is open, and RESPOND at the thumb. */

import { openOnFloor } from './open_on_floor.js';
import { t, tn } from '../core/i18n.js';
import { floorHeader, strips } from './header.js';
import { AT_THE_TOP } from './house_lines.js';
import { pane } from './pane.js';
import { alarmSentence } from './alarm_button.js';
import { headCount, isCounting } from './head_count.js';
import { placeAt, placeName, responseWhere } from './places.js';
import { respondTarget } from './moves.js';
import { plan } from './tiles.js';
import { toasts } from './toasts.js';
import { isWalking, walkPage } from './walk.js';
import { alsoWanted, planSays } from './wanted.js';
import { wantedButton, wantedRow } from './wanted_rows.js';
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
 * What wants somebody in the rest of the room, in one line, while something else is open: the worst,
 * the worst that the plan does not say, a call for more hands, and every worker who needs help; the whole list is
 * one tap further.
 * Beside the plan what the plan says is left out.
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
  const rest = board ? alsoWanted(scene, board, [...ids.map(causeOf), `visit:${open}`, ...AT_THE_TOP]) : [];
  if (!board || !rest[0]) return null;
  const alarm = rest.find((one) => one.alarm);
  const unplanned = rest.find((one) => !planSays(board, one));
  const call = rest.find((one) => one.asking);
  const shown = rest.filter((one) => one === alarm || one === unplanned || one === call || one.cause.startsWith('help:'));
  const left = rest.filter((one) => !shown.includes(one));
  const form = (/** @type {string} */ look, /** @type {typeof rest} */ all) => (all.every((one) => planSays(board, one)) ? `${look} on-plan` : look);
  const row = (/** @type {typeof rest[0]} */ one) =>
    one.alarm ? wantedRow(scene, hands, board, one) : h('div', { key: one.cause, class: 'call' }, wantedButton(scene, hands, board, one));
  const toList = () => openOnFloor(scene, hands, { kind: 'home' });
  return h('div', { key: 'elsewhere', class: form('elsewhere', shown) }, [
    shown.map(row),
    left.length ? button('more', tn('and %(n)s more', 'and %(n)s more', left.length), toList, { class: form('key', left) }) : null,
  ]);
}

/** @param {string} response */
function causeOf(response) {
  return `response:${response}`;
}

/**
 * The worst alarm for a screen reader, and who asks for more hands: said when it changes, not with every second.
 * @param {Scene} scene
 * @param {string[]} [ids] of the response that is open: whoever works in it knows
 */
export function spokenAlarm(scene, ids = []) {
  const { board } = scene;
  const [worst] = scene.alarms;
  const call = board && alsoWanted(scene, board, ids.map(causeOf)).find((one) => one.asking && !one.alarm);
  const said = [
    board && worst && worst.level !== 'low' ? alarmSentence(board, worst) : null,
    board && call?.asking ? `${responseWhere(board, call.asking)}: ${t('MORE HANDS')}` : null,
  ];
  return h('p', { key: 'alarm', class: 'spoken', role: 'alert' }, said.filter(Boolean).join('. '));
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
