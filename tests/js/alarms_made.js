/** Alarms for tests that only care for cause and level. */

/**
 * @param {string} cause
 * @param {import('../../ops/static/js/core/types.js').AlarmLevel} level
 * @returns {import('../../ops/static/js/core/types.js').Alarm}
 */
export function alarm(cause, level) {
  return { cause, level, booth: null, seat: null, place: null, since: 0, holds: [], paused_until: null };
}
