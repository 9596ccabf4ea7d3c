/** Afterwards: what to offer the person, and what the team may need. Prompts; none has to be asked or done. */

import { t } from '../core/i18n.js';
import { room } from '../floor/acts.js';
import { button, choice } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import * as acts from './acts.js';
import { debriefs, offered } from './words.js';

/** @typedef {import('./view.js').Case} Case */

/** @param {Case} one */
export function carePanel(one) {
  if (one.response.state !== 'over') return null;
  const gone = one.response.outcome?.place === 'with_ambulance' || one.response.outcome?.state === 'died';
  return h('div', { key: 'care', class: 'panel', role: 'group', 'aria-label': t('Care, afterwards') }, [
    h('p', { key: 'words', class: 'calm' }, t('Care, as it suits. Nothing here has to be asked or answered.')),
    gone ? null : row(one, 'naloxone', t('Naloxone to take home'), offered()),
    gone ? null : row(one, 'somewhere', t('Somewhere to go, kit in hand'), offered()),
    row(one, 'debrief', t('Debrief for the team'), debriefs()),
    breathe(one),
  ]);
}

/**
 * @param {Case} one @param {'naloxone' | 'somewhere' | 'debrief'} part @param {string} name
 * @param {import('../floor/words.js').Offer[]} offers
 */
function row(one, part, name, offers) {
  return choice(part, name, offers, one.response.care?.[part], (value, word) =>
    one.hands.act(acts.care(one.response.id, part, value, `${name}: ${word}`), { stay: true }),
  );
}

/** After a hard one the room may stay closed for a while; who is inside stays. @param {Case} one */
function breathe(one) {
  const { site } = one.scene.page;
  if (one.board.room.state !== 'open') return null;
  return button(
    'breathe',
    t('Nobody new for a while (after an event)'),
    () => one.hands.act(room(site, 'closed', 'after_event'), { stay: true }),
    { class: 'key' },
  );
}
