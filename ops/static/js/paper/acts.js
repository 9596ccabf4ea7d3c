/** Papers as acts: that one was printed, that what came from one is signed for. Pure. */

import { t, tn } from '../core/i18n.js';

/** @typedef {import('../floor/acts.js').FloorAct} FloorAct */

/**
 * Its number is the end of this act's id.
 * @param {string} site @param {'room_sheet' | 'handover_card'} kind @returns {FloorAct}
 */
export function printed(site, kind) {
  return {
    path: `/sites/${site}/papers`,
    body: { kind },
    label: kind === 'room_sheet' ? t('Room sheet printed') : t('Handover card printed'),
    about: { kind: 'paper' },
    lasting: true,
  };
}

/**
 * Of what was on record by that version of the picture, by whoever's chip is tapped.
 * @param {string} site @param {number} n @param {number} version @returns {FloorAct}
 */
export function signed(site, n, version) {
  return {
    path: `/sites/${site}/late-entries/sign`,
    body: { until: version },
    label: tn('%(n)s entry from paper signed off', '%(n)s entries from paper signed off', n),
    about: { kind: 'sign_late' },
  };
}
