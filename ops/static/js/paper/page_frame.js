/** What every page of paper has around it: the way back, what is loud, RESPOND. */

import { t } from '../core/i18n.js';
import { helpKey } from '../floor/help_call.js';
import { soundState, strips, unsentButton } from '../floor/header.js';
import { button } from '../floor/parts.js';
import { toasts } from '../floor/toasts.js';
import { h } from '../floor/vnode.js';
import { elsewhere, respondButton, spokenAlarm } from '../floor/view.js';

/**
 * @param {import('../floor/scene.js').Scene} scene
 * @param {import('../floor/scene.js').Hands} hands
 * @param {{key: string, title: string, keys: any, desk: {class: string, name: string, on: any}, beside?: any}} page
 *   `keys`: at the right of the top; `beside`: what stands by the desk
 */
export function paperPage(scene, hands, { key, title, keys, desk, beside = null }) {
  return h('div', { key, class: `tablet counting paper live-${scene.liveness}` }, [
    h('header', { key: 'top', class: 'top' }, [
      button('floor', t('‹ Floor'), () => hands.go({ name: 'floor' }), { class: 'key quiet' }),
      h('h1', { key: 'title', tabindex: '-1' }, title),
      soundState(scene),
      h('div', { key: 'gap', class: 'gap' }),
      helpKey(scene, hands),
      unsentButton(scene, hands),
      keys,
    ]),
    strips(scene, hands),
    h('main', { key: 'main', class: 'work' }, [
      elsewhere(scene, hands),
      h('div', { key: 'desk', class: desk.class, tabindex: '0', role: 'region', 'aria-label': desk.name }, desk.on),
      beside,
      toasts(scene, hands, 1),
      spokenAlarm(scene),
      respondButton(scene, hands),
    ]),
  ]);
}

/** In the place of what is drawn from the picture, where there is none. */
export function noPicture() {
  return h('p', { key: 'none', class: 'nothing' }, t('No picture of the room yet. LOOK AT THE ROOM.'));
}
