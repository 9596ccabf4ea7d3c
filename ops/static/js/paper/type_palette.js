/** Large keys for the field the hand is in: digits, seats, letters. */

import { t } from '../core/i18n.js';
import { button } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import { codes } from './codes.js';
import { codeOf } from './typed_rows.js';
import { otherSpots, seatSpots } from './typed_place.js';

/** @typedef {import('../floor/scene.js').Scene} Scene */
/** @typedef {import('../floor/scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */

const DIGITS = [...'1234567890'];

/** @param {Scene} scene @param {Hands} hands @param {Board} board */
export function palette(scene, hands, board) {
  const { at, rows } = scene.typing;
  const row = at && rows.find((one) => one.id === at.row);
  if (!at || !row) return null;
  const code = codeOf(row.what);
  const key = (/** @type {string} */ text, /** @type {any} */ words, whole = true) =>
    button(text, words, () => hands.paper.press(text, whole), { class: 'key', ...(whole ? {} : { 'data-quick': '' }) });
  const digits = (/** @type {string[]} */ more) => [...DIGITS, ...more, '⌫'].map((text) => key(text, text, false));
  const seats = () => seatSpots(board).map((spot) => key(spot.name, spot.name));
  const keys = {
    time: () => digits([]),
    place: () => [seats(), otherSpots().map((spot) => key(spot.name, spot.name))],
    what: () => codes().map((one) => key(one.letter, [h('b', null, one.letter), h('span', null, one.word)])),
    value: () => (code?.what === 'moved' ? seats() : code?.what === 'note' ? [] : digits(['.'])),
  };
  return h(
    'div',
    { key: 'palette', class: `palette of-${at.field}`, role: 'group', 'aria-label': t('Keys for this field') },
    keys[at.field](),
  );
}
