/**
 * What the wall says of its sound: that nobody would hear it, that it is being tested, or
 * what is paused and for how long. Pure.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 */

import { gatheredWords, gathersSeats, technicalWords } from '../core/alarm_words.js';
import { countdown } from '../core/format.js';
import { t } from '../core/i18n.js';
import { placeName } from './strip_alarms.js';

/**
 * @param {{trouble: import('../core/sound.js').Trouble | null, testing: boolean}} sound
 * @param {Board | null} board
 * @param {Alarm[]} alarms
 * @param {number} now
 * @returns {{text: string, tone: 'off' | 'test' | 'paused' | ''}}
 */
export function soundSign({ trouble, testing }, board, alarms, now) {
  if (trouble === 'missing') return { text: t('SOUND IS OFF · no loudspeaker'), tone: 'off' };
  if (trouble) return { text: t('SOUND IS OFF · touch the screen'), tone: 'off' };
  const paused = alarms.filter((alarm) => alarm.paused_until !== null);
  const [first] = paused.sort((a, b) => Number(a.paused_until) - Number(b.paused_until));
  if (!board || !first) return { text: testing ? t('sound test') : '', tone: testing ? 'test' : '' };
  const more = paused.length > 1 ? ` +${paused.length - 1}` : '';
  const time = countdown(Number(first.paused_until) - now);
  const what = board.room.curtain ? '' : causeWords(board, first);
  const off = testing ? t('test · off') : t('sound off');
  return { text: [off, `${what}${more}`.trim(), time].filter(Boolean).join(' · '), tone: 'paused' };
}

/** @param {Board} board @param {Alarm} alarm */
function causeWords(board, alarm) {
  if (alarm.level === 'technical') return technicalWords(board, alarm);
  return gathersSeats(alarm) ? gatheredWords(alarm).what : placeName(board, alarm);
}
