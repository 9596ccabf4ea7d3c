/** The key that hides handles, and what it takes to see them again. */

import { t } from '../core/i18n.js';
import { addressOf } from './moves.js';
import { paneTitle } from './pane_title.js';
import { button, icon } from './parts.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */

/**
 * In the top line of every page.
 * @param {Scene} scene @param {Hands} hands
 * @param {() => void} [ask] opens what it takes to unlock; a pane of the floor, when absent
 */
export function lockKey(scene, hands, ask = () => hands.open({ kind: 'unlock' })) {
  // A drill's page hides no handle of anybody.
  if (scene.page.drill) return null;
  const { locked } = scene;
  return button(
    'lock',
    [icon(locked ? 'lock' : 'unlocked'), locked ? h('span', { class: 'words' }, t('locked')) : null],
    () => (locked ? (scene.page.asks_pin ? ask() : hands.unlock()) : hands.lock()),
    {
      class: locked ? 'key lock strong' : 'key lock quiet',
      'aria-label': locked ? t('Locked. Unlock: show handles') : t('Lock: hide handles'),
    },
  );
}

/** @param {Scene} scene @param {Hands} hands */
export function unlockPane(scene, hands) {
  return h('div', { key: 'unlock', class: 'pane-in' }, [paneTitle(t('Locked'), hands), toUnlock(scene)]);
}

/** What it takes, and the way there and back to this page. @param {Scene} scene */
export function toUnlock(scene) {
  const words = [
    t('Handles are hidden; past shifts and set-up are closed. Looks, moves and responses go on as ever.'),
    scene.liveness === 'live'
      ? t('A PIN was used on this tablet, so it takes one to unlock it.')
      : t('It takes a PIN to unlock this tablet, and the server to see that it is right. It stays locked until the server is back.'),
  ];
  return [
    words.map((line, at) => h('p', { key: String(at), class: 'facts' }, line)),
    scene.liveness === 'live'
      ? h('a', { key: 'pin', class: 'key strong big', href: `/unlock?next=${addressOf(scene.ui.view)}` }, t('Unlock with a PIN'))
      : null,
  ];
}
