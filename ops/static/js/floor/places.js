/** Finding people and places on a board, and what a place is called. Pure. */

import { t } from '../core/i18n.js';
import { isShared } from '../wall/view.js';
import { responsePlaces, wordFor } from './words.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Tile} Tile */
/** @typedef {import('../core/types.js').Seat} Seat */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {{tile: Tile, seat: Seat}} Place */

/**
 * @param {Board} board
 * @param {number | null | undefined} id
 */
export function boothOf(board, id) {
  return board.booths.find((tile) => tile.id === id) ?? null;
}

/**
 * @param {Board} board
 * @param {number | null | undefined} booth
 * @param {string | null | undefined} mark
 * @returns {Place | null}
 */
export function placeAt(board, booth, mark) {
  const tile = boothOf(board, booth);
  const seat = tile?.seats.find((one) => one.mark === mark) ?? null;
  return tile && seat ? { tile, seat } : null;
}

/**
 * @param {Board} board
 * @param {string | null | undefined} visit
 * @returns {(Place & {visit: Visit}) | null}
 */
export function placeOf(board, visit) {
  if (!visit) return null;
  for (const tile of board.booths) {
    for (const seat of tile.seats) {
      if (seat.visit?.id === visit) return { tile, seat, visit: seat.visit };
    }
  }
  return null;
}

/**
 * "Booth 3", "Smoking"; a name that is only a number gets the word.
 * @param {Tile} tile
 */
export function boothName(tile) {
  return /^\d+$/.test(tile.name) ? t('Booth %(name)s', { name: tile.name }) : tile.name;
}

/**
 * What a seat is called: its mark, or the word for a seat that is not part of the room.
 * @param {string} mark "B"; an extra one's is "+1", "+2"
 */
export function seatName(mark) {
  if (!mark.startsWith('+')) return mark;
  return mark === '+1' ? t('extra') : t('extra %(n)s', { n: mark.slice(1) });
}

/**
 * "Booth 3", "Booth 4 B", "Booth 3 extra": the mark only where it says something.
 * @param {Tile} tile
 * @param {string | null | undefined} mark
 */
export function placeName(tile, mark) {
  const said = mark && (isShared(tile) || mark.startsWith('+'));
  return said ? `${boothName(tile)} ${seatName(mark)}` : boothName(tile);
}

/**
 * Where a response is, in words.
 * @param {Board} board
 * @param {{booth: number | null, seat: string | null, place: string | null}} response
 */
export function responseWhere(board, response) {
  const tile = boothOf(board, response.booth);
  if (tile) return placeName(tile, response.seat);
  return wordFor(responsePlaces(), response.place ?? 'other');
}

/**
 * The response meant by an id: its own, or one it was joined to.
 * @template {BoardResponse} R
 * @param {R[]} responses
 * @param {string} id
 * @returns {R | null}
 */
export function responseBy(responses, id) {
  return responses.find((one) => one.id === id || one.aliases?.includes(id)) ?? null;
}
