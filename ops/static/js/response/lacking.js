/** What a record still lacks, in words: by the codes of ops/domain/response_complete.py. */

import { t } from '../core/i18n.js';

/** @param {string[]} codes */
export function lacking(codes) {
  const words = {
    kind: t('kind'),
    outcome_state: t('how they are'),
    outcome_place: t('where to'),
    outcome_ambulance: t('ambulance'),
    unnamed_mark: t('a mark without a name'),
    same_or_second: t('same dose or second dose'),
    dose_without_amount: t('a dose without its amount'),
    oxygen_without_flow: t('oxygen without its flow'),
  };
  return codes.map((code) => /** @type {Record<string, string>} */ (words)[code] ?? code).join(', ');
}

/** The same in a list of records: the three parts of the outcome are one. @param {string[]} codes */
export function lackingInShort(codes) {
  const rest = codes.filter((code) => !code.startsWith('outcome_'));
  return [rest.length < codes.length ? t('outcome') : null, lacking(rest)].filter(Boolean).join(', ');
}
