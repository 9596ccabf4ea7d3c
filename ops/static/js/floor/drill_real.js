/**
 * What of the real room breaks through a drill, worst first. Pure.
 *
 * 1. A picture that is not live: nobody knows.
 * 2. Everyone out.
 * 3. Every alarm of MEDIUM or HIGH, also one whose sound is off, and who asks for more hands; HIGH first.
 * 4. Every other response that runs, also an attended one: hands may be wanted.
 */

import { alarmSentence } from './alarm_button.js';
import { responseWhere } from './places.js';
import { t } from '../core/i18n.js';
import { wanted } from './wanted.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('../core/types.js').Alarm} Alarm */
/** @typedef {{cause: string, words: string, alarm?: Alarm}} Real `cause` as an alarm's: where a tap leads */

/** @param {Scene} scene of the real room @returns {Real[]} */
export function breaksThrough(scene) {
  const { board } = scene;
  const away = scene.liveness === 'live' ? [] : [{ cause: 'not_live', words: t('NOT LIVE. LOOK AT THE ROOM.') }];
  if (!board) return away;
  const out = board.room.state === 'everyone_out' ? [{ cause: 'head_count', words: t('EVERYONE OUT') }] : [];
  const asked = wanted(scene, board).filter(
    ({ cause, alarm, asking }) => cause !== 'head_count' && (asking || alarm?.level === 'high' || alarm?.level === 'medium'),
  );
  const told = new Set(asked.map(({ cause }) => cause));
  const running = board.responses
    .filter((one) => one.state === 'running' && !told.has(`response:${one.id}`))
    .map((one) => ({ cause: `response:${one.id}`, words: `${responseWhere(board, one)}: ${t('RESPONSE')}` }));
  const words = asked.map(({ cause, alarm, asking }) =>
    alarm
      ? { cause, words: alarmSentence(board, alarm), alarm }
      : { cause, words: `${responseWhere(board, asking)}: ${t('RESPONSE')} · ${t('MORE HANDS')}` },
  );
  return [...away, ...out, ...words, ...running];
}

/** How many are in the real room, for the line that says that all is well. @param {Scene} scene */
export function peopleIn({ board }) {
  if (!board) return null;
  const seated = board.booths.flatMap((tile) => tile.seats).filter((seat) => seat.visit).length;
  return seated + board.waiting.length + board.responses.filter((one) => one.state === 'running' && !one.visit).length;
}

/** A drill is heard only where nobody could take it for the room. @param {Scene} scene of the real room */
export function mayBeHeard(scene) {
  return scene.liveness === 'live' && peopleIn(scene) === 0 && breaksThrough(scene).length === 0;
}
