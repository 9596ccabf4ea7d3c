/**
 * A room to be walked, with and without an outage before it.
 *
 * @typedef {import('../../ops/static/js/core/types.js').Board} Board
 * @typedef {import('../../ops/static/js/core/types.js').Room} Room
 */

import { at, board, booth, visit } from './boards.js';

const NO_DEADLINE = { due_soon_at: null, due_at: null, overdue_at: null, urgent_at: null };
const PROTOCOL = {
  pause_for: 90,
  intervals: {
    inject: { every: 300, grace: 60, urgent_after: 180 },
    looked_for: { every: 120, grace: 60, urgent_after: 180 },
  },
};

/** @type {import('../../ops/static/js/core/types.js').WalkShape} */
export const WALK = { id: 'w1', kind: 'walk_round', began_at: at(-72), found: [] };

/** Ann in booth 1, Bo out of Smoking A, nobody in Smoking B. @param {Partial<Room>} [room] @returns {Board} */
export function told(room = {}) {
  const plan = board({
    booths: [
      booth(1, [visit('ann', 60, { handle: 'heron', last_look_at: at(-240), route: 'inject' })]),
      booth(2, [visit('bo', 90, { state: 'stepped_out', last_look_at: at(-130) }), null], { name: 'Smoking' }),
    ],
  });
  return { ...plan, room: { ...plan.room, protocol: PROTOCOL, ...room } };
}

/** The same two after an outage of 38 minutes. @param {Partial<Room>} [room] */
export function afterOutage(room = {}) {
  const plan = told({ gap: { from: at(-2400), until: at(-120) }, ...room });
  const unsure = { ...NO_DEADLINE, confirm_since: at(-120) };
  for (const tile of plan.booths) for (const seat of tile.seats) if (seat.visit) Object.assign(seat.visit, unsure);
  return plan;
}
