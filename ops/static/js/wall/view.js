/**
 * What a tile says at one moment: words, shapes and tones, made from the board and now.
 * Pure. What the wall may not show (handles, substances, names, treatment, usual times)
 * is never read here.
 *
 * @typedef {import('../core/types.js').Tile} Tile
 * @typedef {import('../core/types.js').Seat} Seat
 * @typedef {import('../core/types.js').BoardResponse} BoardResponse
 * @typedef {import('./tones.js').CellView} CellView
 * @typedef {import('./tones.js').Moment} Moment
 * @typedef {import('./tones.js').Tone} Tone
 *
 * @typedef {object} TileView
 * @property {number} id
 * @property {string} name
 * @property {Tone} tone the worst of its people
 * @property {boolean} shared a place made for several, which has a name over its seats
 * @property {CellView[]} cells
 * @property {CellView[]} atLarge responses in a shared place where nobody has said which seat
 */

import { millis, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { responseCell } from './response_cell.js';
import { loudest, plain } from './tones.js';
import { visitCell } from './visit_cell.js';

/**
 * @param {Tile} booth
 * @param {Moment} moment
 * @returns {TileView}
 */
export function tileView(booth, moment) {
  const running = moment.responses.filter((one) => one.state === 'running');
  const here = running.filter((one) => one.booth === booth.id);
  const seats = shownSeats(booth);
  const shared = isShared(booth);
  const taken = seats.some((seat) => seat.visit) || here.length > 0;
  const { id, name } = booth;
  if (!taken && booth.status !== 'occupied' && (booth.status !== 'free' || !shared)) {
    const cell = emptyCell(booth, moment.now);
    return { id, name, tone: cell.tone, shared: false, cells: [cell], atLarge: [] };
  }
  const several = seats.length > 1;
  const cells = seats.map((seat) => seatCell(seat, shared || seat.extra ? seat.mark : name, running, here, several, moment));
  const atLarge = several ? unseated(here, seats).map((one) => responseCell(one, shared ? '' : name, moment)) : [];
  return { id, name, tone: loudest([...cells, ...atLarge]).tone, shared, cells, atLarge };
}

/** An extra seat is there only while somebody is in it. @param {Tile} booth */
export function shownSeats(booth) {
  return booth.seats.filter((seat) => seat.visit || !seat.extra);
}

/** @param {Tile} booth */
export function isShared(booth) {
  return booth.seats.filter((seat) => !seat.extra).length > 1;
}

/**
 * @param {BoardResponse[]} here
 * @param {Seat[]} seats
 */
function unseated(here, seats) {
  const marks = new Set(seats.map((seat) => seat.mark));
  const theirs = new Set(seats.map((seat) => seat.visit?.response));
  return here.filter((one) => !theirs.has(one.id) && (!one.seat || !marks.has(one.seat)));
}

/**
 * Whoever is helped is so wherever the response was moved to: their check rests.
 *
 * @param {Seat} seat
 * @param {string} label
 * @param {BoardResponse[]} running anywhere
 * @param {BoardResponse[]} here in this place
 * @param {boolean} several
 * @param {Moment} moment
 * @returns {CellView}
 */
function seatCell(seat, label, running, here, several, moment) {
  const theirs = running.filter((one) => one.id === seat.visit?.response);
  const atSeat = here.filter((one) => one.seat === seat.mark || !several);
  const helped = [...theirs, ...atSeat].map((one) => responseCell(one, label, moment));
  if (helped.length) return loudest(helped);
  return seat.visit ? visitCell(seat.visit, label, moment) : plain(label, 'free', t('free'));
}

/**
 * @param {Tile} booth
 * @param {number} now
 * @returns {CellView}
 */
function emptyCell(booth, now) {
  if (booth.status === 'closed') return { ...plain(booth.name, 'closed', t('closed')), shape: 'cross' };
  if (booth.status !== 'cleaning') return plain(booth.name, 'free', t('free'));
  const since = millis(booth.cleaning_since);
  return {
    ...plain(booth.name, 'clean', since === null ? '' : minutes(now - since)),
    shape: 'broom',
    word: t('cleaning'),
  };
}
