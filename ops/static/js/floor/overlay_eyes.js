/** Sound off, and a walk from seat to seat, with this tablet's unsent acts on them. Pure. */

import { happenedAt } from '../core/outbox_rules.js';
import { answerOf, follows, shown } from '../core/walk.js';
import { notHere, seen } from './overlay_looks.js';
import { nextMark, sitsDown } from './overlay_places.js';
import { placeAt } from './places.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

const PAUSE_FOR = 120;

/** @type {Record<string, (board: Board, act: Act) => void>} */
export const PAINT_EYES = {
  pause(board, act) {
    const { room } = board;
    const at = happenedAt(act);
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
    board.room = { ...board.room, walk: { id: act.id, kind, began_at: happenedAt(act), found: [] } };
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
  const at = happenedAt(act);
  if (there && next === 'look') seen(board, { tile: place.tile, visit: there }, at, answerOf(what, there.track));
  if (there && (next === 'not_here' || next === 'another')) notHere(board, { tile: place.tile, visit: there }, at);
  if (there && next === 'another') place.tile.seats.push({ mark: nextMark(place.tile), extra: true, visit: there });
  if (next === 'another' || next === 'someone_came') came(board, place, act);
}

/** @param {Board} board @param {import('./places.js').Place} place @param {Act} act */
function came(board, place, act) {
  const at = happenedAt(act);
  /** @type {Visit} */
  const visit = { id: act.id, state: 'using', arrived_at: at, route: null, substances: [] };
  sitsDown(board, place, visit, at, act.about.found === 'asleep' ? 'asleep' : null);
}

/** @param {Visit | null | undefined} visit */
function toConfirm(visit) {
  return Boolean(visit?.confirm_since && !visit.response);
}
