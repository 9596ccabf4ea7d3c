/** Seating someone new, and adding someone to the waiting list. Nothing has to be said. */

import { cardIn } from '../core/cards.js';
import { t } from '../core/i18n.js';
import { closedBecause } from '../core/room_words.js';
import * as acts from './acts.js';
import { fewHands } from './few_hands.js';
import { freeText } from './free_text.js';
import { changesTo, toggled } from './moves.js';
import { paneTitle } from './pane_title.js';
import { button, chip, group } from './parts.js';
import { placeName } from './places.js';
import { h } from './vnode.js';
import { ageBand, looks, offeredGenders, offeredSubstances, roomStates, routes, wordFor } from './words.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('./scene.js').NewPerson} NewPerson */

/** In a lock-down, and with everyone out, nobody is seated in one tap: it is refused first. */
const GIVES_WAY = new Set(['closed', 'last_entry', 'closing']);

/**
 * @param {Scene} scene
 * @param {Hands} hands
 * @param {import('./scene.js').SeatPane} open
 * @param {import('./places.js').Place} place
 */
export function emptySeat(scene, hands, open, place) {
  const name = placeName(place.tile, place.seat.mark);
  const where = { booth: place.tile.id, seat: place.seat.mark };
  const shut = shutTo(scene);
  const mayGiveWay = shut !== null && GIVES_WAY.has(String(scene.board?.room.state));
  const anyway = mayGiveWay ? { room_says_otherwise: true } : {};
  const seat = () => hands.act(acts.arrive(scene.page.site, name, { ...where, ...said(scene.ui.person), ...anyway }));
  return h('div', { key: `empty-${where.booth}-${where.seat}`, class: 'pane-in' }, [
    paneTitle(name, hands, h('p', { class: 'who' }, t('free')), open),
    shut ? h('p', { key: 'shut', class: 'prompt' }, t('No new %(people)s: %(why)s', { why: shut })) : null,
    scene.board && fewHands(scene.board, scene.now),
    whoWaits(scene, hands, name, where),
    form(scene, hands),
    h('div', { key: 'go', class: 'go' }, [
      button('seat', mayGiveWay ? t('Seat anyway: the room says otherwise') : t('Seat'), seat, { class: 'key strong big' }),
      button('close-booth', t('Close this place'), () => hands.open({ kind: 'booth', booth: where.booth }), {
        class: 'key quiet',
      }),
    ]),
  ]);
}

/** Why the board takes nobody new, before it is asked to; null: it does. @param {Scene} scene */
function shutTo({ board }) {
  const room = board?.room;
  if (!room || room.state === 'open') return null;
  return [wordFor(roomStates(), room.state), room.reason ? closedBecause(room.reason) : ''].filter(Boolean).join(', ');
}

/** @param {Scene} scene @param {Hands} hands */
export function arriveForm(scene, hands) {
  const { person } = scene.ui;
  const add = () => hands.act(acts.arrive(scene.page.site, person.handle || t('someone'), said(person)));
  return h('div', { key: 'arrive', class: 'pane-in' }, [
    paneTitle(t('Waiting list'), hands, h('p', { class: 'who' }, t('someone new'))),
    form(scene, hands),
    h('div', { key: 'go', class: 'go' }, button('add', t('Add to the list'), add, { class: 'key strong big' })),
  ]);
}

/**
 * Only what was said goes out; silence is not a value.
 * @param {NewPerson} person
 */
function said(person) {
  /** @type {Record<string, any>} */
  const body = {};
  if (person.route) body.route = person.route;
  if (person.substances.length) body.substances = person.substances;
  if (person.handle.trim()) body.handle = person.handle.trim();
  if (person.look) body.look = person.look;
  const card = cardIn(person.card);
  if (card) body.card = card;
  if (person.gender) body.gender = person.gender;
  if (person.age) body.age = person.age;
  return body;
}

/**
 * Those whose turn it is, one tap from this seat.
 * @param {Scene} scene @param {Hands} hands @param {string} name @param {{booth: number, seat: string}} where
 */
