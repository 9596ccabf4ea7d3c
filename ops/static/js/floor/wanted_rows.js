/** What wants somebody, one under the other: alarms with their sound beside them, calls for more hands. */

import { elapsed } from '../core/format.js';
import { t } from '../core/i18n.js';
import { whoIsThere } from '../wall/response_cell.js';
import { alarmButton, pauseButton } from './alarm_button.js';
import { button, icon, toSend } from './parts.js';
import { responseWhere } from './places.js';
import { h } from './vnode.js';
import { planSays } from './wanted.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('./wanted.js').Wanted} Wanted */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {Wanted[]} wanted */
export function wantedRows(scene, hands, board, wanted) {
  if (!wanted.length) return null;
  return h(
    'ul',
    { key: 'loud', class: 'alarms', 'aria-label': t('Needs someone, worst first') },
    wanted.map((one) => h('li', { key: one.cause }, wantedRow(scene, hands, board, one))),
  );
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {Wanted} one */
export function wantedRow(scene, hands, board, one) {
  const look = ['with-pause', one.asking ? 'call' : '', planSays(board, one) ? 'on-plan' : ''];
  return h('div', { key: one.cause, class: look.filter(Boolean).join(' ') }, [
    wantedButton(scene, hands, board, one),
    one.alarm ? pauseButton(scene, hands, board, one.alarm) : null,
  ]);
}

/** Without its sound. @param {Scene} scene @param {Hands} hands @param {Board} board @param {Wanted} one */
export function wantedButton(scene, hands, board, { alarm, asking }) {
  return alarm ? alarmButton(scene, hands, board, alarm) : callButton(scene, hands, board, asking);
}

/** As the wall says it: where, that more hands are wanted, for how long it runs. @param {Scene} scene @param {Hands} hands @param {Board} board @param {BoardResponse} response */
function callButton(scene, hands, board, response) {
  return button(
    `response:${response.id}`,
    [
      icon('hands'),
      h('strong', null, responseWhere(board, response)),
      h('span', { class: 'what' }, `${t('MORE HANDS')} · ${whoIsThere(response)}`),
      toSend(scene, response.id),
      h('span', { class: 'time' }, elapsed(scene.now - Date.parse(response.began_at))),
    ],
    () => hands.go({ name: 'response', id: response.id }),
    { class: 'alarm running asks' },
  );
}
