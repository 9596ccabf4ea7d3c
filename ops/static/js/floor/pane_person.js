/** Someone on the waiting list. */

import { minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as acts from './acts.js';
import { paneTitle } from './pane_title.js';
import { button, group } from './parts.js';
import { h } from './vnode.js';
import { routes, substances, turnedAwayReasons, wordFor } from './words.js';

/** @param {import('./scene.js').Scene} scene @param {import('./scene.js').Hands} hands @param {string} id */
export function personPane(scene, hands, id) {
  const person = scene.board?.waiting.find((one) => one.id === id);
  if (!person) return h('div', { key: 'gone', class: 'pane-in' }, paneTitle(t('No longer waiting'), hands));
  const who = person.handle ?? t('someone');
  const waits = t('waits %(time)s', { time: minutes(scene.now - Date.parse(person.arrived_at)) });
  const said = [
    person.route ? wordFor(routes(), person.route) : null,
    ...(person.substances ?? []).map((one) => wordFor(substances(), one)),
  ];
  return h('div', { key: `person-${id}`, class: 'pane-in' }, [
    paneTitle(who, hands, h('p', { class: 'who' }, [waits, ...said].filter(Boolean).join(' · '))),
    h('div', { key: 'do', class: 'answers two' }, [
      person.state === 'called'
        ? null
        : button('call', t('Call'), () => hands.act(acts.call(id, who)), { class: 'answer strong' }),
      button(
        'seat',
        t('Seat: tap a place'),
        () => hands.open({ kind: 'pick', what: 'seat', visit: id, who, from: null }),
        { class: 'answer' },
      ),
      button('left', t('Left before using'), () => hands.act(acts.leaveWaiting(id, who, 'left')), { class: 'answer' }),
    ]),
    group(
      'away',
      t('Turned away by us, because'),
      turnedAwayReasons().map(({ value, word }) =>
        button(value, word, () => hands.act(acts.leaveWaiting(id, who, 'turned_away', value)), { class: 'chip' }),
      ),
    ),
  ]);
}
