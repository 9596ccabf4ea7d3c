/** What every pane begins with. */

import { t } from '../core/i18n.js';
import { button } from './parts.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Hands} Hands */

/**
 * A pane's first line: what it is about, and the way back.
 * @param {string} title
 * @param {Hands} hands
 * @param {any} [under]
 */
export function paneTitle(title, hands, under) {
  return h(
    'div',
    { key: 'title', class: 'pane-title' },
    h('div', null, h('h2', null, title), under ?? null),
    button('close', t('Close'), () => hands.open({ kind: 'home' }), { class: 'key quiet' }),
  );
}
