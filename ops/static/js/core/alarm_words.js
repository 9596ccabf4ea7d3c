/**
 * Words for alarms: those that gather seats, the technical ones, and what a late look is called.
 * The same on wall and tablets.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').Alarm} Alarm
 * @typedef {import('./shapes.js').Shape} Shape
 */

import { millis } from './format.js';
import { t, tn } from './i18n.js';

/** @param {Alarm} alarm */
export function gathersSeats(alarm) {
  return alarm.holds.length > 0;
}

/** What is asked for, and for how many. @param {Alarm} alarm @returns {{what: string, count: string}} */
export function gatheredWords(alarm) {
  const n = alarm.holds.length;
  if (alarm.cause === 'head_count') return { what: t('EVERYONE OUT'), count: tn('%(n)s not safe yet', '%(n)s not safe yet', n) };
  const count = tn('%(n)s to see', '%(n)s to see', n);
  return { what: alarm.cause === 'reconfirm' ? t('WALK THE ROOM') : t('ROOM NEEDS EYES'), count };
}

/** When whoever is held was last seen, the longest ago; the first of them. @param {Board} board @param {Alarm} alarm */
export function longestUnseen(board, alarm) {
  const causes = new Set(alarm.holds.map((one) => one.cause));
  const seen = board.booths.flatMap((booth) =>
    booth.seats.flatMap(({ visit }) => (visit && causes.has(`visit:${visit.id}`) ? [millis(visit.last_look_at ?? visit.seated_at)] : [])),
  );
  return Math.min(alarm.since, ...seen.map((one) => one ?? alarm.since));
}

/** @param {Board} board @param {Alarm} alarm */
export function technicalWords(board, alarm) {
  const [kind, id, what] = alarm.cause.split(':');
  const device = kind === 'device' ? board.devices.find((one) => String(one.id) === id) : null;
  if (device) return deviceWords(device, what ?? '');
  if (kind === 'told') return notToldWords(board, id ?? '');
  if (kind === 'tablets') return t('no tablet awake');
  if (kind === 'unheard') return t('no alarm would be heard');
  return noticeWords(kind ?? '');
}

/** @param {Board} board @param {string} message */
function notToldWords(board, message) {
  const who = board.room.not_told?.find((one) => one.id === message)?.who ?? '';
  return t('could not tell %(who)s', { who });
}

/** A crossed-out loudspeaker for screens; what it is about for the machine. @param {string} cause @returns {Shape} */
export function technicalShape(cause) {
  if (cause === 'clock_suspect') return 'clock';
  return cause.startsWith('disk_') ? 'disk' : 'silent';
}

/** What a notice says of the machine under the house; nothing for any other. @param {string} kind */
export function noticeWords(kind) {
  if (kind === 'clock_suspect') return t('CLOCK SUSPECT');
  if (kind === 'disk_full') return t('DISK FULL');
  return kind === 'disk_nearly_full' ? t('disk nearly full') : '';
}

/** @param {import('./types.js').Device} device @param {string} what */
function deviceWords(device, what) {
  const { name } = device;
  if (what === 'sound') return t('%(name)s: SOUND IS OFF', { name });
  if (what === 'silent') return t('%(name)s silent', { name });
  const n = device.unsent ?? 0;
  if (device.sleeping) return tn('%(name)s asleep with %(n)s act to send', '%(name)s asleep with %(n)s acts to send', n, { name });
  return tn('%(name)s gone with %(n)s act to send', '%(name)s gone with %(n)s acts to send', n, { name });
}

/**
 * What is asked for by a look nobody has taken: nobody looks into a booth that was found empty.
 * @param {Board} board @param {Alarm} alarm
 */
export function lookWord(board, alarm) {
  if (alarm.level === 'high') return t('LOOK NOW');
  const seats = board.booths.flatMap((booth) => booth.seats);
  const outside = seats.some((seat) => seat.visit?.look_outside && `visit:${seat.visit.id}` === alarm.cause);
  return outside ? t('look outside') : t('look in');
}
