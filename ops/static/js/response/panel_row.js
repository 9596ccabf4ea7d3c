/** A row of the log being put right, in the middle zone: nothing changes on record before Save. */

import { clockSeconds } from '../core/format.js';
import { t } from '../core/i18n.js';
import { button, chip, group } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import { wordFor } from '../floor/words.js';
import * as acts from './acts.js';
import { valueField } from './fields.js';
import { APPROXIMATE } from './log.js';
import { actionName, defaultsOf, fieldsOf, giverOf, valuesLine } from './values.js';
import { actions, givenBy, reasons } from './words.js';

/** @typedef {import('./view.js').Case} Case */
/** @typedef {import('./log.js').Row} Row */
/** @typedef {import('../floor/scene.js').Draft} Draft */

const MINUTE = 60_000;

/** @param {Pick<Case, 'hands'>} one @param {Row} row */
export function openRow(one, row) {
  one.hands.draft({ open: 'row', row: row.root, values: { ...row.values }, change: { earlier: 0 } });
}

/** @param {Case} one */
export function closeRow(one) {
  one.hands.draft({ open: null, row: null, values: {}, change: { earlier: 0 } });
}

/** Null while no row is open. @param {Case} one */
export function rowPanel(one) {
  const { draft } = one.scene.ui;
  const row = draft.open === 'row' ? one.rows.find((each) => each.root === draft.row) : null;
  if (!row) return null;
  const wanted = asWanted(row, draft);
  return h('div', { key: `row-${row.root}`, class: 'panel', role: 'group', 'aria-label': t('Change of a row') }, [
    head(one, row, wanted),
    timeGroup(one, wanted),
    givenGroup(one, wanted),
    row.kind === 'mark' ? nameGroup(one, wanted) : null,
    fieldsOf(wanted.kind).map((field) =>
      valueField(field, draft.values, (change) =>
        one.hands.draft((present) => ({ values: { ...present.values, ...change(present.values) } })),
      ),
    ),
    whyGroup(one),
    button('sign', row.by ? t('Logged by %(who)s. Whose is it?', { who: row.by }) : t('Whose is it?'), sign(one, row), {
      class: 'key',
    }),
    row.voided ? null : button('void', t('Take it out: %(why)s', { why: wordFor(reasons(), whyOut(one)) }), takeOut(one, row), { class: 'key' }),
  ]);
}

/**
 * The row as it would read after Save.
 * @param {Row} row @param {Draft} draft
 */
export function asWanted(row, draft) {
  const { change, values } = draft;
  const kind = change.kind ?? row.kind;
  const named = fieldsOf(kind).map((field) => field.name);
  const said = Object.entries(values).filter(
    ([name, value]) => value !== undefined && (kind === row.kind || named.includes(name)),
  );
  return {
    kind,
    given_by: change.given_by ?? row.given_by,
    happened_at: new Date(Date.parse(row.happened_at) - change.earlier).toISOString(),
    approximate: change.approximate ?? row.marks.includes(APPROXIMATE),
    values: Object.fromEntries(said),
  };
}

/**
 * Only what differs from the row goes out: a colleague may have put another part of it right.
 * @param {Row} row @param {Draft} draft
 * @returns {Record<string, any>} empty when nothing differs
 */
export function changesOf(row, draft) {
  const wanted = asWanted(row, draft);
  const same = JSON.stringify(sorted(wanted.values)) === JSON.stringify(sorted(row.values));
  return {
    ...(wanted.kind === row.kind ? {} : { kind: wanted.kind }),
    ...(wanted.given_by === row.given_by ? {} : { given_by: wanted.given_by }),
    ...(wanted.approximate === row.marks.includes(APPROXIMATE) ? {} : { approximate: wanted.approximate }),
    ...(draft.change.earlier ? { happened_at: wanted.happened_at } : {}),
    ...(same ? {} : { values: wanted.values }),
  };
}

