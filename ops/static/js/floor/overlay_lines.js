/** The site's own lines, the question for a drug alert, what waits for a signature, with this tablet's unsent acts on them. Pure. */

import { happenedAt } from '../core/outbox_rules.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

const HOUR = 3_600_000;

/** @type {Record<string, (board: Board, act: Act) => void>} */
export const PAINT_LINES = {
  bulletin(board, act) {
    if (board.notices.some((notice) => notice.id === act.id)) return;
    const { kind, text, basis = null, hours } = act.body;
    const since = happenedAt(act);
    const until = hours ? new Date(Date.parse(since) + hours * HOUR).toISOString() : null;
    board.notices = [...board.notices, { id: act.id, kind, since, until, text, basis, about: null }];
  },
  bulletin_down(board, act) {
    board.notices = board.notices.filter((notice) => notice.id !== act.about.notice);
  },
  sign_late(board) {
    board.room = { ...board.room, unsigned: 0 };
  },
  alert_hint(board, act) {
    board.room = { ...board.room, hint_put_away_at: happenedAt(act) };
  },
};
