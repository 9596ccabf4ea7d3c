/**
 * The bar over the tiles: whoever is unattended, worst first; then running responses;
 * then screens that fell silent; then, where there is room, who is to be looked in on
 * next. Pure: says what to show and how wordily, so that it fits.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Tile} Tile
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/types.js').BoardResponse} BoardResponse
 * @typedef {import('../core/shapes.js').Shape} Shape
 * @typedef {import('./measure.js').Measure} Measure
 *
 * @typedef {{text: string, time: string}} Wording
 *
 * @typedef {object} Item
 * @property {string} key
 * @property {'high' | 'late' | 'response' | 'hands' | 'silent' | 'next' | 'more'} tone
 * @property {Shape | null} shape
 * @property {Wording[]} wordings from the fullest to the shortest
 *
 * @typedef {{item: Item, wording: Wording}} Shown
 */

import { countdown, elapsed, millis, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { alarmItem, behindCurtain, placeName, responseWordings } from './strip_alarms.js';
import { whoIsThere } from './view.js';

export const STRIP_SIZE = 60;
const CHIP_FRAME = 2 * 18 + 6;
const CHIP_SHAPE = 60 + 14;
const CHIP_TIME = 22;
const CHIP_GAP = 10;
const MOST_NEXT = 4;

/**
 * @param {Board} board
 * @param {Alarm[]} alarms
 * @param {number} now
 * @param {boolean} local
 * @returns {{alarms: Item[], rest: Item[]}}
 */
export function stripItems(board, alarms, now, local) {
  const mark = local ? '~' : '';
  const unreached = new Set(alarms.map((alarm) => alarm.cause));
  const loud = alarms.filter((alarm) => alarm.level !== 'low').map((alarm) => alarmItem(board, alarm, now, mark));
  if (board.room.curtain) return { alarms: loud.map(behindCurtain), rest: [] };
  const running = board.responses
    .filter((one) => one.state === 'running' && !unreached.has(`response:${one.id}`))
    .sort((a, b) => Number(Boolean(b.more_hands_at)) - Number(Boolean(a.more_hands_at)) || (a.began_at < b.began_at ? -1 : 1))
    .map((one) => responseItem(board, one, now, mark));
  return { alarms: loud, rest: [...running, ...silentItems(board, alarms, now), ...nextItems(board, now, mark)] };
}

/**
 * @param {Board} board
 * @param {BoardResponse} response
 * @param {number} now
 * @param {string} mark
 * @returns {Item}
 */
function responseItem(board, response, now, mark) {
  const brief = placeName(board, response, true);
  const hands = Boolean(response.more_hands_at);
  const time = mark + elapsed(now - (millis(response.began_at) ?? now));
  return {
    key: `response:${response.id}`,
    tone: hands ? 'hands' : 'response',
    shape: hands ? 'hands' : 'pulse',
    wordings: responseWordings(
      brief,
      t('Response %(place)s', { place: brief }),
      hands ? t('MORE HANDS') : whoIsThere(response),
      time,
    ),
  };
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
    .map((device) => ({
      key: `device:${device.id}`,
      tone: 'silent',
      shape: 'silent',
      wordings: [
        { text: t('%(name)s silent', { name: device.name }), time: minutes(now - (millis(device.silent_since) ?? now)) },
        { text: device.name, time: '' },
      ],
    }));
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
    return {
      key: `next:${booth.id}:${seat.mark}`,
      tone: 'next',
      shape: null,
      wordings: [{ text, time: left > 0 ? mark + countdown(left) : t('due') }],
    };
  });
}

/**
 * The wordiest choice that fits. 1. Everything in its shortest wording; what still does
 * not fit is counted. 2. Each in turn, the worst first, with its time; then, in turn again,
 * as full as the room left allows. 3. Who is next, as long as there is room.
 *
 * @param {Item[]} items
 * @param {number} width
 * @param {Measure} measure
 * @param {number} [lead] room taken by what stands before the items
 * @returns {{shown: Shown[], left: number}}
 */
export function fitStrip(items, width, measure, lead = 0) {
  const pressing = items.filter((item) => item.tone !== 'next').map(shortest);
  let shown = pressing;
  while (shown.length && widthOf(shown, measure) + lead + counted(pressing.length - shown.length, measure) > width) {
    shown = shown.slice(0, -1);
  }
  const left = pressing.length - shown.length;
  const room = width - lead - counted(left, measure);
  for (const from of [-2, 0]) {
    shown.forEach((_, at) => {
      shown = fuller(shown, at, from, room, measure);
    });
  }
  for (const item of items.filter((one) => one.tone === 'next')) {
    const longer = [...shown, shortest(item)];
    if (left || widthOf(longer, measure) > room) break;
    shown = longer;
  }
  return { shown, left };
}

/**
 * @param {Item} item
 * @returns {Shown}
 */
function shortest(item) {
  return { item, wording: /** @type {Wording} */ (item.wordings.at(-1)) };
}

/**
 * @param {Shown[]} shown
 * @param {number} at
 * @param {number} from the fullest wording to try
 * @param {number} room
 * @param {Measure} measure
 */
function fuller(shown, at, from, room, measure) {
  for (const wording of shown[at]?.item.wordings.slice(from) ?? []) {
    const wordier = shown.map((one, place) => (place === at ? { ...one, wording } : one));
    if (widthOf(wordier, measure) <= room) return wordier;
  }
  return shown;
}

/**
 * @param {Shown[]} shown
 * @param {Measure} measure
 */
export function widthOf(shown, measure) {
  return shown.reduce((sum, { item, wording }) => {
    const shape = item.shape ? CHIP_SHAPE : 0;
    const time = wording.time ? CHIP_TIME + measure(wording.time) * STRIP_SIZE : 0;
    return sum + CHIP_FRAME + CHIP_GAP + shape + measure(wording.text) * STRIP_SIZE + time;
  }, 0);
}

/**
 * @param {number} left
 * @param {Measure} measure
 */
function counted(left, measure) {
  return left ? CHIP_FRAME + CHIP_GAP + measure(`+${left}`) * STRIP_SIZE : 0;
}
