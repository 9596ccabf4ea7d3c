/** One value of an action, set with a glove: a few common answers in one tap, steps for the rest. */

import { t } from '../core/i18n.js';
import { freeText } from '../floor/free_text.js';
import { button, chip, group } from '../floor/parts.js';
import { stepped, valueSaid } from './values.js';
import { choices, valueNames } from './words.js';

/** @typedef {import('./values.js').Field} Field */

/**
 * @param {Field} field
 * @param {Record<string, any>} values
 * @param {(change: (present: Record<string, any>) => Record<string, any>) => void} set undefined takes a value away
 */
export function valueField(field, values, set) {
  const name = valueNames()[field.name] ?? field.name;
  const value = values[field.name];
  const unknown = field.kind === 'measure' ? field.unknown : undefined;
  /** Tapped again, it goes. */
  const put = (/** @type {unknown} */ next) =>
    set((present) => valueSaid(field, next === present[field.name] ? undefined : next));
  if (field.kind === 'choice' && field.of) return null;
  if (field.kind === 'choice') {
    return group(
      field.name,
      name,
      (choices()[field.name] ?? []).map((offer) =>
        chip(offer.value, offer.word, value === offer.value, () => put(offer.value)),
      ),
    );
  }
  if (field.kind === 'text') {
    return freeText(field.name, name, {
      value: String(value ?? ''),
      longest: field.longest,
      say: (text) => set(() => ({ [field.name]: text })),
    });
  }
  const step = (/** @type {number} */ by) => () =>
    set((present) => valueSaid(field, stepped(field, present[field.name], by)));
  const { coarse } = field;
  const leap = (/** @type {string} */ key, /** @type {string} */ words, /** @type {number} */ by, /** @type {string} */ said) =>
    button(key, words, step(by), { class: 'chip step', 'data-quick': '', 'aria-label': said });
  const other = typeof value === 'number' && !field.offered.includes(value);
  return group(
    field.name,
    field.unit ? `${name} (${field.unit})` : name,
    coarse ? leap('far-less', `−${coarse}`, -coarse, t('%(what)s: %(n)s less', { what: name, n: coarse })) : null,
    leap('less', '−', -field.step, t('%(what)s: less', { what: name })),
    leap('more', '+', field.step, t('%(what)s: more', { what: name })),
    coarse ? leap('far-more', `+${coarse}`, coarse, t('%(what)s: %(n)s more', { what: name, n: coarse })) : null,
    other ? chip('now', String(value), true, () => put(value)) : null,
    field.offered.map((n) => chip(`n${n}`, String(n), value === n, () => put(n))),
    unknown ? notKnown(values, unknown, set, field.name) : null,
  );
}

/**
 * Instead of a number: that nobody saw how much is an answer.
 * @param {Record<string, any>} values @param {string} unknown @param {Parameters<typeof valueField>[2]} set
 * @param {string} number
 */
function notKnown(values, unknown, set, number) {
  const said = values[unknown] === 'not_known';
  return chip('not-known', t('not known'), said, () => set(() => ({ [unknown]: said ? undefined : 'not_known', [number]: undefined })));
}
