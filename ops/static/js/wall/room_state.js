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
 * What the head says: on one line, and the same on two; empty while there is nothing but the
 * room's name. Trouble with the machine comes first; behind the curtain it stands alone.
 *
 * @param {Board} board
 * @param {string[]} trouble
 * @returns {[string, string]}
 */
export function headSign(board, trouble) {
  const { room } = board;
  const plain = room.curtain || room.state === 'open';
  const state = plain ? sign('') : stateSign(board, closedBecause(room.reason ?? ''));
  if (!trouble.length) return state;
  const signs = [...trouble, state[0]].filter(Boolean);
  return [signs.join(' · '), signs.slice(0, 2).join('\n')];
}

/**
 * What the head says of the room: in full on one line, and the same on two; empty while it is open.
 * @param {Board} board
 * @param {string} why it is closed
 * @returns {[string, string]}
 */
export function stateSign({ room, booths }, why) {
  if (room.state === 'closed') return sign(t('closed to new people'), ' · ', why);
  if (room.state === 'last_entry') return sign(t('last entry'));
  if (room.state === 'closing') {
    const here = booths.flatMap((booth) => booth.seats.filter((seat) => seat.visit)).length;
    return sign(t('closing'), ': ', here ? tn('%(n)s still here', '%(n)s still here', here) : t('nobody here'));
  }
  if (room.state !== 'everyone_out') return sign('');
  const since = millis(room.since);
  const time = since === null ? '' : clock(since, room.time_zone);
  return sign(t('everyone out'), ' ', time && t('since %(time)s', { time }));
}

/** @param {string} what @param {string} [mark] @param {string} [more] @returns {[string, string]} */
function sign(what, mark = '', more = '') {
  return more ? [`${what}${mark}${more}`, `${what}\n${more}`] : [what, what];
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
  const wordings = [{ text, time }, { text, time: '' }];
  return [{ key: 'everyone_out', tone: 'high', shape: 'door', call: true, place: text, wordings }];
}
