/**
 * The bar over the tiles: whoever is unattended or calls for help, worst first; then
 * running responses; then screens that fell silent; then, where there is room, who is to
 * be looked in on next. Pure.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/shapes.js').Shape} Shape
 *
 * @typedef {{text: string, time: string}} Wording
 * @typedef {'high' | 'hands' | 'late' | 'response' | 'silent' | 'next'} StripTone
 *
 * @typedef {object} Item
 * @property {string} key
 * @property {StripTone} tone
 * @property {Shape | null} shape
 * @property {boolean} call told to everyone, behind the curtain too, and read out
 * @property {string} place all that may be said behind the curtain
 * @property {Wording[]} wordings from the fullest to the shortest
 */

import { countdown, millis, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { noticeWords, technicalShape } from '../core/alarm_words.js';
import { everyoneOut } from './room_state.js';
import { alarmItem, behindCurtain, placeName, responseItem } from './strip_alarms.js';

const MOST_NEXT = 4;

/** @type {StripTone[]} */
const LOUD_TO_QUIET = ['high', 'hands', 'late', 'response', 'silent', 'next'];

/**
 * @param {Board} board
 * @param {Alarm[]} alarms worst first
 * @param {number} now
 * @param {boolean} local
 * @returns {Item[]} loudest first
 */
export function stripItems(board, alarms, now, local) {
  const mark = local ? '~' : '';
  const told = new Set(alarms.map((alarm) => alarm.cause));
  const loud = alarms.filter((alarm) => alarm.level !== 'low').map((alarm) => alarmItem(board, alarm, now, mark));
  const running = board.responses
    .filter((one) => one.state === 'running' && !told.has(`response:${one.id}`))
    // What has no tile has only the bar.
    .sort((a, b) => Number(b.booth === null) - Number(a.booth === null) || (a.began_at < b.began_at ? -1 : 1))
    .map((one) => responseItem(board, one, now, mark, false));
  const quiet = [...saidItems(board), ...noticeItems(board, told, now), ...silentItems(board, alarms, now), ...nextItems(board, now, mark)];
  const items = [...loud, ...everyoneOut(board, now, mark), ...running, ...quiet];
  // A sort that keeps the order of like with like.
  const sorted = LOUD_TO_QUIET.flatMap((tone) => items.filter((item) => item.tone === tone));
  return board.room.curtain ? sorted.filter((item) => item.call).map(behindCurtain) : sorted;
}

/**
 * The site's own words while a worker's call stands: they tell a visitor nothing, so they look
 * like nothing, and are there behind the curtain, too.
 *
 * @param {Board} board
 * @returns {Item[]}
 */
function saidItems(board) {
  const text = board.room.says;
  return text ? [{ key: 'says', tone: 'silent', shape: null, call: true, place: text, wordings: [{ text, time: '' }] }] : [];
}

/**
 * What is wrong with the machine under the house, where that is not an alarm by itself.
 *
 * @param {Board} board
 * @param {Set<string>} told causes of alarms
 * @param {number} now
 * @returns {Item[]}
 */
function noticeItems(board, told, now) {
  return board.notices
    .filter((notice) => noticeWords(notice.kind) && !told.has(notice.kind))
    .map((notice) => {
      const text = noticeWords(notice.kind);
      const time = minutes(now - (millis(notice.since) ?? now));
      const wordings = [{ text, time }, { text, time: '' }];
      return { key: notice.kind, tone: 'silent', shape: technicalShape(notice.kind), call: false, place: text, wordings };
    });
}

/**
 * Screens that fell silent, where that is not an alarm by itself.
 *
 * @param {Board} board
 * @param {Alarm[]} alarms
 * @param {number} now
 * @returns {Item[]}
 */
function silentItems(board, alarms, now) {
  const told = new Set(alarms.map((alarm) => alarm.cause.split(':').slice(0, 2).join(':')));
  return board.devices
    .filter((device) => device.silent_since && !device.sleeping && !told.has(`device:${device.id}`))
    .map((device) => {
      const text = t('%(name)s silent', { name: device.name });
      const time = minutes(now - (millis(device.silent_since) ?? now));
      const wordings = [{ text, time }, { text, time: '' }];
      return { key: `device:${device.id}`, tone: 'silent', shape: 'silent', call: false, place: device.name, wordings };
    });
}

/**
 * @param {Board} board
 * @param {number} now
 * @param {string} mark
 * @returns {Item[]}
 */
function nextItems(board, now, mark) {
  const ahead = board.booths
    .flatMap((booth) =>
      booth.seats.map((seat) => ({ booth, seat, due: millis(seat.visit?.due_at), over: millis(seat.visit?.overdue_at) })),
    )
    .filter(({ due, over }) => due !== null && (over === null || over > now))
    .sort((a, b) => Number(a.due) - Number(b.due))
    .slice(0, MOST_NEXT);
  return ahead.map(({ booth, seat, due }) => {
    const text = placeName(board, { booth: booth.id, seat: seat.mark, place: null }, true);
    const left = Number(due) - now;
    const wordings = [{ text, time: left > 0 ? mark + countdown(left) : t('due') }];
    return { key: `next:${booth.id}:${seat.mark}`, tone: 'next', shape: null, call: false, place: text, wordings };
  });
}
