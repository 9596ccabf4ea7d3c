/** What can be said about a response at any time, and never has to be: its kind, where it is, whose it is. */

import { t } from '../core/i18n.js';
import { chip, choice, group } from '../floor/parts.js';
import { boothName, boothOf } from '../floor/places.js';
import { h } from '../floor/vnode.js';
import { responsePlaces } from '../floor/words.js';
import * as acts from './acts.js';
import { kinds } from './words.js';

/** @typedef {import('./view.js').Case} Case */
/** @typedef {(changes: Record<string, any>, word: string) => () => void} Say */

/** Everything at once, opened from the top. @param {Case} one */
export function aboutPanel(one) {
  return h('div', { key: 'about-panel', class: 'panel' }, [kindGroup(one), placeGroup(one), personGroup(one)]);
}

/**
 * A response may run with no more than "elsewhere". One tap says where; in a shared place one
 * more says who. Asked while it is not known.
 * @param {Case} one
 */
export function askPanel(one) {
  const { response } = one;
  if (!one.running || one.scene.ui.draft.open === 'kind') return null;
  const nowhere = response.booth === null && (response.place === null || response.place === 'other');
  const asked = nowhere ? placeGroup(one) : response.visit ? null : personGroup(one);
  return asked && h('div', { key: 'ask-panel', class: 'ask' }, [asked]);
}

/** @param {Case} one */
function kindGroup(one) {
  return choice('kind', t('Kind, as it looks now'), kinds(), one.response.kind, (kind) => {
    one.hands.act(acts.setKind(one.response.id, kind));
    one.hands.draft({ open: null });
  });
}

/** @param {Case} one */
function placeGroup(one) {
  const { response, board } = one;
  const say = sayer(one);
  const outside = responsePlaces().slice(0, 3);
  return group(
    'place',
    t('Where? (may be said later)'),
    outside.map(({ value, word }) => chip(value, word, response.place === value, say({ place: value }, word))),
    board.booths.map((tile) => chip(`booth-${tile.id}`, tile.name, response.booth === tile.id, boothSaid(tile, say))),
  );
}

/** @param {Case} one */
function personGroup(one) {
  const { response } = one;
  const tile = boothOf(one.board, response.booth);
  const people = tile?.seats.filter((seat) => seat.visit) ?? [];
  if (!tile || !people.length) return null;
  const say = sayer(one);
  const offers = people.map(({ mark, visit }) => {
    const words = [mark, visit?.handle].filter(Boolean).join(' · ');
    const said = { visit: visit?.id, booth: tile.id, seat: mark };
    return chip(mark, words, response.visit === visit?.id, say(said, `${boothName(tile)} ${mark}`));
  });
  return group('who', t('Who is it? (may stay open)'), offers);
}

/** @param {Case} one @returns {Say} */
function sayer(one) {
  return (changes, word) => () => {
    one.hands.act(acts.change(one.response.id, changes, `${t('place')}: ${word}`));
    one.hands.draft({ open: null });
  };
}

/**
 * @param {import('../core/types.js').Tile} tile
 * @param {Say} say
 */
function boothSaid(tile, say) {
  const taken = tile.seats.filter((seat) => seat.visit);
  const only = tile.seats.length === 1 ? tile.seats[0] : null;
  const visit = taken.length === 1 && only ? only.visit?.id : undefined;
  return say({ booth: tile.id, ...(only ? { seat: only.mark } : {}), ...(visit ? { visit } : {}) }, boothName(tile));
}
