/**
 * What the room's own state makes of a wall. Pure.
 *
 * 1. A lock-down draws the curtain by itself.
 * 2. While everyone is out no timer asks for anything, and a band says for how long.
 * 3. The head says every other state than open, closing with how many are still here.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('./strip.js').Item} Item
 */

import { timersStilled } from '../core/everyone_out.js';
import { clock, elapsed, millis } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { closedBecause } from '../core/room_words.js';

/** The board as a wall shows it. @param {Board} board @returns {Board} */
export function onWall(board) {
  if (board.room.state === 'lock_down') return { ...board, room: { ...board.room, curtain: true } };
  return timersStilled(board);
}

/**
 * What the head says, from the fullest wording to the shortest; none while there is nothing
 * but the room's name. Trouble with the machine comes first, and to the last the worst of it
 * stands over the state; behind the curtain it stands alone.
 *
 * @param {Board} board
 * @param {string[]} trouble
 * @returns {string[]}
 */
export function headSigns(board, trouble) {
  const { room } = board;
  const state = room.curtain ? [] : stateSigns(board, closedBecause(room.reason ?? ''));
  if (!trouble.length) return state;
  const [full = '', ...shorter] = state;
  const brief = shorter.at(-1) ?? full;
  const [worst = ''] = trouble;
  const lines = [[...trouble, full], [...trouble, brief], [worst, brief]].map((parts) => parts.filter(Boolean).join(' · '));
  return [...new Set([...lines, brief ? `${worst}\n${brief}` : worst])];
}

/**
 * What the head says of the room: in full on one line, on two, and the state alone; nothing
 * while it is open.
 *
 * @param {Board} board
 * @param {string} why it is closed
 * @returns {string[]}
 */
export function stateSigns({ room, booths }, why) {
  if (room.state === 'closed') return wordings(t('closed to new %(people)s'), ' · ', why);
  if (room.state === 'last_entry') return wordings(t('last entry'));
  if (room.state === 'closing') {
    const here = booths.flatMap((booth) => booth.seats.filter((seat) => seat.visit)).length;
    return wordings(t('closing'), ': ', here ? tn('%(n)s still here', '%(n)s still here', here) : t('nobody here'));
  }
  if (room.state !== 'everyone_out') return [];
  const since = millis(room.since);
  const time = since === null ? '' : clock(since, room.time_zone);
  return wordings(t('everyone out'), ' ', time && t('since %(time)s', { time }));
}

/** @param {string} what @param {string} [mark] @param {string} [more] */
function wordings(what, mark = '', more = '') {
  return more ? [`${what}${mark}${more}`, `${what}\n${more}`, what] : [what];
}

/**
 * Everyone out as a band in the bar: after whoever nobody has reached yet, before all else.
 * @param {Board} board
 * @param {number} now
 * @param {string} mark
 * @returns {Item[]}
 */
export function everyoneOut({ room }, now, mark) {
  if (room.state !== 'everyone_out') return [];
  const text = t('EVERYONE OUT');
  const time = mark + elapsed(now - (millis(room.since) ?? now));
  const said = [{ text, time }, { text, time: '' }];
  return [{ key: 'everyone_out', tone: 'high', shape: 'door', call: true, place: text, wordings: said }];
}
