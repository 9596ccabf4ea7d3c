/** The right zone: the log, newest first; a row opens beside it to be put right. */

import { clockSeconds } from '../core/format.js';
import { t } from '../core/i18n.js';
import { button } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import { fateWords } from '../floor/toasts.js';
import { wordFor } from '../floor/words.js';
import * as acts from './acts.js';
import { SAME_OR_SECOND } from './clocks.js';
import { standing } from './log.js';
import { closeRow, openRow } from './panel_row.js';
import { actionName, valuesLine } from './values.js';
import { givenBy } from './words.js';

/** @typedef {import('./view.js').Case} Case */
/** @typedef {import('./log.js').Row} Row */

/** Of these it is asked, never required, who logs. */
const ASKS_WHO = new Set(['naloxone', 'oxygen_start']);
const FRESH_FOR = 60_000;
const TWO_MINUTES = 120_000;

/** @param {Case} one */
export function logZone(one) {
  const newest = [...one.rows].reverse();
  return h('section', { key: 'log', class: 'zone log', 'aria-label': t('Log') }, [
    h('h2', { key: 'title' }, t('Log')),
    h('ol', { key: 'rows', class: 'rows' }, [
      newest.map((row, at) => rowNode(one, row, at === 0)),
      h(
        'li',
        { key: 'began', class: 'row began' },
        h('span', { class: 'time' }, clockSeconds(Date.parse(one.response.began_at), one.board.room.time_zone)),
        h('p', { class: 'what' }, h('strong', null, t('Began'))),
        h('span', { class: 'fate' }, '✓'),
      ),
    ]),
  ]);
}

/** @param {Case} one @param {Row} row @param {boolean} newest */
function rowNode(one, row, newest) {
  const { draft } = one.scene.ui;
  const open = draft.open === 'row' && draft.row === row.root;
  const time = clockSeconds(Date.parse(row.happened_at), one.board.room.time_zone);
  const line = valuesLine(row.kind, row.values);
  const fresh = newest && !row.voided && one.scene.now - Date.parse(row.happened_at) < FRESH_FOR;
  const toggle = () => (open ? closeRow(one) : openRow(one, row));
  const fate = row.unsent ? fateWords(one.scene.fate(row.id) ?? 'saved') : '✓';
  const state = [row.voided ? 'voided' : '', row.unsent ? 'unsent' : '', open ? 'open' : ''].filter(Boolean);
  return h('li', { key: row.root, class: ['row', ...state].join(' ') }, [
    h('button', { key: 'open', type: 'button', class: 'row-button', 'aria-expanded': String(open), onclick: toggle }, [
      h('span', { class: 'time' }, time),
      h(
        'span',
        { class: 'what' },
        h('strong', null, actionName(row.kind)),
        line ? ` ${line}` : null,
        h('span', { class: 'by' }, byLine(row)),
      ),
      h('span', { class: 'fate' }, fate),
    ]),
    doubt(one, row),
    fresh && !open
      ? h('div', { key: 'quick', class: 'chips' }, [
          button('ago', t('2 min ago'), () => earlier(one, row, TWO_MINUTES), { class: 'chip' }),
          button('change', t('change'), toggle, { class: 'chip' }),
          ASKS_WHO.has(row.kind) && !one.scene.ui.by
            ? button('who', t('who?'), () => one.hands.draft({ open: 'who' }), { class: 'chip' })
            : null,
        ])
      : null,
  ]);
}

/** @param {Row} row */
function byLine(row) {
  const marks = row.marks.map((mark) => markWords()[mark]).filter(Boolean);
  const given = row.given_by && row.given_by !== 'staff' ? wordFor(givenBy(), row.given_by) : null;
  const voided = row.voided
    ? row.void_reason === 'same_act'
      ? t('the same act as another row')
      : t('taken out')
    : null;
  return [row.by, given, row.amended ? t('changed') : null, voided, ...marks].filter(Boolean).join(' · ');
}

/** Why a row deserves a second look. @returns {Record<string, string>} */
function markWords() {
  return {
    clock_ahead: t('a clock ran ahead'),
    clock_behind: t('a clock ran far behind'),
    after_over: t('after over'),
    before_begin: t('before it began'),
    out_of_bounds: t('an unusual value'),
    value_unreadable: t('a value could not be read'),
    stop_without_start: t('stopped without a start'),
    text_cut: t('cut short'),
    same_or_second: t('same dose or second dose?'),
  };
}

/**
 * Two tablets logged a dose at nearly the same time: asked here, never in the way.
 * @param {Case} one @param {Row} row
 */
function doubt(one, row) {
  if (row.voided || !row.marks.includes(SAME_OR_SECOND)) return null;
  const other = standing(one.rows).findLast((twin) => twin.kind === row.kind && twin.id !== row.id);
  if (!other) return null;
  const id = one.response.id;
  return h('div', { key: 'doubt', class: 'chips' }, [
    button(
      'same',
      t('the same dose'),
      () => one.hands.act(acts.amendRow(id, row.id, { same_as: other.id }, t('the same dose'))),
      { class: 'chip' },
    ),
    button(
      'second',
      t('a second dose'),
      () => one.hands.act(acts.amendRow(id, row.id, { same_as: null }, t('a second dose'))),
      { class: 'chip' },
    ),
  ]);
}

/** @param {Case} one @param {Row} row @param {number} by milliseconds */
function earlier(one, row, by) {
  const at = new Date(Date.parse(row.happened_at) - by).toISOString();
  one.hands.act(
    acts.amendRow(
      one.response.id,
      row.id,
      { happened_at: at },
      `${actionName(row.kind)} · ${t('%(n)s min earlier', { n: by / 60_000 })}`,
    ),
  );
}
