/**
 * What the waiting room reads while the room is not simply open. Words, and no number that
 * would make somebody wait for nothing. Pure.
 *
 * @typedef {import('../core/types.js').Room} Room
 * @typedef {import('./waiting.js').Line} Line
 */

import { t } from '../core/i18n.js';
import { closedBecause } from '../core/room_words.js';

/** Who waits is still called. @param {Room} room */
export function stillCalls(room) {
  return room.state !== 'closing' && room.state !== 'everyone_out' && room.state !== 'lock_down';
}

/** Empty while it is open. @param {Room} room */
export function stateWords(room) {
  if (room.state === 'last_entry') return t('Last entry has passed. Who waits still comes in.');
  if (room.state === 'closing') return t('The room is closing. Please ask the team.');
  if (room.state === 'everyone_out') return t('Everyone out, please.');
  if (room.state === 'open') return '';
  const why = room.state === 'closed' ? closedBecause(room.reason ?? '') : '';
  return why ? t('No new %(people)s for now: %(why)s', { why }) : t('No new %(people)s for now');
}
