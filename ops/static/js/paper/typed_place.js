/** A place as a hand wrote it: "3", "4b", "smo a", "washroom". Pure. */

import { t } from '../core/i18n.js';
import { placeName } from '../floor/places.js';
import { responsePlaces } from '../floor/words.js';
import { isShared, shownSeats } from '../wall/view.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {{key: string, name: string, booth?: number, seat?: string, place?: string}} Spot */

/** Every seat that can be meant, in the room's order. @param {Board} board @returns {Spot[]} */
export function seatSpots(board) {
  return board.booths.flatMap((tile) =>
    shownSeats(tile).map(({ mark }) => ({
      key: `${tile.id}/${mark}`, name: placeName(tile, mark), booth: tile.id, seat: mark,
    })),
  );
}

/** Where a response can be besides. @returns {Spot[]} */
export function otherSpots() {
  return responsePlaces().map(({ value, word }) => ({ key: value, name: word, place: value }));
}

/**
 * @param {Board} board @param {string} text
 * @param {boolean} anywhere whether a place without a seat may be meant
 * @returns {Spot | {wrong: string}}
 */
export function readPlace(board, text, anywhere) {
  const said = plain(text);
  if (!said) return { wrong: t('Which seat?') };
  const others = anywhere ? otherSpots() : [];
  const exact = [...seatSpots(board), ...others].filter((spot) => plain(spot.name) === said);
  if (exact[0]) return exact[0];
  const meant = [...board.booths.flatMap((tile) => seatsMeant(tile, said)), ...others.filter((spot) => plain(spot.name).startsWith(said))];
  if (meant.length === 1 && meant[0]) return meant[0];
  return { wrong: meant.length ? t('Which seat there? %(names)s', { names: names(meant) }) : t('No such place here.') };
}

/**
 * By the beginning of its name, and the mark where there are several seats.
 * @param {import('../core/types.js').Tile} tile @param {string} said @returns {Spot[]}
 */
function seatsMeant(tile, said) {
  const name = plain(tile.name);
  const spots = shownSeats(tile).map(({ mark }) => ({
    key: `${tile.id}/${mark}`, name: placeName(tile, mark), booth: tile.id, seat: mark, mark: plain(mark),
  }));
  const begins = (/** @type {string} */ text) => text !== '' && (/^\d+$/.test(name) ? name === text : name.startsWith(text));
  const marked = isShared(tile)
    ? spots.filter(({ mark }) => said.endsWith(mark) && begins(said.slice(0, -mark.length)))
    : [];
  const found = marked.length ? marked : begins(said) ? spots : [];
  return found.map(({ mark: _mark, ...spot }) => spot);
}

/** @param {Spot[]} spots */
function names(spots) {
  return spots.slice(0, 6).map((spot) => spot.name).join(', ');
}

/** Case, blanks and the word for a booth say nothing. @param {string} text */
function plain(text) {
  const word = t('Booth %(name)s', { name: '' }).trim().toLowerCase();
  const said = text.trim().toLowerCase();
  return (said.startsWith(word) ? said.slice(word.length) : said).replace(/[\s.\-/]/g, '');
}
