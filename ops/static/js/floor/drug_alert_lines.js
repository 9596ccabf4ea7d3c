/** Drug alerts on tablets: those that stand, and the question whether there should be one. */

import { alertHead, alertHint, alertsNow } from '../core/drug_alerts.js';
import { clock } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import * as acts from './acts_house.js';
import { button, icon } from './parts.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */

/** @param {Scene} scene @param {Hands} hands @param {Board} board */
export function drugAlertHint(scene, hands, board) {
  const hint = alertHint(board, scene.now);
  if (!hint) return null;
  const time = clock(hint.since, board.room.time_zone);
  const words = tn('%(n)s response since %(time)s. A drug alert?', '%(n)s responses since %(time)s. A drug alert?', hint.count, { time });
  return h('div', { key: 'alert-hint', class: 'prompt alert-hint', role: 'group', 'aria-label': words }, [
    h('p', { key: 'words' }, words),
    h('div', { key: 'keys', class: 'chips' }, [
      button('write', t('Write one'), () => hands.open({ kind: 'bulletins' }), { class: 'key strong' }),
      button('not', t('Not now'), () => void hands.act(acts.putHintAway(scene.page.site), { stay: true }), { class: 'key' }),
    ]),
  ]);
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board */
export function drugAlerts(scene, hands, board) {
  const alerts = alertsNow(board, scene.now);
  if (!alerts.length) return null;
  return h(
    'ul',
    { key: 'drug-alerts', class: 'alarms' },
    alerts.map((notice) =>
      h(
        'li',
        { key: notice.id },
        button(
          'open',
          [icon('late'), h('span', { class: 'what' }, h('strong', null, alertHead(notice)), ` ${notice.text}`)],
          () => hands.open({ kind: 'bulletins' }),
          { class: 'alarm quiet drug-alert' },
        ),
      ),
    ),
  );
}
