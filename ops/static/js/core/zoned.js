/**
 * Formats on the clock of a site. A zone this browser does not know (an old one, a new zone)
 * is told in UTC and says so: an hour nobody asked about is better than a screen that stands still.
 */

/** @type {Intl.DateTimeFormatOptions} */
export const HOUR_MINUTE = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** @type {Map<string, Intl.DateTimeFormat>} */
const made = new Map();

/**
 * @param {string} zone empty: UTC
 * @param {Intl.DateTimeFormatOptions} options
 * @param {string} [language] the 24-hour clock is the same in all of ours, so it is not localised
 * @returns {Intl.DateTimeFormat}
 */
export function zoned(zone, options, language = 'en-GB') {
  const key = JSON.stringify([zone, options, language]);
  let found = made.get(key);
  if (!found) {
    found = format(zone, options, language);
    made.set(key, found);
  }
  return found;
}

/** The zone of this machine, while no board says which one the site has. */
export function ownZone() {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * @param {string} zone
 * @param {Intl.DateTimeFormatOptions} options
 * @param {string} language
 */
function format(zone, options, language) {
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: zone || 'UTC' });
  } catch {
    const named = options.dateStyle ? {} : { timeZoneName: /** @type {const} */ ('short') };
    return new Intl.DateTimeFormat(language, { ...options, ...named, timeZone: 'UTC' });
  }
}
