/**
 * What each alarm says in the bar, from the fullest wording to the shortest. Pure.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('./strip.js').Item} Item
 * @typedef {import('./strip.js').Wording} Wording
 */

import { gatheredWords, gathersSeats, technicalWords } from '../core/alarm_words.js';
import { elapsed, late, millis, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { whoIsThere } from './view.js';

/**
 * @param {Board} board
 * @param {Alarm} alarm
 * @param {number} now
 * @param {string} mark
 * @returns {Item}
 */
export function alarmItem(board, alarm, now, mark) {
  if (alarm.level === 'technical') return technicalItem(board, alarm, now);
  if (gathersSeats(alarm)) return gatheredItem(alarm, now, mark);
  const high = alarm.level === 'high';
  const [brief, full] = [placeName(board, alarm, true), placeName(board, alarm)];
  const id = alarm.cause.slice(alarm.cause.indexOf(':') + 1);
  const response = alarm.cause.startsWith('response:') ? board.responses.find((one) => one.id === id) : null;
  const gone = now - alarm.since;
  if (response) {
    const time = mark + elapsed(now - (millis(response.began_at) ?? alarm.since));
    const wordings = responseWordings(brief, t('RESPONSE %(place)s', { place: brief }), whoIsThere(response), time);
    return { key: alarm.cause, tone: 'high', shape: 'pulse', wordings };
  }
  const outside = board.booths.some((booth) =>
    booth.seats.some((seat) => seat.visit?.id === id && seat.visit.look_outside),
  );
  const word = high ? t('LOOK NOW') : outside ? t('look outside') : t('look in');
  return {
    key: alarm.cause,
    tone: high ? 'high' : 'late',
    shape: high ? 'now' : 'late',
    wordings: [
      { text: `${full} · ${word}`, time: mark + late(gone) },
      { text: full, time: mark + late(gone) },
      { text: brief, time: mark + elapsed(gone) },
      { text: brief, time: '' },
    ],
  };
}

/**
 * Many seats as one: how many, and how long the longest.
 *
 * @param {Alarm} alarm
 * @param {number} now
 * @param {string} mark
 * @returns {Item}
 */
function gatheredItem(alarm, now, mark) {
  const high = alarm.level === 'high';
  const { what, count } = gatheredWords(alarm);
  const time = mark + elapsed(now - alarm.since);
  return {
    key: alarm.cause,
    tone: high ? 'high' : 'late',
    shape: high ? 'now' : 'late',
    wordings: [
      { text: `${what} · ${count}`, time: t('longest %(time)s', { time }) },
      { text: `${what} · ${count}`, time },
      { text: what, time },
      { text: what, time: '' },
    ],
  };
}

/**
 * @param {Board} board
 * @param {Alarm} alarm
 * @param {number} now
 * @returns {Item}
 */
function technicalItem(board, alarm, now) {
  const text = technicalWords(board, alarm);
  return {
    key: alarm.cause,
    tone: 'silent',
    shape: 'silent',
    wordings: [
      { text, time: minutes(now - alarm.since) },
      { text, time: '' },
    ],
  };
}

/** Behind the curtain an alarm is a place and a tone, and no more. @param {Item} item */
export function behindCurtain(item) {
  const place = item.wordings.at(-1)?.text ?? '';
  return { ...item, wordings: [{ text: place, time: '' }] };
}

/**
 * @param {string} brief
 * @param {string} full
 * @param {string} who
 * @param {string} time
 * @returns {Wording[]}
 */
export function responseWordings(brief, full, who, time) {
  return [
    { text: `${full} · ${who}`, time },
    { text: `${brief} · ${who}`, time },
    { text: brief, time },
    { text: brief, time: '' },
  ];
}

/**
 * The place as people call it: "Booth 8", "Smoking B", "washroom".
 *
 * @param {Board} board
 * @param {{booth: number | null, seat: string | null, place: string | null}} at
 * @param {boolean} [brief]
 */
export function placeName(board, at, brief = false) {
  const booth = board.booths.find((one) => one.id === at.booth);
  if (!booth) return elsewhere(at.place);
  const seats = booth.seats.filter((seat) => seat.visit || !seat.extra);
  const name = seats.length > 1 && at.seat ? `${booth.name} ${at.seat}` : booth.name;
  return !brief && /^\d/.test(booth.name) ? t('Booth %(name)s', { name }) : name;
}

/** @param {string | null} place */
function elsewhere(place) {
  if (place === 'washroom') return t('washroom');
  if (place === 'door') return t('door');
  if (place === 'outside') return t('outside');
  return t('elsewhere');
}
