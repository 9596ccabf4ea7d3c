/** Name chips with this tablet's unsent taps on them. Pure. */

import { happenedAt } from '../core/outbox_rules.js';
import { leaves } from '../response/attendance.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

/** @type {Record<string, (board: Board, act: Act) => void>} */
export const PAINT_STAFF = {
  staff(board, act) {
    const { staff: id, name, place } = act.about;
    const at = happenedAt(act);
    const others = board.staff.filter((one) => one.id !== id);
    const moved = place === 'off' ? [] : [{ id, name, place, since: at }];
    board.staff = [...others, ...moved].sort((one, other) => (String(one.name) < String(other.name) ? -1 : 1));
    if (place === 'response') return;
    for (const response of board.responses) {
      const listed = response.state === 'running' && response.people?.some((one) => one.who === name);
      if (listed) leaves(board, response, [name], Date.parse(at));
    }
  },
};
