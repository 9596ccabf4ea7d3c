/** The room's state, the head count and the opening check with this tablet's unsent acts on them. Pure. */

import { happenedAt } from '../core/outbox_rules.js';
import { paintFound } from './overlay_supplies.js';
import { placeOf } from './places.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

const NO_DEADLINE = { due_soon_at: null, due_at: null, overdue_at: null, urgent_at: null, going_until: null };

/** @type {Record<string, (board: Board, act: Act) => void>} */
export const PAINT_ROOM = {
  room(board, act) {
    const { room } = board;
    const { state, reason } = act.about;
    if (room.state === state && state !== 'closed') return;
    const held = state === 'everyone_out' || state === 'lock_down';
    const before = room.state === 'lock_down' ? room.before : room.state;
    board.room = {
      ...room,
      state,
      reason: state === 'closed' ? (reason ?? null) : null,
      since: happenedAt(act),
      before: held ? before : null,
    };
    if (state === 'everyone_out') forget(board);
  },
  'back-in'(board, act) {
    const { room } = board;
    if (room.state !== 'everyone_out' && room.state !== 'lock_down') return;
    const at = happenedAt(act);
    if (room.state === 'everyone_out') {
      forget(board);
      for (const visit of inSeats(board)) Object.assign(visit, NO_DEADLINE, { confirm_since: at });
    }
    board.room = { ...room, state: room.before ?? 'open', reason: null, since: at, before: null };
  },
  'head-count'(board, act) {
    const { visit, state } = act.about;
    const person = placeOf(board, visit)?.visit ?? board.waiting.find((one) => one.id === visit);
    if (!person || person.head_count === state) return;
    if (state === 'not_found' || person.head_count === 'out') heardAgain(board, happenedAt(act));
    person.head_count = state;
  },
  curtain(board, act) {
    board.room = { ...board.room, curtain: act.about.on };
  },
  opening(board, act) {
    const { point, state } = act.about;
    const others = (board.room.opening ?? []).filter((one) => one.point !== point);
    const by = board.staff.find((one) => one.id === act.body.by)?.name ?? '';
    board.room = { ...board.room, opening: [...others, { point, state, at: happenedAt(act), by }] };
    paintFound(board, act);
  },
};

/** Nothing is known of anybody yet, or any more. @param {Board} board */
function forget(board) {
  for (const person of [...inSeats(board), ...board.waiting]) person.head_count = null;
}

/** The sound of the count was off for what was known before. @param {Board} board @param {string} at */
function heardAgain(board, at) {
  const { room } = board;
  const kept = (room.pauses ?? []).filter(({ cause, at: tapped }) => cause !== 'head_count' || tapped >= at);
  board.room = { ...room, pauses: kept };
}

/** @param {Board} board */
function inSeats(board) {
  return board.booths.flatMap((tile) => tile.seats.flatMap((seat) => seat.visit ?? []));
}
