/** The right zone: the log, newest first; a row opens beside it to be put right. */

import { clockSeconds } from '../core/format.js';
import { t } from '../core/i18n.js';
import { button } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import { fateWords, undoOfRow } from '../floor/toasts.js';
import { wordFor } from '../floor/words.js';
import * as acts from './acts.js';
import { SAME_ACT, SAME_OR_SECOND, standing } from './log.js';
import { anybodyNamed, named } from './panel_sign.js';
import { closeRow, openRow } from './panel_row.js';
import { toldRows } from './told.js';
import { actionName, giverOf, valuesLine } from './values.js';
import { reasons } from './words.js';

/** @typedef {import('./view.js').Case} Case */
/** @typedef {import('./log.js').Row} Row */

/** Of these it is asked, never required, who logs. */
const ASKS_WHO = new Set(['naloxone', 'oxygen_start']);

/** Toasts that stand at the foot of the log. */
export const IN_THE_BAR = 1;

const FRESH_FOR = 60_000;
const TWO_MINUTES = 120_000;

/** @param {Case} one */
export function logZone(one) {
  const rows = [...one.rows].reverse().map((row, at) => ({ at: Date.parse(row.happened_at), node: rowNode(one, row, at === 0) }));
  const lines = [...rows, ...toldRows(one)].sort((earlier, later) => later.at - earlier.at);
  const begunHere = one.scene.sending.unsent.find((act) => act.about.kind === 'respond' && act.id === one.response.id);
  // Over is another page to read: it opens at the newest row, wherever the other was scrolled to.
  return h('section', { key: one.running ? 'log' : 'log-over', class: 'zone log', 'aria-label': t('Log') }, [
    h('h2', { key: 'title' }, t('Log')),
    h('ol', { key: 'rows', class: 'rows' }, [
      lines.map(({ node }) => node),
      h(
        'li',
        { key: 'began', class: begunHere ? 'row began unsent' : 'row began' },
        h('span', { class: 'time' }, clockSeconds(Date.parse(one.response.began_at), one.board.room.time_zone)),
        h('p', { class: 'what' }, h('strong', null, t('Began'))),
        h('span', { class: 'fate' }, begunHere ? fateWords(one.scene.fate(begunHere.id) ?? 'saved') : '✓'),
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
  const toggle = () => (open ? closeRow(one) : openRow(one, row));
  const fate = row.unsent ? fateWords(one.scene.fate(row.unsent) ?? 'saved') : '✓';
  const state = [row.voided ? 'voided' : '', row.unsent ? 'unsent' : '', open ? 'open' : ''].filter(Boolean);
  return h('li', { key: row.root, class: ['row', ...state].join(' ') }, [
    h('button', { key: 'open', type: 'button', class: 'row-button', 'aria-expanded': String(open), onclick: toggle }, [
      h('span', { class: 'time' }, time),
      h(
        'span',
        { class: 'what' },
        h(row.voided ? 's' : 'span', { class: 'said' }, h('strong', null, actionName(row.kind)), line ? ` ${line}` : null),
        h('span', { class: 'by' }, byLine(row)),
      ),
      h('span', { class: 'fate' }, fate),
    ]),
    row.before.length ? h('ol', { key: 'before', class: 'before' }, row.before.map((each) => earlierNode(one, each))) : null,
    doubt(one, row),
    open ? null : quick(one, row, newest),
  ]);
}

/**
 * What a young row can be given in one tap; the rest is behind the row itself.
 * @param {Case} one @param {Row} row @param {boolean} newest
 */
function quick(one, row, newest) {
  const fresh = !row.voided && one.scene.now - Date.parse(row.happened_at) < FRESH_FOR;
  const asksWho = fresh && ASKS_WHO.has(row.kind) && anybodyNamed(one.board) && !named(one.board, row.by);
  const chips = [
    undoOfRow(one.scene, one.hands, row.names, IN_THE_BAR),
    fresh ? button('ago', t('2 min ago'), () => earlier(one, row, TWO_MINUTES), { class: 'chip' }) : null,
    fresh && newest ? button('change', t('change'), () => openRow(one, row), { class: 'chip' }) : null,
    asksWho ? button('who', t('who?'), () => one.hands.draft({ open: 'sign', row: row.root }), { class: 'chip' }) : null,
  ].filter((each) => each !== null);
  return chips.length ? h('div', { key: 'quick', class: 'chips' }, chips) : null;
}

/** What a row read before it was put right. @param {Case} one @param {import('./log.js').Earlier} row */
function earlierNode(one, row) {
  const time = clockSeconds(Date.parse(row.happened_at), one.board.room.time_zone);
  const why = [
    giverOf(row),
    row.by,
    row.corrected_by && row.corrected_by !== row.by ? t('changed by %(who)s', { who: row.corrected_by }) : t('changed'),
    row.why ? reasonWord(row.why) : null,
  ].filter(Boolean).join(' · ');
  return h('li', null, h('s', null, `${time} ${actionName(row.kind)} ${valuesLine(row.kind, row.values)}`.trim()), why ? ` ${why}` : null);
}

/** One of the offered, or somebody's own words. @param {string} reason */
function reasonWord(reason) {
  return wordFor(reasons(), reason);
}

/** @param {Row} row */
function byLine(row) {
  const marks = row.marks.map((mark) => markWords()[mark]).filter(Boolean);
  const reason = row.void_reason ? reasonWord(row.void_reason) : null;
  const voided =
    row.void_reason === SAME_ACT ? [t('the same act as another row')] : row.voided ? [t('taken out'), reason] : [];
  const again = row.again ? t('counts again: the row it was the same act as was taken out') : null;
  return [row.by, giverOf(row), ...voided, again, ...marks].filter(Boolean).join(' · ');
}

/** Why a row deserves a second look. @returns {Record<string, string>} */
function markWords() {
  return {
    from_paper: t('typed in late from paper'),
    approximate: t('approx., placed afterwards'),
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
 * Two tablets, or one and a sheet of paper, have a dose at nearly the same time: asked here, never
 * in the way. The nearest one is meant.
 * @param {Case} one @param {Row} row
 */
function doubt(one, row) {
  if (row.voided || !row.marks.includes(SAME_OR_SECOND)) return null;
  const away = (/** @type {Row} */ twin) => Math.abs(Date.parse(twin.happened_at) - Date.parse(row.happened_at));
  const others = standing(one.rows).filter((twin) => twin.kind === row.kind && twin.id !== row.id);
  const [other] = others.sort((twin, next) => away(twin) - away(next));
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
      { happened_at: at, reason: 'wrong_time' },
      `${actionName(row.kind)} · ${t('%(n)s min earlier', { n: by / 60_000 })}`,
    ),
  );
}
