/**
 * Who sits where, with this tablet's unsent acts on it: the twin of ops/domain/visit_places.py.
 * Pure; what is given is written on.
 */

import { happenedAt } from '../core/outbox_rules.js';
import { nextLook } from './overlay_clock.js';
import { found, inPlace, isOut } from './overlay_looks.js';
import { placeAt, placeOf } from './places.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Tile} Tile */
/** @typedef {import('../core/outbox_rules.js').Act} Act */
/** @typedef {import('./overlay_clock.js').Stay} Stay */
/** @typedef {import('./places.js').Place} Place */
/** @typedef {Place & {visit: Stay}} Theirs */

/** @type {Record<string, (board: Board, act: Act) => void>} */
export const PAINT_PLACES = {
  arrive,
  move(board, act) {
    const from = placeOf(board, act.about.visit);
    const to = placeAt(board, act.about.booth, act.about.seat);
    if (from && to && !to.seat.visit) brought(board, from, to, happenedAt(act), from.visit.state !== 'stepped_out');
  },
  swap,
  seat: fromWaiting,
  aftercare(board, act) {
    const from = placeOf(board, act.about.visit);
    if (!from) return;
    const { tile } = from;
    const to = act.about.booth === undefined || act.about.booth === tile.id ? from : freePlace(board, act.about.booth);
    if (!to || (to === from && from.visit.state === 'aftercare')) return;
    toAftercare(from.visit);
    brought(board, from, to, happenedAt(act), true);
  },
  back,
  end: leave,
};

/** @param {Board} board @param {Act} act */
function arrive(board, act) {
  const at = happenedAt(act);
  const { booth, seat, route, handle, substances, look } = act.about;
  const person = { id: act.id, route: route ?? null, handle: handle ?? null, substances: substances ?? [], look };
  const place = placeAt(board, booth, seat);
  if (booth === undefined)
    board.waiting.push({ ...person, state: 'waiting', arrived_at: at, position: board.waiting.length + 1 });
  else if (place && !place.seat.visit) sitsDown(board, place, { ...person, state: 'using', arrived_at: at }, at);
}

/** @param {Board} board @param {Act} act */
function fromWaiting(board, act) {
  const person = board.waiting.find((one) => one.id === act.about.visit);
  const place = placeAt(board, act.about.booth, act.about.seat);
  if (!person || !place || place.seat.visit) return;
  board.waiting = board.waiting.filter((one) => one !== person);
  const { position: _position, hold_until: _hold, called_at: _called, ...kept } = person;
  sitsDown(board, place, { ...kept, state: 'using' }, happenedAt(act));
}

/**
 * Seating is being seen. In a using place it begins a use; in aftercare it does not.
 * @param {Board} board
 * @param {Place} place
 * @param {Stay} visit
 * @param {string} at
 * @param {'asleep' | null} [answer] who is found asleep in a seat, asleep
 */
export function sitsDown(board, place, visit, at, answer = null) {
  const inAftercare = place.tile.kind === 'aftercare';
  Object.assign(visit, {
    state: inAftercare ? 'aftercare' : 'using',
    seated_at: at,
    last_look_at: at,
    episodes: inAftercare ? 0 : 1,
    asleep_in_a_row: answer ? 1 : 0,
    track: 'regular',
    answer,
  });
  nextLook(board, visit, at);
  place.seat.visit = visit;
  place.tile.status = 'occupied';
}

/** Both change seats at once; whoever is out is still out. @param {Board} board @param {Act} act */
function swap(board, act) {
  const first = placeOf(board, act.about.visit);
  const second = placeOf(board, act.about.with);
  if (!first || !second || first.seat === second.seat) return;
  const at = happenedAt(act);
  const [one, other] = [first.visit, second.visit];
  first.seat.visit = other;
  second.seat.visit = one;
  placed(board, { ...second, visit: one }, at, !isOut(one));
  placed(board, { ...first, visit: other }, at, !isOut(other));
  goAlong(board, one, first.tile, second);
  goAlong(board, other, second.tile, first);
}

/**
 * Back in the seat, or in another one; their clock begins again. Who had left is seated with
 * what little the list of those who left tells.
 * @param {Board} board
 * @param {Act} act
 */