function whoWaits(scene, hands, name, where) {
  const next = [...(scene.board?.waiting ?? [])]
    .sort((one, other) => Number(other.state === 'called') - Number(one.state === 'called'))
    .slice(0, 4);
  if (!next.length) return null;
  return group(
    'waiting',
    t('From the waiting list'),
    next.map((one) => {
      const who = one.handle ?? t('someone');
      const words = one.state === 'called' ? `${who} · ${t('called')}` : who;
      return button(one.id, words, () => hands.act(acts.seatWaiting(one.id, who, name, where)), {
        class: 'chip strong',
      });
    }),
  );
}

/** @param {Scene} scene @param {Hands} hands */
function form(scene, hands) {
  const { person } = scene.ui;
  const say = (/** @type {import('./scene.js').Changes<NewPerson>} */ more) =>
    hands.set((ui) => ({ person: { ...ui.person, ...changesTo(ui.person, more) } }));
  return h('div', { key: 'form', class: 'form' }, [
    choiceOrNot('route', t('How'), routes(), person.route, (route) => say({ route })),
    group(
      'what',
      t('What, as they say it (several)'),
      chip('none', t('rather not say'), !person.substances.length, () => say({ substances: [] })),
      offeredSubstances(person.substances).map(({ value, word }) =>
        chip(value, word, person.substances.includes(value), () =>
          say((present) => ({ substances: toggled(present.substances, value) })),
        ),
      ),
    ),
    group(
      'look',
      t('How we look in'),
      looks().map(({ value, word }) =>
        chip(value, word, person.look === value, () => say({ look: person.look === value ? null : value })),
      ),
    ),
    freeText('handle', t('Handle: a made-up word, or leave it empty'), {
      value: person.handle,
      longest: 24,
      say: (handle) => say({ handle }),
    }),
    scene.board?.room.cards ? cardField(person.card, (card) => say({ card })) : null,
    scene.board?.room.asked ? askedFields(scene.board.room.asked, person, say) : null,
  ]);
}

/**
 * Last, so that nothing stands further away for it; and nobody has to say it.
 * @param {NonNullable<import('../core/types.js').Room['asked']>} asked @param {NewPerson} person
 * @param {(more: Partial<NewPerson>) => void} say
 */
function askedFields(asked, person, say) {
  const ages = asked.ages.map((value) => ({ value, word: ageBand(value) }));
  return h('div', { key: 'asked', class: 'asked' }, [
    h('p', { key: 'why' }, asked.why),
    choiceOrNot('gender', t('Gender, if they like to say it'), offeredGenders(asked), person.gender, (gender) => say({ gender })),
    choiceOrNot('age', t('Age, if they like to say it'), ages, person.age, (age) => say({ age })),
  ]);
}

/**
 * One of these, or rather none.
 *
 * @param {string} key @param {string} name @param {{value: string, word: string}[]} offered @param {string | null} said
 * @param {(value: string | null) => void} pick
 */
function choiceOrNot(key, name, offered, said, pick) {
  return group(
    key,
    name,
    chip('none', t('rather not say'), said === null, () => pick(null)),
    offered.map(({ value, word }) => chip(value, word, said === value, () => pick(value))),
  );
}

/** Their choice, and a mistyped one is said before anybody is seated. @param {string} typed @param {(typed: string) => void} say */
function cardField(typed, say) {
  const good = cardIn(typed) !== null;
  return h('label', { key: 'card', class: 'field' }, [
    h('span', { key: 'name' }, t('Card, if they want to use one')),
    h('input', {
      key: 'line',
      type: 'text',
      value: typed,
      maxlength: '120',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      placeholder: t('the eight words on it'),
      oninput: (/** @type {any} */ event) => say(event.target.value),
    }),
    typed.trim() === ''
      ? null
      : h(
          'span',
          { key: 'read', class: good ? 'read' : 'warning', role: 'status' },
          good ? t('Read. It is counted once this month, whoever it is.') : t('Not a whole card: a word may be mistyped or missing. Seated so, the card is left out.'),
        ),
  ]);
}
