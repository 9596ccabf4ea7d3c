/**
 * What goes on, given otherwise from now on: another flow or mask, another pace of breaths. It is a
 * new row; what was logged before stays as it was, and the clock keeps its first time.
 */

import { t } from '../core/i18n.js';
import { button, chip, group } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import * as acts from './acts.js';
import { goingOn } from './clocks.js';
import { TOGGLES } from './kinds.js';
import { fieldsOf, valueSaid, valuesLine } from './values.js';
import { choices, valueNames } from './words.js';

/** @typedef {import('./view.js').Case} Case */
/** @typedef {'oxygen' | 'breaths'} Changeable */

/** @param {string} name @returns {name is Changeable} */
export function canChange(name) {
  return name === 'oxygen' || name === 'breaths';
}

/**
 * Under the key that stops it: how it is given, and in one tap how else it could be.
 * @param {Case} one @param {Changeable} name @param {string} given @param {string | null} left
 */
export function changeKey({ hands }, name, given, left) {
  const words = name === 'oxygen' ? t('flow, mask…') : t('pace…');
  const open = name === 'oxygen' ? 'change_oxygen' : 'change_breaths';
  return button(
    'change',
    [h('strong', null, given ? `${given} ▸` : words), left ? h('span', null, left) : null],
    () => hands.draft({ open }),
    { class: 'act small change' },
  );
}

/** One tap on a value logs it, beside what is given already. @param {Case} one @param {Changeable} name */
export function changePanel(one, name) {
  const { hands, response, rows } = one;
  const [start] = TOGGLES[name];
  const going = goingOn(rows, start);
  const close = () => hands.draft({ open: null });
  const title = name === 'oxygen' ? t('Log oxygen from now on') : t('Log breaths from now on');
  const now = going ? valuesLine(start, going.values) : t('It is stopped.');
  /** @param {import('./values.js').Field} field @param {unknown} value */
  const key = (field, value) => {
    const log = () => {
      if (going?.values[field.name] !== value) {
        hands.act(acts.action(response.id, start, known({ ...going?.values, ...valueSaid(field, value) })));
      }
      close();
    };
    return chip(`v${value}`, valuesLine(start, { [field.name]: value }), going?.values[field.name] === value, log);
  };
  return h('div', { key: 'change-panel', class: 'panel', role: 'group', 'aria-label': title }, [
    h('div', { key: 'head', class: 'panel-head' }, [
      h('p', { key: 'now', class: 'name' }, [h('strong', null, title), now ? ` · ${t('now: %(what)s', { what: now })}` : null]),
      button('back', t('Back'), close, { class: 'key quiet' }),
    ]),
    going ? fieldsOf(start).map((field) => offer(field, key)) : null,
  ]);
}

/** @param {import('./values.js').Field} field @param {(field: any, value: unknown) => any} key */
function offer(field, key) {
  if (field.kind === 'text' || (field.kind === 'choice' && field.of)) return null;
  const values = field.kind === 'measure' ? field.offered : (choices()[field.name] ?? []).map(({ value }) => value);
  return group(field.name, valueNames()[field.name] ?? field.name, values.map((value) => key(field, value)));
}

/** @param {Record<string, any>} values */
function known(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