function back(board, act) {
  const from = placeOf(board, act.about.visit);
  const meant = placeAt(board, act.about.booth, act.about.seat);
  const at = happenedAt(act);
  if (!from) return reopened(board, act, meant, at);
  if (!isOut(from.visit)) return;
  const to = meant && !meant.seat.visit ? meant : from;
  brought(board, from, to, at, true);
}

/** @param {Board} board @param {Act} act @param {Place | null} meant @param {string} at */
function reopened(board, act, meant, at) {
  const left = board.room.recently_left ?? [];
  const person = left.find((one) => one.id === act.about.visit);
  if (!person) return;
  const before = placeAt(board, Number(person.booth), String(person.seat));
  const place = meant ?? before;
  if (!place || place.seat.visit) return;
  board.room = { ...board.room, recently_left: left.filter((one) => one !== person) };
  /** @type {Stay} */
  const visit = { id: act.about.visit, state: 'using', seated_at: at, last_look_at: at, answer: null, stage: null };
  nextLook(board, visit, at);
  place.seat.visit = visit;
  place.tile.status = 'occupied';
}

/**
 * @param {Board} board
 * @param {Theirs} from
 * @param {Place} to
 * @param {string} at
 * @param {boolean} seen they are there; else only the kept place changes
 */
function brought(board, from, to, at, seen) {
  const { visit } = from;
  if (from.seat !== to.seat) {
    delete from.seat.visit;
    to.seat.visit = visit;
    to.tile.status = 'occupied';
    emptied(from.tile, at);
    goAlong(board, visit, from.tile, to);
  }
  placed(board, { ...to, visit }, at, seen);
}

/**
 * The clock survives every move. Someone looked for has been found, and someone the board was not
 * sure of is sure again.
 * @param {Board} board
 * @param {Theirs} there
 * @param {string} at
 * @param {boolean} seen
 */
function placed(board, { tile, visit }, at, seen) {
  if (tile.kind === 'aftercare') toAftercare(visit);
  if (!seen) return;
  const isFound = isOut(visit) || Boolean(visit.confirm_since);
  inPlace(visit, tile);
  if (isFound) found(board, visit, at);
}

/** Someone who is out comes back to it. @param {Stay} visit */
function toAftercare(visit) {
  visit.stage = 'aftercare';
  if (!isOut(visit)) visit.state = 'aftercare';
}

/** What runs for them where they were runs where they are now. @param {Board} board @param {Stay} visit @param {Tile} left @param {Place} to */
function goAlong(board, visit, left, to) {
  for (const one of board.responses) {
    const theirs = one.state === 'running' && one.visit === visit.id && one.booth === left.id;
    if (theirs) Object.assign(one, { booth: to.tile.id, seat: to.seat.mark });
  }
}

/** A free seat of it, or one more. @param {Board} board @param {number} booth @returns {Place | null} */
function freePlace(board, booth) {
  const tile = board.booths.find((one) => one.id === booth);
  if (!tile) return null;
  const free = tile.seats.find((seat) => !seat.visit);
  if (free) return { tile, seat: free };
  const seat = { mark: nextMark(tile), extra: true };
  tile.seats.push(seat);
  return { tile, seat };
}

/** The mark of one more seat that is not part of the room. @param {Tile} tile */
export function nextMark(tile) {
  const taken = new Set(tile.seats.map((seat) => seat.mark));
  let number = 1;
  while (taken.has(`+${number}`)) number += 1;
  return `+${number}`;
}

/** @param {Board} board @param {Act} act */
export function leave(board, act) {
  const place = placeOf(board, act.about.visit);
  if (!place) return;
  delete place.seat.visit;
  emptied(place.tile, happenedAt(act));
}

/**
 * Somebody left a seat of it. Only the last one leaves a place to be cleaned, if it is wiped at all.
 * @param {Tile} tile
 * @param {string} at
 */
function emptied(tile, at) {
  if (tile.seats.some((seat) => seat.visit)) return;
  tile.status = tile.wiped === false ? 'free' : 'cleaning';
  if (tile.status === 'cleaning') tile.cleaning_since = at;
}
