/** Sound off, and a walk from seat to seat, with this tablet's unsent acts on them. Pure. */

import { follows, shown } from '../core/walk.js';
import { lookedAt, satDown } from './overlay_clock.js';
import { placeAt } from './places.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Tile} Tile */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

const PAUSE_FOR = 120;

/** @type {Record<string, (board: Board, act: Act) => void>} */
export const PAINT_EYES = {
  pause(board, act) {
    const { room } = board;
    const at = happened(act);
    const seconds = Number(room.protocol?.pause_for ?? PAUSE_FOR);
    const until = new Date(Date.parse(at) + seconds * 1000).toISOString();
    const others = (room.pauses ?? []).filter((one) => one.cause !== act.about.cause);
    board.room = { ...room, pauses: [...others, { cause: act.about.cause, at, until }] };
  },
  walk_begin(board, act) {
    if (board.room.walk) return;
    const kind = board.booths.some((tile) => tile.seats.some((seat) => toConfirm(seat.visit)))
      ? 'reconfirm'
      : 'walk_round';
    board.room = { ...board.room, walk: { id: act.id, kind, began_at: happened(act), found: [] } };
  },
  walk_found: found,
  walk_end(board) {
    board.room = { ...board.room, walk: null };
  },
};

/**
 * One seat: the finding itself, and what it makes of the board.
 * @param {Board} board
 * @param {Act} act
 */
function found(board, act) {
  const { booth, seat: mark, found: what, visit, differs } = act.about;
  const place = placeAt(board, booth, mark);
  const { walk } = board.room;
  if (!place) return;
  const there = place.seat.visit;
  const meant = !visit || visit === there?.id;
  const next = meant ? follows(shown(there), what, toConfirm(there))[0] : 'nothing';
  if (walk) {
    const entry = { booth, seat: mark, found: what, differs };
    board.room = { ...board.room, walk: { ...walk, found: [...walk.found, entry] } };
  }
  if (there && next === 'look') seen(board, there, happened(act), what === 'asleep' ? 'asleep' : 'ok');
  if (there && next === 'not_here') lookFor(board, there, happened(act));
  if (there && next === 'another') {
    lookFor(board, there, happened(act));
    place.tile.seats.push({ mark: nextMark(place.tile), extra: true, visit: there });
  }
  if (next === 'another' || next === 'someone_came') place.seat.visit = came(board, place.tile, act);
}

/** @param {Board} board @param {Visit} visit @param {string} at @param {'ok' | 'asleep'} answer */
function seen(board, visit, at, answer) {
  if (visit.state === 'stepped_out' || visit.state === 'looked_for') visit.state = 'using';
  lookedAt(board, visit, at, answer);
  visit.answer = answer;
}

/** @param {Board} board @param {Visit} visit @param {string} at */
function lookFor(board, visit, at) {
  visit.state = 'looked_for';
  lookedAt(board, visit, at, 'not_here');
  visit.answer = 'not_here';
}

/** @param {Board} board @param {Tile} tile @param {Act} act @returns {Visit} */
function came(board, tile, act) {
  const at = happened(act);
  /** @type {Visit} */
  const visit = {
    id: act.id,
    state: tile.kind === 'aftercare' ? 'aftercare' : 'using',
    arrived_at: at,
    seated_at: at,
    last_look_at: at,
    answer: act.about.found === 'asleep' ? 'asleep' : null,
    route: null,
    substances: [],
  };
  satDown(board, visit, at);
  tile.status = 'occupied';
  return visit;
}

/** @param {Tile} tile */
function nextMark(tile) {
  const taken = new Set(tile.seats.map((seat) => seat.mark));
  let number = 1;
  while (taken.has(`+${number}`)) number += 1;
  return `+${number}`;
}

/** @param {Visit | null | undefined} visit */
function toConfirm(visit) {
  return Boolean(visit?.confirm_since && !visit.response);
}

/** @param {Act} act */
function happened(act) {
  return String(act.body.happened_at ?? new Date(act.made_at).toISOString());
}
