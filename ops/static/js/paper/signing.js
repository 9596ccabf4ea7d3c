/**
 * What was typed in from paper is signed for by name: somebody compared it with the sheet. On the page
 * where it is typed in, until it is; in nobody's way.
 */

import { t, tn } from '../core/i18n.js';
import { BY_FOR } from '../floor/moves.js';
import { button, chip, group } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import { signed } from './acts.js';

/** @typedef {import('../floor/scene.js').Scene} Scene */
/** @typedef {import('../floor/scene.js').Hands} Hands */

/** @param {Scene} scene @param {Hands} hands */
export function signing(scene, hands) {
  const { board, ui, page, mono } = scene;
  const n = board?.room.unsigned ?? 0;
  if (!board || !n) return null;
  const shift = board.staff.flatMap(({ id, name }) => (id !== undefined && name ? [{ id, name }] : []));
  // Afterwards nobody need be on shift.
  const names = shift.length ? shift : page.team;
  const pick = (/** @type {{id: number, name: string}} */ one) => () => hands.set({ by: { ...one, until: mono + BY_FOR } });
  return h('section', { key: 'signing', class: 'typed-sent signing', 'aria-label': t('To sign off') }, [
    h('p', { key: 'words' }, tn('%(n)s entry from paper is not signed off yet.', '%(n)s entries from paper are not signed off yet.', n)),
    names.length
      ? group('names', t('Who compared them with the sheet?'), names.map((one) => chip(String(one.id), one.name, ui.by?.id === one.id, pick(one))))
      : h('p', { key: 'nobody', class: 'calm' }, t('It takes a name of the team.')),
    ui.by
      ? button('sign', t('Sign off as %(who)s', { who: ui.by.name }), () => hands.act(signed(page.site, n, board.version), { stay: true }), { class: 'key strong' })
      : null,
  ]);
}
