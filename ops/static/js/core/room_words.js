/** Why nobody new comes in: one word for it on every screen. */

import { t } from './i18n.js';

/** As they are offered. */
export const REASONS = ['staff', 'after_event', 'cleaning', 'full', 'hours'];

/** Nothing for a reason this screen does not know. @param {string} reason */
export function closedBecause(reason) {
  if (reason === 'staff') return t('not enough staff');
  if (reason === 'after_event') return t('after an event');
  if (reason === 'cleaning') return t('cleaning');
  if (reason === 'full') return t('full');
  return reason === 'hours' ? t('opening hours') : '';
}
