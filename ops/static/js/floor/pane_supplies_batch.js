/** One batch: its day, how many, and what a changed number means. */

import { t } from '../core/i18n.js';
import * as acts from './acts_supplies.js';
import { close, numberOf, setNumber, stepper } from './pane_supplies_parts.js';
import { button } from './parts.js';
import { expiry, itemName, movedWords } from './words_supplies.js';
import { wordFor } from './words.js';
import { h } from './vnode.js';

/** @typedef {import('./pane_supplies.js').AtShelf} AtShelf */
/** @typedef {import('../core/types.js').SupplyItem} SupplyItem */

const AWAY = /** @type {const} */ (['used_elsewhere', 'given_out', 'expired']);

/** @param {AtShelf} shelf @param {SupplyItem} item @param {(string | null)[]} states */
export function batchRow(shelf, item, states) {
  const open = numberOf(shelf, item);
  const told = states.filter(Boolean).join(' · ');
  const day = item.expires_on ? t('expires %(day)s', { day: expiry(item.expires_on) }) : t('no expiry said');
  return h('li', { key: item.id, class: `item${told ? ' told' : ''}` }, [
    h('p', { key: 'what', class: 'what' }, [
      h('strong', null, item.label ? `${day} · ${item.label}` : day),
      told ? h('span', { class: 'state' }, told) : null,
    ]),
    stepper(open ?? item.count, itemName(item), (next) => setNumber(shelf, item, item.count, next)),
    open === null ? null : means(shelf, item, open),
  ]);
}

/** What the number that is set now means, each in one tap. @param {AtShelf} shelf @param {SupplyItem} item @param {number} number */
function means(shelf, item, number) {
  const act = (/** @type {acts.FloorAct} */ one) => () => {
    shelf.hands.act(one, { stay: true });
    close(shelf);
  };
  const changed = number - item.count;
  const away = (/** @type {(typeof AWAY)[number]} */ why) => {
    const words = t('%(n)s %(why)s', { n: -changed, why: wordFor(movedWords(), why) });
    return button(why, words, act(acts.changeSupply(item, changed, why)), { class: 'key' });
  };
  return h('div', { key: 'means', class: 'chips' }, [
    button('counted', t('counted: %(n)s', { n: number }), act(acts.countSupply(item, number)), { class: 'key strong' }),
    changed < 0 ? AWAY.map(away) : null,
    changed > 0 ? button('added', t('%(n)s added', { n: changed }), act(acts.changeSupply(item, changed, 'added')), { class: 'key' }) : null,
    button('gone', t('take it off the list'), act(acts.supplyGone(item)), { class: 'key quiet' }),
    button('close', t('leave it'), () => close(shelf), { class: 'key quiet' }),
  ]);
}
