/**
 * A response's log as one list: what is on record, and what this tablet has not sent yet. Pure.
 */

import { happenedAt } from '../core/outbox_rules.js';

/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/types.js').ResponseAction} ResponseAction */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

/** The mark on a row of which the order is meant, not the minute. */
export const APPROXIMATE = 'approximate';

/** The mark on a like act of two tablets within a short time: answered later, never in a box. */
export const SAME_OR_SECOND = 'same_or_second';

/** Whether our staff gave it: nobody said is staff. @param {{given_by?: string | null}} row */
export function isOurs({ given_by }) {
  return !given_by || given_by === 'staff';
}

/** Why a row was voided that is the same act as another. */
export const SAME_ACT = 'same_act';

/** Why a row was voided that nobody meant: a slip undone at once is nothing at all. */
const UNDONE = 'undone';

/**
 * What a row read before it was put right.
 * @typedef {object} Earlier
 * @property {string} kind
 * @property {Record<string, any>} values
 * @property {string | null} given_by
 * @property {string} happened_at
 * @property {string | null} by
 * @property {boolean} voided
 * @property {string | null} why it gave way
 * @property {string | null} corrected_by who put another in its place
 */

/**
 * @typedef {object} Row
 * @property {string} id of the newest row that stands for it
 * @property {string} root of the first: it stays the same however often the row is put right
 * @property {string[]} names every id it ever had
 * @property {string} kind
 * @property {Record<string, any>} values
 * @property {string | null} given_by
 * @property {string} happened_at
 * @property {string | null} by
 * @property {string[]} marks
 * @property {boolean} voided
 * @property {string | null} void_reason
 * @property {string | null} same_as the row that was said to be the same act
 * @property {boolean} again that row counts no more, so this one counts again
 * @property {Earlier[]} before the rows it stands for, the newest first
 * @property {string | null} unsent the newest act on it that is not on record yet: the row's own, or a change of it
 */

/**
 * Rows as they stand, oldest first. Voided ones stay, struck through; superseded ones stay with the
 * row that stands for them.
 * @param {BoardResponse} response
 * @param {Act[]} acts unsent acts of this response, in order
 * @returns {Row[]}
 */
export function rowsOf(response, acts) {
  const all = response.actions ?? [];
  const standing = all.filter((action) => !action.superseded_by && action.void_reason !== UNDONE);
  const rows = standing.map((action) => onRecord(action, chainOf(action, all)));
  const known = new Set(all.map((action) => action.id));
  for (const act of acts) if (!known.has(act.id)) apply(rows, act);
  rows.sort((one, other) => Date.parse(one.happened_at) - Date.parse(other.happened_at));
  const again = rows.filter((row) => row.voided && countedBy(row, rows) === row);
  for (const row of again) Object.assign(row, { voided: false, void_reason: null, again: true });
  return rows;
}

/**
 * The row that this one's act is counted by, null when it was taken back: the twin of
 * `_counted_by` in ops/domain/response_data.py.
 * @param {Row} row @param {Row[]} rows oldest first
 */
function countedBy(row, rows) {
  const path = [row];
  for (let last = row; last.voided;) {
    const { same_as } = last;
    if (same_as === null) return path.at(-2) ?? null;
    const other = rows.find(({ names }) => names.includes(same_as));
    if (!other || other.kind !== row.kind) return last;
    if (path.includes(other)) {
      const ring = path.slice(path.indexOf(other));
      return rows.find((one) => ring.includes(one)) ?? last;
    }
    path.push(other);
    last = other;
  }
  return path.at(-1) ?? null;
}

/**
 * A row and all it stands for, the first one first.
 * @param {ResponseAction} action
 * @param {ResponseAction[]} all
 */
function chainOf(action, all) {
  const chain = [action];
  for (let before = action.amends; before;) {
    const found = all.find((one) => one.id === before);
    if (!found || chain.includes(found)) break;
    chain.unshift(found);
    before = found.amends;
  }
  return chain;
}

