/**
 * What each alarm and each response says in the bar, from the fullest wording to the
 * shortest. However little room there is, the place keeps its word. Pure.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/types.js').BoardResponse} BoardResponse
 * @typedef {import('./strip.js').Item} Item
 */

import { RECONFIRM } from '../core/alarm_sources.js';
import { gatheredWords, gathersSeats, longestUnseen, lookWord, technicalShape, technicalWords } from '../core/alarm_words.js';
import { elapsed, late, millis, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { whoIsThere } from './response_cell.js';
import { isShared } from './view.js';

/**
 * @param {Board} board
 * @param {Alarm} alarm
 * @param {number} now
 * @param {string} mark
 * @returns {Item}
 */
export function alarmItem(board, alarm, now, mark) {
  if (alarm.level === 'technical') return technicalItem(board, alarm, now);
  if (gathersSeats(alarm)) return gatheredItem(board, alarm, now, mark);
  const id = alarm.cause.slice(alarm.cause.indexOf(':') + 1);
  const response = alarm.cause.startsWith('response:') ? board.responses.find((one) => one.id === id) : null;
  if (response) return responseItem(board, response, now, mark, true);
  return checkItem(board, alarm, now, mark);
}

/**
 * A look nobody has taken.
 *
 * @param {Board} board
 * @param {Alarm} alarm
 * @param {number} now
 * @param {string} mark
 * @returns {Item}
 */
function checkItem(board, alarm, now, mark) {
  const high = alarm.level === 'high';
  const gone = now - alarm.since;
  const word = lookWord(board, alarm);
  const brief = `${placeName(board, alarm, true)} · ${word}`;
  return {
    key: alarm.cause,
    tone: high ? 'high' : 'late',
    shape: high ? 'now' : 'late',
    call: true,
    place: placeName(board, alarm, true),
    wordings: [
      { text: `${placeName(board, alarm)} · ${word}`, time: mark + late(gone) },
      { text: brief, time: mark + late(gone) },
      { text: brief, time: mark + elapsed(gone) },
      { text: brief, time: '' },
    ],
  };
}

/**
 * A response, reached or not. Whoever wants more hands says so before all else.
 *
 * @param {Board} board
 * @param {BoardResponse} response
 * @param {number} now
 * @param {string} mark
 * @param {boolean} loud
 * @returns {Item}
 */
export function responseItem(board, response, now, mark, loud) {
  const place = placeName(board, response, true);
  const hands = Boolean(response.more_hands_at);
  const alone = loud && !response.there && !response.going;
  const word = hands ? t('MORE HANDS') : alone ? t('NOBODY THERE') : whoIsThere(response);
  const full = loud ? t('RESPONSE %(place)s', { place }) : t('Response %(place)s', { place });
  const time = mark + elapsed(now - (millis(response.began_at) ?? now));
  return {
    key: `response:${response.id}`,
    tone: loud ? 'high' : hands ? 'hands' : 'response',
    shape: hands ? 'hands' : 'pulse',
    call: loud || hands,
    place,
    wordings: [
      { text: `${full} · ${word}`, time },
      { text: `${place} · ${word}`, time },
      { text: `${place} · ${word}`, time: '' },
    ],
  };
}

/**
 * Many seats as one: how many, and how long the longest. Nobody seen since an outage: how
 * long whoever was seen the longest ago, as their tile says.
 *
 * @param {Board} board
 * @param {Alarm} alarm
 * @param {number} now
 * @param {string} mark
 * @returns {Item}
 */
function gatheredItem(board, alarm, now, mark) {
  const high = alarm.level === 'high';
  const { what, count } = gatheredWords(alarm);
  const time = alarm.cause === RECONFIRM ? minutes(now - longestUnseen(board, alarm)) : mark + elapsed(now - alarm.since);
  const text = `${what} · ${count}`;
  return {
    key: alarm.cause,
    tone: high ? 'high' : 'late',
    shape: high ? 'now' : 'late',
    call: true,
    place: what,
    wordings: [
      { text, time: t('longest %(time)s', { time }) },
      { text, time },
      { text, time: '' },
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
    shape: technicalShape(alarm.cause),
    call: true,
    place: text,
    wordings: [
      { text, time: minutes(now - alarm.since) },
      { text, time: '' },
    ],
  };
}

/** Behind the curtain an alarm is a place and a tone, and no more. @param {Item} item @returns {Item} */
export function behindCurtain(item) {
  return { ...item, wordings: [{ text: item.place, time: '' }] };
}

/**
 * The place as people call it: "Booth 8", "Smoking B", "washroom". Whoever is in a single
 * place by right is there by its name alone.
 *
 * @param {Board} board
 * @param {{booth: number | null, seat: string | null, place: string | null}} at
 * @param {boolean} [brief]
 */
export function placeName(board, at, brief = false) {
  const booth = board.booths.find((one) => one.id === at.booth);
  if (!booth) return elsewhere(at.place);
  const seat = booth.seats.find((one) => one.mark === at.seat);
  const name = seat && (isShared(booth) || seat.extra) ? `${booth.name} ${seat.mark}` : booth.name;
  return !brief && /^\d/.test(booth.name) ? t('Booth %(name)s', { name }) : name;
}

/** @param {string | null} place */
function elsewhere(place) {
  if (place === 'washroom') return t('washroom');
  if (place === 'door') return t('door');
  if (place === 'outside') return t('outside');
  return t('elsewhere');
}
