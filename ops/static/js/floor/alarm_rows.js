/** Alarms one under the other, each with its sound beside it. */

import { t } from '../core/i18n.js';
import { alarmButton, pauseButton } from './alarm_button.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Alarm} Alarm */

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {Alarm[]} alarms */
export function alarmRows(scene, hands, board, alarms) {
  return h(
    'ul',
    { key: 'loud', class: 'alarms', 'aria-label': t('Needs someone, worst first') },
    alarms.map((alarm) => h('li', { key: alarm.cause }, alarmRow(scene, hands, board, alarm))),
  );
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {Alarm} alarm */
export function alarmRow(scene, hands, board, alarm) {
  return h('div', { key: 'row', class: 'with-pause' }, [
    alarmButton(scene, hands, board, alarm),
    pauseButton(scene, hands, board, alarm),
  ]);
}
