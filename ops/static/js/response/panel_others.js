/** Who else: other responses that run, the one that was joined, and whose taps these are. */

import { elapsed } from '../core/format.js';
import { t } from '../core/i18n.js';
import { whoIsThere } from '../wall/response_cell.js';
import * as floorActs from '../floor/acts.js';
import { BY_FOR } from '../floor/moves.js';
import { button, chip, group } from '../floor/parts.js';
import { responseWhere } from '../floor/places.js';
import { h } from '../floor/vnode.js';

/** @typedef {import('./view.js').Case} Case */

/** @param {Case} one */
export function othersPanel(one) {
  const others = one.board.responses.filter((other) => other.state === 'running' && other.id !== one.response.id);
  return h('div', { key: 'others-panel', class: 'panel' }, [
    group(
      'others',
      t('Running elsewhere'),
      others.map((other) =>
        button(
          other.id,
          [
            responseWhere(one.board, other),
            elapsed(one.scene.now - Date.parse(other.began_at)),
            other.more_hands_at ? t('MORE HANDS') : null,
            whoIsThere(other),
          ].filter(Boolean).join(' · '),
          () => one.hands.go({ name: 'response', id: other.id }),
          { class: 'chip' },
        ),
      ),
    ),
  ]);
}

/**
 * A tap where one ran already opened that one: is it about somebody else?
 * @param {Case} one
 */
export function samePlacePanel(one) {
  const { view } = one.scene.ui;
  const { response } = one;
  if (view.name !== 'response' || view.id === response.id || !one.running || one.scene.ui.draft.joined) return null;
  const target =
    response.booth === null
      ? { place: response.place ?? 'other' }
      : { booth: response.booth, ...(response.seat ? { seat: response.seat } : {}) };
  const another = () => {
    const id = one.hands.act(floorActs.respond(one.scene.page.site, one.where, { ...target, another: true }));
    if (id) one.hands.go({ name: 'response', id });
  };
  return h('div', { key: 'same-panel', class: 'panel joined' }, [
    h(
      'p',
      { key: 'said' },
      t('Already running %(time)s. You joined it.', { time: elapsed(one.scene.now - Date.parse(response.began_at)) }),
    ),
    button('another', t('Another %(person)s'), another, { class: 'key strong' }),
    button('same', t('Same %(person)s'), () => one.hands.draft({ joined: true }), { class: 'key' }),
  ]);
}

/**
 * Asked, never required: whose taps these are. One tap, no PIN, for a while.
 * @param {Case} one
 */
export function whoPanel(one) {
  const { hands, scene } = one;
  const staff = one.board.staff.filter((person) => person.name && person.id !== undefined);
  const mine = scene.ui.by?.id;
  const tap = (/** @type {import('../floor/scene.js').Ui['by']} */ by) => () => {
    hands.set({ by });
    hands.draft({ open: null });
  };
  return h(
    'div',
    { key: 'who-panel', class: 'panel' },
    group('names', t('Who is logging?'), [
      chip('team', t('the floor team'), !scene.ui.by, tap(null)),
      staff.map(({ id, name }) =>
        chip(
          String(id),
          String(name),
          mine === id,
          tap({ id: Number(id), name: String(name), until: scene.mono + BY_FOR }),
        ),
      ),
    ]),
  );
}
