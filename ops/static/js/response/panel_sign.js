/** Whose act it was: asked, never required, of a dose, of oxygen and of the outcome. One tap, no PIN. */

import { t } from '../core/i18n.js';
import { button, chip, group } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import * as acts from './acts.js';
import { actionName, valuesLine } from './values.js';

/** @typedef {import('./view.js').Case} Case */
/** @typedef {import('../core/types.js').Board} Board */

/** Whether it is a name on a chip, and not a tablet's. @param {Board} board @param {string | null | undefined} who */
export function named(board, who) {
  return Boolean(who) && board.staff.some(({ name }) => name === who);
}

/** Whether there is a name to be tapped. @param {Board} board */
export function anybodyNamed(board) {
  return board.staff.some(({ id, name }) => id !== undefined && Boolean(name));
}

/** Of the row that was tapped, or of the outcome where none was. @param {Case} one */
export function signPanel(one) {
  const row = one.rows.find((each) => each.root === one.scene.ui.draft.row);
  const what = row ? `${actionName(row.kind)} ${valuesLine(row.kind, row.values)}`.trim() : t('outcome');
  const said = row ? row.by : one.response.outcome?.by;
  const sign = (/** @type {{id: number, name: string}} */ who) => () => {
    one.hands.act(row ? acts.signRow(one.response.id, row.id, who, what) : acts.signOutcome(one.response.id, who));
    one.hands.draft({ open: null, row: null });
  };
  const chips = one.board.staff.flatMap(({ id, name }) =>
    id !== undefined && name ? [chip(String(id), name, said === name, sign({ id, name }))] : [],
  );
  return h('div', { key: 'sign-panel', class: 'panel' }, [
    group('names', t('Whose is it? %(what)s', { what }), chips),
    chips.length ? null : h('p', { key: 'nobody', class: 'calm' }, t('Nobody is named on this shift.')),
    button('close', t('Close'), () => one.hands.draft({ open: null, row: null }), { class: 'key quiet' }),
  ]);
}

/** Under an outcome: who says so, or the question. @param {Case} one */
export function whoSays(one) {
  const { outcome } = one.response;
  if (!outcome || !(outcome.state || outcome.place || outcome.ambulance)) return null;
  if (named(one.board, outcome.by)) return h('p', { key: 'says', class: 'facts' }, t('Said by %(who)s.', { who: String(outcome.by) }));
  if (!anybodyNamed(one.board)) return null;
  return button('who', t('who?'), () => one.hands.draft({ open: 'sign', row: null }), { class: 'chip' });
}
