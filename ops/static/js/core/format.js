/**
 * Durations and clocks as people read them in the room.
 *
 * Every duration is in milliseconds. A countdown is rounded up and an age down, so a
 * countdown reaches 0:00 exactly when it is due and an age never claims time not yet gone.
 */

import { t } from './i18n.js';
import { HOUR_MINUTE, zoned } from './zoned.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * The milliseconds of an instant on the wire, or null.
 *
 * @param {string | null | undefined} instant
 * @returns {number | null}
 */
export function millis(instant) {
  if (!instant) return null;
  const parsed = Date.parse(instant);
  return Number.isNaN(parsed) ? null : parsed;
}

/**
 * Time left: "3:42", "0:00", from an hour on "1 h 05".
 *
 * @param {number} left
 */
export function countdown(left) {
  return minutesSeconds(Math.ceil(Math.max(0, left) / SECOND));
}

/**
 * Time gone: "3:42", from an hour on "1 h 05".
 *
 * @param {number} age
 */
export function elapsed(age) {
  return minutesSeconds(Math.floor(Math.max(0, age) / SECOND));
}

/**
 * "1:41 late"
 *
 * @param {number} age
 */
export function late(age) {
  return t('%(time)s late', { time: elapsed(age) });
}

/**
 * "8 min", "1 h 05"
 *
 * @param {number} age
 */
export function minutes(age) {
  const gone = Math.max(0, age);
  if (gone >= HOUR) return hours(Math.floor(gone / SECOND));
  return t('%(n)s min', { n: Math.floor(gone / MINUTE) });
}

/**
 * "8 min here", "1 h 05 here", "just in"
 *
 * @param {number} age
 */
export function here(age) {
  if (age < MINUTE) return t('just in');
  return t('%(time)s here', { time: minutes(age) });
}

/**
 * "14:32" on the site's clock.
 *
 * @param {number} at
 * @param {string} zone
 */
export function clock(at, zone) {
  return zoned(zone, HOUR_MINUTE).format(at);
}

/**
 * "14:32:05" on the site's clock.
 *
 * @param {number} at
 * @param {string} zone
 */
export function clockSeconds(at, zone) {
  return zoned(zone, { ...HOUR_MINUTE, second: '2-digit' }).format(at);
}

/**
 * "2026-11-22" on the site's calendar.
 *
 * @param {number} at
 * @param {string} zone
 */
export function day(at, zone) {
  return zoned(zone, { dateStyle: 'short' }, 'en-CA').format(at);
}

/** @param {number} seconds */
function minutesSeconds(seconds) {
  if (seconds * SECOND >= HOUR) return hours(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** @param {number} seconds */
function hours(seconds) {
  const whole = Math.floor(seconds / 60);
  return t('%(hours)s h %(minutes)s', {
    hours: Math.floor(whole / 60),
    minutes: String(whole % 60).padStart(2, '0'),
  });
}
