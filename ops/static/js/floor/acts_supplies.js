/** Acts at the shelf, as data: batches and cylinders, counted, changed, used up. Pure. */

import { t } from '../core/i18n.js';
import { itemName, movedWords } from './words_supplies.js';
import { wordFor } from './words.js';

/** @typedef {import('./acts.js').FloorAct} FloorAct */
/** @typedef {import('../core/types.js').SupplyItem} SupplyItem */
/** @typedef {{form: string, count: number, expires?: string, label?: string}} NewItem */
/** @typedef {{supply: string, number: number}[]} Seen pieces by the batch, or what a gauge shows */

/** @param {string} site @param {NewItem} body @param {import('../core/types.js').SupplyForm} form @returns {FloorAct} */
export function addSupply(site, body, form) {
  const label = `${body.form} · ${t('on the list')}`;
  return { path: `/sites/${site}/supplies`, body, label, about: { kind: 'supply', ...body, of: form } };
}

/** @param {SupplyItem} item @param {number} count @returns {FloorAct} */
export function countSupply(item, count) {
  const word = item.kind === 'oxygen' ? t('gauge shows %(n)s', { n: count }) : t('counted: %(n)s', { n: count });
  return onItem(item, 'count', word, { count });
}

/**
 * @param {SupplyItem} item @param {number} number fewer: below nothing
 * @param {'added' | 'used_elsewhere' | 'given_out' | 'expired'} why @returns {FloorAct}
 */
export function changeSupply(item, number, why) {
  const sign = number > 0 ? `+${number}` : `−${-number}`;
  return onItem(item, 'change', `${sign}, ${wordFor(movedWords(), why)}`, { number, why });
}

/** @param {SupplyItem} item @returns {FloorAct} */
export function supplyGone(item) {
  return onItem(item, 'gone', t('off the list'), {});
}

/** @param {SupplyItem} item @param {boolean} on @param {SupplyItem} [other] whose place it takes @returns {FloorAct} */
export function cylinderInUse(item, on, other) {
  const body = other ? { on, instead_of: other.id } : { on };
  return onItem(item, 'in-use', on ? t('in use') : t('not in use'), body);
}

/** @param {SupplyItem} item @param {string} what @param {string} word @param {Record<string, any>} body @returns {FloorAct} */
function onItem(item, what, word, body) {
  return {
    path: `/supplies/${item.id}/${what}`,
    body,
    label: `${itemName(item)} · ${word}`,
    about: { kind: `supply-${what}`, supply: item.id, ...body },
  };
}
