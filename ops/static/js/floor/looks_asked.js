/** Whose look is due, who is on the way to one, and who is looked for: seen, not heard. Pure. */

import { millis } from '../core/format.js';
import { phaseAt } from '../core/phase.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Alarm} Alarm */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {import('./places.js').Place & {visit: Visit, what: What, due: number}} Asked */
/** @typedef {'going' | 'look_outside' | 'looked_for' | 'due'} What */

/**
 * Everyone a look is asked for who is in no alarm, longest due first.
 * @param {Board} board
 * @param {number} now
 * @param {Alarm[]} alarms
 * @returns {Asked[]}
 */
export function looksAsked(board, now, alarms) {
  const loud = new Set(alarms.flatMap((alarm) => [alarm, ...alarm.holds]).map((one) => one.cause));
  const found = board.booths.flatMap((tile) =>
    tile.seats.flatMap((seat) => {
      const { visit } = seat;
      const due = millis(visit?.due_at);
      const what = visit && asked(visit, now);
      if (!visit || due === null || !what || loud.has(`visit:${visit.id}`)) return [];
      return [{ tile, seat, visit, what, due }];
    }),
  );
  return found.sort((one, other) => one.due - other.due);
}

/** @param {Visit} visit @param {number} now @returns {What | null} */
function asked(visit, now) {
  const phase = phaseAt(visit, now);
  const isDue = phase === 'due' || phase === 'overdue' || phase === 'urgent';
  if (isDue && (millis(visit.going_until) ?? 0) > now) return 'going';
  if (visit.state === 'looked_for') return visit.look_outside ? 'look_outside' : 'looked_for';
  return isDue ? 'due' : null;
}
