/** What can be said about a response at any time: its kind, where it is, whose it is. */

import { elapsed } from '../core/format.js';
import { t } from '../core/i18n.js';
import { whoIsThere } from '../wall/view.js';
import * as floorActs from '../floor/acts.js';
import { BY_FOR } from '../floor/moves.js';
import { button, chip, group } from '../floor/parts.js';
import { boothName, boothOf, responseWhere } from '../floor/places.js';
import { h } from '../floor/vnode.js';
import { responsePlaces } from '../floor/words.js';
import * as acts from './acts.js';
import { kinds } from './words.js';

/** @typedef {import('./view.js').Case} Case */

/** @param {Case} one */
export function kindPanel(one) {
  const set = (/** @type {string} */ kind) => () => {
    one.hands.act(acts.setKind(one.response.id, kind));
    one.hands.draft({ open: null });
  };
  return h('div', { key: 'kind-panel', class: 'panel' }, group('kind', t('Kind, as it looks now'), kinds().map(({ value, word }) => chip(value, word, one.response.kind === value, set(value)))));
}

/** @param {Case} one */
export function othersPanel(one) {
  const others = one.board.responses.filter((other) => other.state === 'running' && other.id !== one.response.id);
  return h('div', { key: 'others-panel', class: 'panel' }, [
    group('others', t('Running elsewhere'), others.map((other) =>
      button(other.id, `${responseWhere(one.board, other)} · ${elapsed(one.scene.now - Date.parse(other.began_at))} · ${whoIsThere(other)}`, () => one.hands.go({ name: 'response', id: other.id }), { class: 'chip' }),
    )),
  ]);
}

/**
 * A response may run with no more than "elsewhere". One tap says where; in a shared place one
 * more says who.
 * @param {Case} one
 */
export function placePanel(one) {
  const { response, board, hands } = one;
  const open = one.scene.ui.draft.open === 'place';
  const unknown = response.booth === null && (response.place === null || response.place === 'other');
  const at = boothOf(board, response.booth);
  const people = at?.seats.filter((seat) => seat.visit) ?? [];
  const nobody = one.running && at !== null && !response.visit && people.length > 0;
  const say = (/** @type {Record<string, any>} */ changes, /** @type {string} */ word) => () => {
    hands.act(acts.change(response.id, changes, `${t('place')}: ${word}`));
    hands.draft({ open: null });
  };
  if (nobody && !open) {
    return h('div', { key: 'person-panel', class: 'panel' }, group('who', t('Who is it? (may stay open)'), people.map(({ mark, visit }) =>
      button(mark, [mark, visit?.handle].filter(Boolean).join(' · '), say({ visit: visit?.id, booth: at.id, seat: mark }, `${boothName(at)} ${mark}`), { class: 'chip' }),
    )));
  }
  if (!(unknown && one.running) && !open) return null;
  return h('div', { key: 'place-panel', class: 'panel' }, [
    group('place', t('Where? (may be said later)'), responsePlaces().slice(0, 3).map(({ value, word }) => chip(value, word, response.place === value, say({ place: value }, word))), board.booths.map((tile) => chip(`booth-${tile.id}`, tile.name, response.booth === tile.id, boothSaid(tile, say)))),
  ]);
}

/**
 * @param {import('../core/types.js').Tile} tile
 * @param {(changes: Record<string, any>, word: string) => () => void} say
 */
function boothSaid(tile, say) {
  const taken = tile.seats.filter((seat) => seat.visit);
  const only = tile.seats.length === 1 ? tile.seats[0] : null;
  const visit = taken.length === 1 && only ? only.visit?.id : undefined;
  return say({ booth: tile.id, ...(only ? { seat: only.mark } : {}), ...(visit ? { visit } : {}) }, boothName(tile));
}

/**
 * A tap where one ran already opened that one: is it about somebody else?
 * @param {Case} one
 */
export function samePlacePanel(one) {
  const { view } = one.scene.ui;
  const { response } = one;
  if (view.name !== 'response' || view.id === response.id || !one.running || one.scene.ui.draft.joined) return null;
  const target = response.booth === null ? { place: response.place ?? 'other' } : { booth: response.booth, ...(response.seat ? { seat: response.seat } : {}) };
  const another = () => {
    const id = one.hands.act(floorActs.respond(one.scene.page.site, one.where, { ...target, another: true }));
    if (id) one.hands.go({ name: 'response', id });
  };
  return h('div', { key: 'same-panel', class: 'panel joined' }, [
    h('p', { key: 'said' }, t('Already running %(time)s. You joined it.', { time: elapsed(one.scene.now - Date.parse(response.began_at)) })),
    button('another', t('Another person'), another, { class: 'key strong' }),
    button('same', t('Same person'), () => one.hands.draft({ joined: true }), { class: 'key' }),
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
  return h('div', { key: 'who-panel', class: 'panel' }, group('names', t('Who is logging?'), [
    chip('team', t('the floor team'), !scene.ui.by, tap(null)),
    staff.map(({ id, name }) => chip(String(id), String(name), mine === id, tap({ id: Number(id), name: String(name), until: scene.now + BY_FOR }))),
  ]));
}
