/** A worker's call with this tablet's unsent taps on it. Pure. */

import { happenedAt } from '../core/outbox_rules.js';
import { goingUntil } from './overlay_clock.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

/** @type {Record<string, (board: Board, act: Act) => void>} */
export const PAINT_HELP = {
  help(board, act) {
    const { device, where } = act.about;
    const help = board.room.help ?? [];
    if (help.some((call) => call.device === device)) return;
    const at = happenedAt(act);
    const call = { id: act.id, device, where, who: null, began_at: at, loud_at: at, going_until: null, going: null };
    board.room = { ...board.room, help: [...help, call] };
  },
  help_going(board, act) {
    const until = new Date(goingUntil(board.room.protocol, Date.parse(happenedAt(act)))).toISOString();
    const help = (board.room.help ?? []).map((call) => (call.id === act.about.call ? { ...call, going_until: until } : call));
    board.room = { ...board.room, help };
  },
  help_over(board, act) {
    board.room = { ...board.room, help: (board.room.help ?? []).filter((call) => call.id !== act.about.call) };
  },
};
