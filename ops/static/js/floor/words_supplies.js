/** The tablet's words for the shelf. */

import { day } from '../core/format.js';
import { t } from '../core/i18n.js';
import { offers } from './words.js';

/** @typedef {import('../core/types.js').SupplyItem} SupplyItem */

/** Why something went without a response, in the order it is offered; and that more came. */
export function movedWords() {
  return offers({
    used_elsewhere: t('used elsewhere'),
    given_out: t('given out'),
    expired: t('expired'),
    added: t('added'),
  });
}

/** A form with what tells this one from others of it. @param {SupplyItem} item */
export function itemName(item) {
  return [item.form, item.label, item.expires_on ? expiry(item.expires_on) : null].filter(Boolean).join(' ');
}

/**
 * As it is printed on a box: a month, or a day where it is not the month's last.
 * @param {string} on
 */
export function expiry(on) {
  const next = new Date(Date.parse(on) + 86_400_000).toISOString();
  return next.slice(8, 10) === '01' ? on.slice(0, 7) : on;
}

/**
 * An expiry as it is being typed: digits, and the hyphens by themselves.
 * @param {string} typed
 */
export function expiryTyped(typed) {
  const digits = typed.replace(/\D/g, '').slice(0, 8);
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter(Boolean).join('-');
}

/** Whether it can be meant: nothing, a month, or a day there is. @param {string} typed */
export function isExpiry(typed) {
  if (typed === '') return true;
  if (!/^20\d\d-\d\d(-\d\d)?$/.test(typed)) return false;
  const whole = typed.length === 7 ? `${typed}-01` : typed;
  const at = Date.parse(whole);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(whole);
}

/** The room's own day, as 2026-11-22. @param {import('../core/types.js').Board} board @param {number} now */
export function today(board, now) {
  return day(now, board.room.time_zone);
}
