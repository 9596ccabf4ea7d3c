/** What an outcome's three words say together. Pure. */

import { t } from '../core/i18n.js';

/** @typedef {NonNullable<import('../core/types.js').BoardResponse['outcome']>} Outcome */

/** Where someone can be who went with an ambulance. */
const GONE = ['with_ambulance', 'other_care'];

/**
 * Two words that hardly go together are a question on their row, never a refusal.
 * @param {Outcome | null | undefined} outcome
 * @returns {string | null}
 */
export function outcomeQuestion(outcome) {
  if (!outcome?.place || !outcome.ambulance) return null;
  const went = outcome.ambulance === 'transported';
  if (went && outcome.place === 'stayed') return t('Transported, and stayed here? One of the two may be a slip.');
  if (went && !GONE.includes(outcome.place)) return t('Transported, and left? “Left with ambulance” may be meant.');
  if (!went && outcome.place === 'with_ambulance')
    return t('Left with an ambulance that took nobody? One of the two may be a slip.');
  return null;
}
