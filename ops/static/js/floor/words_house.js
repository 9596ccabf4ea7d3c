/** The tablet's words for the opening check and the waiting room's lines, in the order they are offered. */

import { t } from '../core/i18n.js';
import { offers } from './words.js';

export function openingPoints() {
  return offers({
    tablets: t('tablets charged'),
    oxygen: t('oxygen level'),
    naloxone: t('naloxone, by expiry'),
    aed: t('AED'),
    bag_mask: t('bag-valve mask'),
  });
}

/** "Not done" is a respectable answer, and shown like the other. */
export function checkedWords() {
  return offers({ done: t('done'), not_done: t('not done') });
}

export function bulletinKinds() {
  return offers({ drug_alert: t('drug alert'), service: t('today'), you_said: t('you said, we did') });
}

export function bases() {
  return offers({ tested: t('tested'), heard: t('heard') });
}

/** Why a worker's call is over, by others. */
export function helpOverReasons() {
  return offers({
    all_well: t('all is well'),
    with_them: t('we are with them'),
    left_the_room: t('whoever it was about left'),
    outside_help_came: t('help from outside is here'),
    by_mistake: t('raised by mistake'),
  });
}