/** @param {ResponseAction} action @param {ResponseAction[]} chain @returns {Row} */
function onRecord(action, chain) {
  const names = chain.map((one) => one.id);
  return {
    id: action.id,
    root: names[0] ?? action.id,
    names,
    ...read(action),
    marks: unanswered(action.marks ?? [], action.void_reason === SAME_ACT),
    void_reason: action.void_reason ?? null,
    same_as: action.same_as ?? null,
    again: false,
    before: chain.flatMap((one, index) => gaveWay(one, chain[index + 1])).reverse(),
    unsent: null,
  };
}

/** @param {ResponseAction} action */
function read(action) {
  return {
    kind: action.kind,
    values: action.values ?? {},
    given_by: action.given_by ?? null,
    happened_at: action.happened_at,
    by: action.by ?? null,
    voided: Boolean(action.voided_at),
  };
}

/**
 * An answer to "same or second?" changes nothing that can be read: it is no line of its own.
 * @param {ResponseAction} action @param {ResponseAction | undefined} next
 * @returns {Earlier[]}
 */
function gaveWay(action, next) {
  if (!next || JSON.stringify(read(action)) === JSON.stringify(read(next))) return [];
  return [{ ...read(action), why: next.amend_reason ?? null, corrected_by: next.corrected_by ?? null }];
}

/** @param {Row[]} rows @param {Act} act */
function apply(rows, act) {
  const { kind, body } = { kind: act.about.kind, body: act.body };
  if (kind === 'actions' || kind === 'mark') {
    rows.push({
      id: act.id,
      root: act.id,
      names: [act.id],
      kind: kind === 'mark' ? 'mark' : body.kind,
      values: body.values ?? {},
      given_by: body.given_by ?? null,
      happened_at: happenedAt(act),
      by: act.about.by?.who ?? null,
      marks: body.approximate ? [APPROXIMATE] : [],
      voided: false,
      void_reason: null,
      same_as: null,
      again: false,
      before: [],
      unsent: act.id,
    });
    return;
  }
  const row = rows.find((one) => one.names.includes(body.action));
  if (!row) return;
  if (kind === 'void') Object.assign(row, { voided: true, void_reason: body.reason ?? null, same_as: null, unsent: act.id });
  if (kind === 'amend') amendRow(row, act);
}

/** @param {Row} row @param {Act} act */
function amendRow(row, act) {
  const { body } = act;
  row.unsent = act.id;
  if ('same_as' in body) return answered(row, body.same_as);
  const { kind, values, given_by, happened_at, by, voided } = row;
  const gave = { why: body.reason ?? null, corrected_by: act.about.by?.who ?? null };
  row.before = [{ kind, values, given_by, happened_at, by, voided, ...gave }, ...row.before];
  Object.assign(row, { voided: false, void_reason: null, same_as: null });
  if (body.kind) row.kind = body.kind;
  if (body.values) row.values = body.values;
  if (body.given_by) row.given_by = body.given_by;
  if (act.about.signed) row.by = act.about.signed;
  if (body.happened_at) row.happened_at = body.happened_at;
  if ('approximate' in body) {
    row.marks = row.marks.filter((mark) => mark !== APPROXIMATE).concat(body.approximate ? APPROXIMATE : []);
  }
}

/** "Same or second?" @param {Row} row @param {string | null} other */
function answered(row, other) {
  Object.assign(row, { voided: Boolean(other), void_reason: other ? SAME_ACT : null, same_as: other });
  row.marks = unanswered(row.marks, true);
}

/** What is answered is asked no more. @param {string[]} marks @param {boolean} said */
function unanswered(marks, said) {
  return said ? marks.filter((mark) => mark !== SAME_OR_SECOND) : marks;
}

/** What counts: rows that were not taken back. @param {Row[]} rows */
export function standing(rows) {
  return rows.filter((row) => !row.voided);
}
