/** Why an act was refused, in words: who did what meanwhile, and when. Pure. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';

/** @typedef {import('../core/outbox_rules.js').Act} Act */

/** Milliseconds; an act that was on its way for longer waited for the server. */
const AT_ONCE = 10_000;

/**
 * Whether others may have done something before the house heard of it. One that was refused as it was
 * tapped is answered with what can be done.
 * @param {Act} act
 */
export function waitedLong(act) {
  return (act.refusal?.after ?? 0) > AT_ONCE;
}

/**
 * @param {Act} act set aside
 * @param {string} zone
 * @returns {string | null} null where the house does not know
 */
export function meanwhileWords(act, zone) {
  const { meanwhile, code = '' } = act.refusal ?? {};
  if (!meanwhile) return null;
  const said = { who: meanwhile.by ?? t('somebody'), time: clock(Date.parse(meanwhile.happened_at), zone) };
  const what = WORDS[code]?.(said);
  if (!what) return null;
  return waitedLong(act) ? t('%(what)s, while this tablet was without the server.', { what }) : `${what}.`;
}

/** @type {Record<string, (said: {who: string, time: string}) => string>} */
const WORDS = {
  visit_ended: (said) => t('%(who)s ended this stay at %(time)s', said),
  seen_since: (said) => t('%(who)s looked in on them at %(time)s', said),
  already_seated: (said) => t('%(who)s seated them at %(time)s', said),
  not_waiting: (said) => t('%(who)s seated them at %(time)s', said),
  seat_taken: (said) => t('%(who)s put somebody there at %(time)s', said),
  booth_full: (said) => t('%(who)s put somebody there at %(time)s', said),
  booth_occupied: (said) => t('%(who)s put somebody there at %(time)s', said),
  booth_closed: (said) => t('%(who)s closed this place at %(time)s', said),
  booth_cleaning: (said) => t('%(who)s left it to be cleaned at %(time)s', said),
  room_closed: (said) => t('%(who)s closed the room to new %(people)s at %(time)s', said),
  last_entry_passed: (said) => t('%(who)s called last entry at %(time)s', said),
  room_closing: (said) => t('%(who)s began to close at %(time)s', said),
  everyone_is_out: (said) => t('%(who)s called everyone out at %(time)s', said),
  locked_down: (said) => t('%(who)s locked the room down at %(time)s', said),
  nobody_is_out: (said) => t('%(who)s said “back in” at %(time)s', said),
  shift_running: (said) => t('%(who)s opened a shift at %(time)s', said),
  no_shift: (said) => t('%(who)s closed the shift at %(time)s', said),
};
