/** What was seen, tapped together and logged in one row; and a short note. */

import { t } from '../core/i18n.js';
import { breathKey } from '../floor/breath_key.js';
import { freeText } from '../floor/free_text.js';
import { breathsPerMinute } from '../floor/moves.js';
import { button } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import * as acts from './acts.js';
import { valueField } from './fields.js';
import { openAfter, whenDone } from './panel_catch_up.js';
import { fieldsOf, valuesLine } from './values.js';

/** @typedef {import('./view.js').Case} Case */

/** Opens it, with nothing in it. @param {Case} one */
export function assess(one) {
  one.hands.draft({ open: 'assess', values: {}, breaths: [] });
}

/** @param {Case} one */
export function assessPanel(one) {
  const { hands, scene } = one;
  const { values, breaths } = scene.ui.draft;
  const rate = breathsPerMinute(breaths);
  const all =
    rate === null || values.breaths_per_minute !== undefined ? values : { ...values, breaths_per_minute: rate };
  const log = () => {
    hands.act(acts.action(one.response.id, 'assessment', all, whenDone(one)));
    hands.draft({ open: openAfter(one), values: {}, breaths: [] });
  };
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
      breathKey(breaths, (more) => hands.draft((draft) => ({ breaths: more(draft.breaths) })), 'act'),
      button('back', t('Back'), () => hands.draft({ open: openAfter(one) }), { class: 'key quiet' }),
    ]),
    fieldsOf('assessment').map((field) =>
      valueField(field, values, (change) => hands.draft((draft) => ({ values: { ...draft.values, ...change(draft.values) } }))),
    ),
  ]);
}

/** @param {Case} one */
export function notePanel(one) {
  const { hands, scene } = one;
  const text = String(scene.ui.draft.values.text ?? '');
  const log = () => {
    if (text.trim()) hands.act(acts.action(one.response.id, 'note', { text: text.trim() }, whenDone(one)));
    hands.draft({ open: openAfter(one), values: {} });
  };
  return h('div', { key: 'note-panel', class: 'panel' }, [
    freeText('text', t('A short note. No names, no numbers of people.'), {
      value: text,
      longest: 200,
      say: (said) => hands.draft({ values: { text: said } }),
    }),
    h('div', { key: 'do', class: 'pair' }, [
      button('log', t('log the note'), log, { class: 'key strong' }),
      button('back', t('Back'), () => hands.draft({ open: openAfter(one) }), { class: 'key quiet' }),
    ]),
  ]);
}
