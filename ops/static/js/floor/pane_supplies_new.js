/** A new batch, or a cylinder, of one form: how many or what its gauge shows, its day, a mark. */

import { t } from '../core/i18n.js';
import * as acts from './acts_supplies.js';
import { stepOf } from './pane_supplies_cylinder.js';
import { close, stepper } from './pane_supplies_parts.js';
import { button } from './parts.js';
import { expiryTyped, isExpiry } from './words_supplies.js';
import { h } from './vnode.js';

/** @typedef {import('./pane_supplies.js').AtShelf} AtShelf */
/** @typedef {import('../core/types.js').SupplyForm} SupplyForm */

const LONGEST_MARK = 16;

/** @param {AtShelf} shelf @param {string} form @param {SupplyForm} of */
export function newItem(shelf, form, of) {
  const { scene, hands } = shelf;
  const { shelf: draft } = scene.ui;
  if (draft.form !== form) return opener(shelf, form, of);
  const set = (/** @type {Partial<typeof draft>} */ changes) => hands.set((ui) => ({ shelf: { ...ui.shelf, ...changes } }));
  const cylinder = of.kind === 'oxygen';
  const full = of.gauge_full ?? 0;
  const ready = isExpiry(draft.expires);
  const add = () => {
    const { number: count, expires, label } = { ...draft, label: draft.label.trim() };
    const body = { form, count, ...(expires ? { expires } : {}), ...(label ? { label } : {}) };
    hands.act(acts.addSupply(scene.page.site, body, of), { stay: true });
    close(shelf);
  };
  return h('div', { key: 'new', class: 'new-item' }, [
    h('p', { key: 'name', class: 'name' }, cylinder ? t('What its gauge shows; full is %(full)s', { full }) : t('How many')),
    stepper(
      draft.number,
      form,
      (next) => hands.set(({ shelf: { number, ...rest } }) => ({ shelf: { ...rest, number: cylinder ? Math.min(full, next(number)) : next(number) } })),
      cylinder ? stepOf(full) : 1,
    ),
    cylinder
      ? null
      : field(t('Expires, as printed: 2027-03 or 2027-03-15'), {
          value: draft.expires,
          inputmode: 'numeric',
          maxlength: 10,
          'aria-invalid': String(!ready),
          oninput: (/** @type {any} */ event) => set({ expires: expiryTyped(event.target.value) }),
        }),
    field(cylinder ? t('A mark of its own, if you like: A, bag 2') : t('Lot or place, if you like'), {
      value: draft.label,
      maxlength: LONGEST_MARK,
      oninput: (/** @type {any} */ event) => set({ label: event.target.value }),
    }),
    h('div', { key: 'keys', class: 'chips' }, [
      button('add', t('Put it on the list'), add, { class: 'key strong', disabled: !ready }),
      button('close', t('leave it'), () => close(shelf), { class: 'key quiet' }),
    ]),
  ]);
}

/** @param {AtShelf} shelf @param {string} form @param {SupplyForm} of */
function opener({ hands }, form, of) {
  const word = of.kind === 'oxygen' ? t('New cylinder') : t('New batch');
  const number = of.kind === 'oxygen' ? (of.gauge_full ?? 0) : Math.max(1, of.par);
  const open = () => hands.set({ shelf: { item: null, form, number, expires: '', label: '' } });
  return button('add', word, open, { class: 'key quiet add', 'aria-label': `${word}: ${form}` });
}

/** @param {string} name @param {Record<string, unknown>} props */
function field(name, props) {
  return h('label', { key: name, class: 'line-text' }, [h('span', null, name), h('input', { autocomplete: 'off', ...props })]);
}
