/** Over is not complete: three taps for the outcome, then where the person goes. */

import { t } from '../core/i18n.js';
import * as floorActs from '../floor/acts.js';
import { button, chip, choice, group } from '../floor/parts.js';
import { placeName, placeOf } from '../floor/places.js';
import { h } from '../floor/vnode.js';
import * as acts from './acts.js';
import { RECONSTRUCTED } from './catch_up.js';
import { lacking } from './lacking.js';
import { outcomeQuestion } from './outcome.js';
import { whoSays } from './panel_sign.js';
import { kinds, outcomeAmbulance, outcomePlaces, outcomeStates } from './words.js';

/** @typedef {import('./view.js').Case} Case */
/** @typedef {'state' | 'place' | 'ambulance'} Part */

/** @param {Case} one */
export function outcomePanel(one) {
  const { response } = one;
  if (response.state === 'all_ok' || response.state === 'mis_tap' || response.state === 'undone') {
    const words = {
      all_ok: t('All OK, no response was needed. Counted apart.'),
      mis_tap: t('A mis-tap. Counted apart.'),
      undone: t('Undone. It counts nowhere.'),
    };
    return h('p', { key: 'nothing', class: 'calm' }, words[response.state]);
  }
  const died = response.outcome?.state === 'died';
  const question = outcomeQuestion(response.outcome);
  return h('div', { key: 'outcome', class: 'panel outcome', role: 'group', 'aria-label': t('Outcome') }, [
    h('h2', { key: 'title' }, missingWords(one)),
    row(one, 'state', t('The %(person)s'), outcomeStates()),
    row(one, 'place', t('Where to'), outcomePlaces()),
    row(one, 'ambulance', t('Ambulance'), outcomeAmbulance()),
    whoSays(one),
    response.marks?.includes(RECONSTRUCTED)
      ? h('p', { key: 'reconstructed', class: 'facts' }, t('Reconstructed in part: some acts were placed afterwards.'))
      : null,
    question ? h('p', { key: 'question', class: 'prompt' }, question) : null,
    died ? h('p', { key: 'died', class: 'prompt' }, t('The %(person)s died.')) : dying(one),
  ]);
}

/** What the record still lacks, in words. @param {Case} one */
function missingWords(one) {
  const lacks = one.response.missing ?? [];
  if (one.response.complete || !lacks.length) {
    return outcomeQuestion(one.response.outcome)
      ? t('The record is complete, with a question below.')
      : t('The record is complete. It can still be changed.');
  }
  return t('Over. To finish: %(what)s', { what: lacking(lacks) });
}

/**
 * @param {Case} one @param {Part} part @param {string} name @param {import('../floor/words.js').Offer[]} offers
 */
function row(one, part, name, offers) {
  return choice(part, name, offers, one.response.outcome?.[part], (value, word) =>
    one.hands.act(acts.outcome(one.response.id, part, value, word)),
  );
}

/** Entered in two steps, never in the quick row. @param {Case} one */
function dying(one) {
  const { hands, response } = one;
  if (!one.scene.ui.draft.diedAsked)
    return button('died', t('The %(person)s died…'), () => hands.draft({ diedAsked: true }), { class: 'key quiet' });
  const record = () => {
    hands.act(acts.outcome(response.id, 'state', 'died', t('died')));
    hands.draft({ diedAsked: false });
  };
  return h('div', { key: 'died-asked', class: 'pair' }, [
    h('p', { key: 'ask' }, t('Record that the %(person)s died? It can be changed later.')),
    button('yes', t('Record it'), record, { class: 'key strong' }),
    button('no', t('Back'), () => hands.draft({ diedAsked: false }), { class: 'key' }),
  ]);
}

/** Where the person is now, and where else looks can go on. @param {Case} one */
export function aftercarePanel(one) {
  const { board, hands, response } = one;
  const found = placeOf(board, response.visit);
  const parts = [];
  if (found) {
    const name = placeName(found.tile, found.seat.mark);
    const rooms = board.booths.filter((tile) => tile.kind === 'aftercare' && tile.id !== found.tile.id);
    const act = (/** @type {number | null} */ booth) => () =>
      hands.act(floorActs.aftercare(found.visit.id, name, booth), { stay: true });
    const aftercare = found.visit.state === 'aftercare';
    parts.push(
      h(
        'p',
        { key: 'now', class: 'now' },
        aftercare
          ? t('Now in %(where)s, in aftercare. Looks go on there.', { where: name })
          : t('Now in %(where)s. Looks go on there.', { where: name }),
      ),
      rooms.length || !aftercare
        ? group(
            'aftercare',
            t('Aftercare'),
            rooms.map((tile) => button(`to-${tile.id}`, `→ ${tile.name}`, act(tile.id), { class: 'chip' })),
            found.tile.kind === 'aftercare' ? null : chip('here', t('in this place'), aftercare, act(null)),
          )
        : null,
    );
  }
  if (response.kind === 'unknown' && response.state === 'over') {
    parts.push(
      group(
        'kind',
        t('Kind'),
        kinds()
          .filter(({ value }) => value !== 'unknown')
          .map(({ value, word }) => chip(value, word, false, () => hands.act(acts.setKind(response.id, value)))),
      ),
    );
  }
  return parts.length ? h('div', { key: 'after', class: 'panel' }, parts) : null;
}