/** @param {Record<string, any>} values */
function sorted(values) {
  return Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** @param {Case} one @param {Row} row @param {ReturnType<typeof asWanted>} wanted */
function head(one, row, wanted) {
  const { response, scene, hands } = one;
  const line = valuesLine(wanted.kind, wanted.values);
  const time = clockSeconds(Date.parse(wanted.happened_at), one.board.room.time_zone);
  const given = giverOf(wanted);
  const changes = changesOf(row, scene.ui.draft);
  const save = () => {
    const word = [line, given].filter(Boolean).join(' · ') || t('changed');
    if (Object.keys(changes).length)
      hands.act(acts.amendRow(response.id, row.id, { ...changes, reason: why(one, changes) }, `${actionName(wanted.kind)}: ${word}`));
    closeRow(one);
  };
  return h('div', { key: 'head', class: 'panel-head row-head' }, [
    h('h2', { key: 'title' }, [
      `${actionName(wanted.kind)} ${line}`.trim(),
      h('span', { class: 'under' }, [time, given].filter(Boolean).join(' · ')),
    ]),
    button('save', t('Save'), save, { class: 'key strong' }),
    button('close', t('Close'), () => closeRow(one), { class: 'key quiet' }),
  ]);
}

/** @param {Case} one @param {(change: Draft['change']) => Partial<Draft['change']>} more */
function changed(one, more) {
  one.hands.draft(({ change }) => ({ change: { ...change, ...more(change) } }));
}

/** @param {Case} one @param {ReturnType<typeof asWanted>} wanted */
function timeGroup(one, wanted) {
  const { earlier } = one.scene.ui.draft.change;
  return group(
    'time',
    t('Time: %(time)s', { time: clockSeconds(Date.parse(wanted.happened_at), one.board.room.time_zone) }),
    [1, 2, 5].map((n) =>
      button(`ago${n}`, t('%(n)s min earlier', { n }), () => changed(one, (change) => ({ earlier: change.earlier + n * MINUTE })), {
        class: 'chip',
      }),
    ),
    earlier ? button('as-was', t('as it was'), () => changed(one, () => ({ earlier: 0 })), { class: 'chip' }) : null,
    chip('approximate', t('approx.'), wanted.approximate, () => changed(one, () => ({ approximate: !wanted.approximate }))),
  );
}

/** @param {Case} one @param {ReturnType<typeof asWanted>} wanted */
function givenGroup(one, wanted) {
  return group(
    'given',
    t('Given by'),
    givenBy().map(({ value, word }) =>
      chip(value, word, wanted.given_by === value, () => changed(one, () => ({ given_by: value }))),
    ),
  );
}

/** What was not said is what it looks like, so each correction has its reason. @param {Case} one */
function whyGroup(one) {
  const { reason } = one.scene.ui.draft.change;
  return group(
    'why',
    t('Why it is changed'),
    reasons().map(({ value, word }) =>
      chip(value, word, reason === value, () => changed(one, () => ({ reason: reason === value ? undefined : value }))),
    ),
  );
}

/** @param {Case} one @param {Record<string, any>} changes */
function why(one, changes) {
  return one.scene.ui.draft.change.reason ?? (Object.keys(changes).every((name) => name === 'happened_at') ? 'wrong_time' : 'wrong_value');
}

/** A row that is taken out was never meant, unless somebody says otherwise. @param {Case} one */
function whyOut(one) {
  return one.scene.ui.draft.change.reason ?? 'mis_tap';
}

/** A mark gets its name, with the values with which the site's key begins; what they were may follow. @param {Case} one @param {{kind: string}} wanted */
function nameGroup(one, wanted) {
  return group(
    'name',
    t('It was'),
    actions()
      .filter(({ value }) => value !== 'mark')
      .map(({ value, word }) =>
        chip(value, word, wanted.kind === value, () =>
          one.hands.draft(({ change }) => ({ change: { ...change, kind: value }, values: { ...defaultsOf(one, value) } })),
        ),
      ),
  );
}

/** @param {Case} one @param {Row} row */
function sign(one, row) {
  return () => one.hands.draft({ open: 'sign', row: row.root });
}

/** @param {Case} one @param {Row} row */
function takeOut(one, row) {
  return () => {
    one.hands.act(acts.takeOut(one.response.id, row.id, actionName(row.kind), whyOut(one)));
    closeRow(one);
  };
}
