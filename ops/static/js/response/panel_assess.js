/** What was seen, tapped together and logged in one row; and a short note. */

import { t } from '../core/i18n.js';
import { breathsPerMinute } from '../floor/moves.js';
import { countWords } from '../floor/pane_seat.js';
import { button } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import * as acts from './acts.js';
import { valueField } from './fields.js';
import { fieldsOf, valuesLine } from './values.js';

/** @typedef {import('./view.js').Case} Case */

/** @param {Case} one */
export function assessPanel(one) {
  const { hands, scene } = one;
  const { values, breaths } = scene.ui.draft;
  const rate = breathsPerMinute(breaths);
  const all =
    rate === null || values.breaths_per_minute !== undefined ? values : { ...values, breaths_per_minute: rate };
  const log = () => {
    hands.act(acts.action(one.response.id, 'assessment', all));
    hands.draft({ open: null, values: {}, breaths: [] });
  };
  const tap = () => hands.draft({ breaths: [...breaths, scene.now] });
  return h('div', { key: 'assess-panel', class: 'panel', role: 'group', 'aria-label': t('assess') }, [
    h('div', { key: 'head', class: 'panel-head' }, [
      button(
        'log',
        [
          h('strong', null, t('log assessment')),
          h('span', null, valuesLine('assessment', all) || t('nothing chosen: logged as looked at')),
        ],
        log,
        { class: 'act strong' },
      ),
      button('tap', [h('strong', null, t('tap for each breath')), h('span', null, countWords(breaths, rate))], tap, {
        class: 'act',
      }),
      button('back', t('Back'), () => hands.draft({ open: null }), { class: 'key quiet' }),
    ]),
    fieldsOf('assessment').map((field) =>
      valueField(field, values, (name, value) => hands.draft({ values: { ...scene.ui.draft.values, [name]: value } })),
    ),
  ]);
}

/** @param {Case} one */
export function notePanel(one) {
  const { hands, scene } = one;
  const text = String(scene.ui.draft.values.text ?? '');
  const log = () => {
    if (text.trim()) hands.act(acts.action(one.response.id, 'note', { text: text.trim() }));
    hands.draft({ open: null, values: {} });
  };
  return h('div', { key: 'note-panel', class: 'panel' }, [
    h(
      'label',
      { key: 'text', class: 'field' },
      t('A short note. No names, no numbers of people.'),
      h('input', {
        type: 'text',
        maxlength: '200',
        autocomplete: 'off',
        oninput: (/** @type {any} */ event) => hands.draft({ values: { text: event.target.value } }),
      }),
    ),
    h('div', { key: 'do', class: 'pair' }, [
      button('log', t('log the note'), log, { class: 'key strong' }),
      button('back', t('Back'), () => hands.draft({ open: null }), { class: 'key quiet' }),
    ]),
  ]);
}
