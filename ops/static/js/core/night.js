/**
 * How loud a screen is now: by day or by night, on the clock of the room. Pure.
 *
 * @typedef {import('./types.js').Device} Device
 * @typedef {import('./types.js').Room} Room
 */

import { HOUR_MINUTE, zoned } from './zoned.js';

const DAY_VOLUME = 80;
const NIGHT_VOLUME = 40;

/**
 * Percent.
 *
 * @param {Device | null} device
 * @param {Room} room
 * @param {number} now epoch milliseconds
 * @param {boolean} [insisting] the night makes it no softer
 */
export function volumeAt(device, room, now, insisting = false) {
  const night = room.night ? isNight(room.night, minuteOfDay(now, room.time_zone)) : false;
  const [byDay, byNight] = [device?.volume ?? DAY_VOLUME, device?.night_volume ?? NIGHT_VOLUME];
  if (insisting) return Math.max(byDay, byNight);
  return night ? byNight : byDay;
}

/**
 * @param {{from: number, until: number}} night minutes of the day; it may go over midnight
 * @param {number} minute
 */
export function isNight({ from, until }, minute) {
  return from <= until ? from <= minute && minute < until : from <= minute || minute < until;
}

/**
 * @param {number} now
 * @param {string} zone
 */
function minuteOfDay(now, zone) {
  const parts = zoned(zone, HOUR_MINUTE).formatToParts(now);
  const of = (/** @type {string} */ type) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return of('hour') * 60 + of('minute');
}
