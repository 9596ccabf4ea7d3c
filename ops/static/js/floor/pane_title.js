/** What every pane begins with. */

import { t } from '../core/i18n.js';
import { afterPane } from './moves.js';
import { button } from './parts.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Hands} Hands */

/**
 * A pane's first line: what it is about, and the way back.
 * @param {string} title
 * @param {Hands} hands
 * @param {any} [under]
 * @param {import('./scene.js').Pane} [open] the pane, where it may have been opened from elsewhere
 */
export function paneTitle(title, hands, under, open = { kind: 'home' }) {
  const back = afterPane(open);
  return h(
    'div',
    { key: 'title', class: 'pane-title' },
    h('div', null, h('h2', null, title), under ?? null),
    button('close', backWords(back), () => hands.open(back), { class: 'key quiet' }),
  );
}

/** @param {import('./scene.js').Pane} back */
function backWords(back) {
  if (back.kind === 'walk') return t('Back to the walk');
  return back.kind === 'opening' ? t('Back to the check') : t('Close');
}
