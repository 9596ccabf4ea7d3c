/** Every act without a definite answer: what waits, what was set aside and what to do about it. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import { waitsForAnother } from '../core/outbox_aside.js';
import { paneTitle } from './pane_title.js';
import { asideCard, fateWords } from './toasts.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */

/** @param {Scene} scene @param {import('./scene.js').Hands} hands */
export function unsentPane(scene, hands) {
  return h('div', { key: 'unsent', class: 'pane-in' }, [
    paneTitle(t('Acts to send'), hands, h('p', { class: 'who' }, why(scene))),
    unsentList(scene, hands),
  ]);
}

/** @param {Scene} scene @param {import('./scene.js').Hands} hands */
export function unsentList(scene, hands) {
  const { unsent, setAside, heldUpBy } = scene.sending;
  const zone = scene.board?.room.time_zone ?? 'UTC';
  return h('ul', { key: 'acts', class: 'acts' }, [
    setAside.map((act) =>
      h(
        'li',
        { key: act.id },
        waitsForAnother(act, setAside)
          ? h(
              'p',
              { class: 'because' },
              h('strong', null, act.label),
              h('span', { class: 'fate' }, t('waits for the act above that was set aside')),
            )
          : asideCard(act, scene, hands, true),
      ),
    ),
    unsent.map((act) =>
      h(
        'li',
        { key: act.id },
        h(
          'p',
          null,
          h('span', { class: 'time' }, clock(act.made_at, zone)),
          h('strong', null, act.label),
          h('span', { class: 'fate' }, act.id === heldUpBy ? t('the server fails at this one') : fateWords(scene.fate(act.id) ?? 'saved')),
        ),
      ),
    ),
  ]);
}

/** @param {Scene} scene */
function why(scene) {
  const { unsent, setAside, unreachable, cannot, heldUpBy, signedOut } = scene.sending;
  if (signedOut) return t('This tablet needs its way in again. What you tap is kept here until then.');
  if (unsent.length && unreachable)
    return t(
      'The server cannot be reached. Everything is kept here and goes out in order, once, when it is back. Other tablets cannot see it yet.',
    );
  if (unsent.length && cannot === 'disk_full')
    return t(
      'Not recorded: the disk of the server is full. Everything is kept here and goes out in order, once, when there is room.',
    );
  if (heldUpBy)
    return t(
      'The server fails at one of these, time after time. What is tapped in a response goes past it; the others are kept here until it is taken. Tell whoever looks after the server.',
    );
  if (unsent.length && cannot)
    return t(
      'The server cannot record these now. Everything is kept here and goes out in order, once, when it can. Other tablets cannot see it yet.',
    );
  if (unsent.length) return t('On their way.');
  return setAside.length
    ? t('The server refused these. Nothing else was held up by them.')
    : t('Everything is on record.');
}
