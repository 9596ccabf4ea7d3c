/** Records that are done with: to look at again, and for what is learned or offered later. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import { paneTitle } from './pane_title.js';
import { button, icon } from './parts.js';
import { responseWhere } from './places.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */

/** @param {Scene} scene @param {Hands} hands */
export function recordsPane(scene, hands) {
  const board = /** @type {import('../core/types.js').Board} */ (scene.board);
  const records = board.room.records ?? [];
  /** @type {Record<string, string>} */
  const became = { over: t('record complete'), all_ok: t('all OK'), mis_tap: t('mis-tap') };
  return h('div', { key: 'records', class: 'pane-in' }, [
    paneTitle(
      t('Records of this shift'),
      hands,
      h('p', { class: 'who' }, t('Complete, and open for what is learned, offered or put right later.')),
    ),
    records.length ? null : h('p', { key: 'none', class: 'calm' }, t('None yet. What is to finish stands on the floor.')),
    h(
      'ul',
      { key: 'list', class: 'alarms' },
      records.map((one) =>
        h(
          'li',
          { key: one.id },
          button(
            'open',
            [
              icon('pulse'),
              h('strong', null, responseWhere(board, one)),
              h('span', { class: 'what' }, became[one.state]),
              h('span', { class: 'time' }, clock(Date.parse(one.began_at), board.room.time_zone)),
            ],
            () => hands.go({ name: 'response', id: one.id }),
            { class: 'alarm' },
          ),
        ),
      ),
    ),
  ]);
}
