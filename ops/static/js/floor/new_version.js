/** That another version of this page is here, and the key that takes it. */

import { t } from '../core/i18n.js';
import { button } from './parts.js';
import { mayTakeVersion } from './quiet.js';
import { h } from './vnode.js';

/** @param {import('./scene.js').Scene} scene @param {import('./scene.js').Hands} hands */
export function newVersion(scene, hands) {
  if (!scene.newVersion) return null;
  const words = mayTakeVersion(scene)
    ? t('A new version of this page is here. It comes by itself when the tablet is laid aside.')
    : t('A new version of this page is here. It waits until no response runs and everything is sent.');
  const key = mayTakeVersion(scene) ? button('take', t('Take it now'), hands.takeVersion, { class: 'chip' }) : null;
  return h('div', { key: 'version', class: 'group version' }, h('p', { class: 'facts' }, words), key);
}
