/** Pieces of the shelf's pane: a number with a step to each side, and what is open of it. Pure. */

import { t } from '../core/i18n.js';
import { freshShelf } from './moves.js';
import { button } from './parts.js';
import { h } from './vnode.js';

/** @typedef {import('./pane_supplies.js').AtShelf} AtShelf */
/** @typedef {import('../core/types.js').SupplyItem} SupplyItem */

const MOST = 9999;

/**
 * The number that is being set for an item, or null while it is not open.
 * @param {AtShelf} shelf @param {SupplyItem} item
 */
export function numberOf({ scene }, item) {
  return scene.ui.shelf.item === item.id ? scene.ui.shelf.number : null;
}

/**
 * @param {AtShelf} shelf @param {SupplyItem} item @param {number} known while it is not open
 * @param {(from: number) => number} next
 */
export function setNumber({ hands }, item, known, next) {
  hands.set(({ shelf }) => {
    const open = shelf.item === item.id;
    return { shelf: { ...freshShelf(), item: item.id, number: within(next(open ? shelf.number : known), open) } };
  });
}

/** @param {AtShelf} shelf */
export function close({ hands }) {
  hands.set({ shelf: freshShelf() });
}

/** A count below nothing is what the board believes; nobody can see fewer than none. @param {number} number @param {boolean} open */
function within(number, open) {
  return Math.min(MOST, open ? Math.max(0, number) : number);
}

/**
 * @param {number} value @param {string} about for a screen reader
 * @param {(next: (from: number) => number) => void} set @param {number} [step]
 */
export function stepper(value, about, set, step = 1) {
  const less = (/** @type {number} */ from) => Math.max(0, Math.ceil(from / step - 1) * step);
  const more = (/** @type {number} */ from) => Math.floor(from / step + 1) * step;
  return h('div', { key: 'stepper', class: 'stepper', role: 'group', 'aria-label': about }, [
    button('less', '−', () => set(less), { class: 'key step', 'data-quick': '', 'aria-label': t('one less: %(about)s', { about }) }),
    button('number', String(value), () => set((from) => from), { class: 'key number', 'aria-label': t('%(about)s: %(n)s', { about, n: value }) }),
    button('more', '+', () => set(more), { class: 'key step', 'data-quick': '', 'aria-label': t('one more: %(about)s', { about }) }),
  ]);
}
