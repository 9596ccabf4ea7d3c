/** What the opening check asks of the shelf: as on the list in one tap, or counted. Pure. */

import { t } from '../core/i18n.js';
import { gaugeNow } from '../core/supplies.js';
import { litres } from './pane_supplies_cylinder.js';
import { expiry } from './words_supplies.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').SupplyItem} SupplyItem */

/** What is on the list of a point of the check. @param {Board} board @param {string} point */
export function listed(board, point) {
  return (board.supplies?.items ?? []).filter((item) => item.kind === point);
}

/**
 * "As on the list": what the list says was seen.
 * @param {SupplyItem[]} items @param {number} now
 * @returns {import('./acts_supplies.js').Seen}
 */
export function asListed(items, now) {
  return items.map((item) => ({
    supply: item.id,
    number: item.kind === 'oxygen' ? gaugeNow(item, now) : Math.max(0, item.count),
  }));
}

/** A line for each form, or for each cylinder. @param {SupplyItem[]} items @param {number} now @returns {string[]} */
export function inWords(items, now) {
  const forms = [...new Set(items.map((item) => item.form))];
  return forms.flatMap((form) => {
    const mine = items.filter((item) => item.form === form);
    if (mine[0]?.kind === 'oxygen') return mine.map((item) => cylinderWords(item, now));
    const batches = mine.map((item) => (item.expires_on ? `${item.count} (${expiry(item.expires_on)})` : String(item.count)));
    return `${form}: ${batches.join(', ')}`;
  });
}

/** @param {SupplyItem} item @param {number} now */
function cylinderWords(item, now) {
  const name = [item.form, item.label, item.in_use_since ? t('in use') : null].filter(Boolean).join(' ');
  return `${name}: ${litres(item, now)} · ${t('gauge %(n)s', { n: gaugeNow(item, now) })}`;
}
