/** A time as a hand wrote it, "13:05", on the site's clock. Pure. */

import { day } from '../core/format.js';
import { zoned } from '../core/zoned.js';

const DAY = 24 * 3_600_000;

/**
 * "1305", "905", "13:05", "13.5" is none. @param {string} text
 * @returns {{hour: number, minute: number} | null}
 */
export function readTime(text) {
  const found = /^(\d{1,2})\s*[:.h]?\s*(\d{2})$/i.exec(text.trim());
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return hour < 24 && minute < 60 ? { hour, minute } : null;
}

/**
 * When that was. Without a day: today, or yesterday where today it has not come yet.
 * @param {{hour: number, minute: number}} time
 * @param {string | null} on "2026-11-22"
 * @param {number} now
 * @param {string} zone
 * @returns {number | null} milliseconds; null where the clock skipped it
 */
export function instantOf(time, on, now, zone) {
  if (on) return onDay(time, on, now, zone);
  const today = onDay(time, day(now, zone), now, zone);
  return today !== null && today <= now ? today : onDay(time, day(now - DAY, zone), now, zone);
}

/** The days that can be typed in, newest first. @param {number} now @param {string} zone */
export function daysBack(now, zone) {
  return Array.from({ length: 7 }, (_, back) => day(now - back * DAY, zone));
}

/**
 * Where the clock showed it twice, the later one that has come.
 * @param {{hour: number, minute: number}} time @param {string} on @param {number} now @param {string} zone
 */
function onDay({ hour, minute }, on, now, zone) {
  const [year, month, date] = on.split('-').map(Number);
  const asUtc = Date.UTC(year ?? 0, (month ?? 1) - 1, date, hour, minute);
  const found = [DAY, -DAY]
    .map((around) => asUtc - offsetAt(asUtc + around, zone))
    .filter((at) => at + offsetAt(at, zone) === asUtc)
    .sort((one, other) => other - one);
  return found.find((at) => at <= now) ?? found.at(-1) ?? null;
}

/** By how much the site's clock is ahead of UTC at that moment. @param {number} at @param {string} zone */
function offsetAt(at, zone) {
  const options = /** @type {const} */ ({
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23',
  });
  const parts = Object.fromEntries(zoned(zone, options).formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, date, hour, minute) - Math.floor(at / 60_000) * 60_000;
}
