/**
 * The shift with this tablet's unsent acts on it: the twin of ops/domain/shift.py, as far as a tablet can
 * tell. Pure; what is given is written on.
 */

import { happenedAt } from '../core/outbox_rules.js';
import { leave } from './overlay_places.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

/** Milliseconds. Seen so shortly before the shift closed, a person is inside. */
const JUST_SEEN = 120_000;

/** @type {Record<string, (board: Board, act: Act) => void>} */
export const PAINT_SHIFT = {
  shift(board, act) {
    const { act: what } = act.about;
    const at = happenedAt(act);
    const { shift } = board.room;
    // Older than what the board knows, or the same tap from a second tablet.
    if (what === 'close' ? !shift || at < shift.opened_at : shift && (what === 'open' || at < shift.opened_at)) return;
    if (what === 'close') closed(board, act, Date.parse(at));
    const by = board.staff.find((one) => one.id === act.body.by)?.name ?? null;
    board.room = {
      ...board.room,
      shift: what === 'close' ? null : { id: act.id, opened_at: at, opened_by: by },
      opening: [],
      // What was kept of drills goes with the shift they were held in.
      drills: shift ? board.room.drills?.filter((one) => one.ended_at === null) : board.room.drills,
    };
  },
};

/**
 * The team is off; whoever was not named has left, unless they were seen a moment before.
 * @param {Board} board @param {Act} act @param {number} at
 */
function closed(board, act, at) {
  board.staff = board.staff.filter((one) => Date.parse(one.since ?? '') > at);
  if (!act.body.room_says_otherwise) return;
  const named = new Set(act.body.staying);
  const longAgo = (/** @type {string | null | undefined} */ seen) => Date.parse(seen ?? '') < at - JUST_SEEN;
  const people = board.booths.flatMap((tile) => tile.seats.flatMap(({ visit }) => visit ?? []));
  if (people.every((one) => named.has(one.id) || one.response)) return;
  for (const one of people) {
    const gone = !named.has(one.id) && !one.response && longAgo(one.last_look_at ?? one.seated_at);
    if (gone) leave(board, { ...act, about: { visit: one.id } });
  }
  board.waiting = board.waiting.filter((one) => named.has(one.id) || !longAgo(one.called_at ?? one.arrived_at));
}
