/**
 * A response's log as one list: what is on record, and what this tablet has not sent yet. Pure.
 */

import { happenedAt } from '../core/outbox_rules.js';

/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/types.js').ResponseAction} ResponseAction */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

/** Why a row was voided that nobody meant: a slip undone at once is nothing at all. */
const UNDONE = 'undone';

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
 * @property {boolean} amended it stands for an earlier row
 * @property {boolean} unsent the row, or its newest change, is not on record yet
 */

/**
 * Rows as they stand, oldest first: superseded ones are gone, voided ones stay, struck through.
 * @param {BoardResponse} response
 * @param {Act[]} acts unsent acts of this response, in order
 * @returns {Row[]}
 */
export function rowsOf(response, acts) {
  const all = response.actions ?? [];
  const standing = all.filter((action) => !action.superseded_by && action.void_reason !== UNDONE);
  const rows = standing.map((action) => onRecord(action, namesOf(action, all)));
  const known = new Set(all.map((action) => action.id));
  for (const act of acts) if (!known.has(act.id)) apply(rows, act);
  return rows.sort((one, other) => Date.parse(one.happened_at) - Date.parse(other.happened_at));
}

/**
 * The ids of a row and of all it stands for, the first one first.
 * @param {ResponseAction} action
 * @param {ResponseAction[]} all
 */
function namesOf(action, all) {
  const names = [action.id];
  for (let before = action.amends; before && !names.includes(before);) {
    names.unshift(before);
    const found = all.find((one) => one.id === before);
    before = found?.amends;
  }
  return names;
}

/** @param {ResponseAction} action @param {string[]} names @returns {Row} */
function onRecord(action, names) {
  return {
    id: action.id,
    root: names[0] ?? action.id,
    names,
    kind: action.kind,
    values: action.values ?? {},
    given_by: action.given_by ?? null,
    happened_at: action.happened_at,
    by: action.by ?? null,
    marks: action.marks ?? [],
    voided: Boolean(action.voided_at),
    void_reason: action.void_reason ?? null,
    amended: Boolean(action.amends),
    unsent: false,
  };
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
      by: null,
      marks: [],
      voided: false,
      void_reason: null,
      amended: false,
      unsent: true,
    });
    return;
  }
  const row = rows.find((one) => one.names.includes(body.action));
  if (!row) return;
  if (kind === 'void') Object.assign(row, { voided: true, void_reason: body.reason ?? null, unsent: true });
  if (kind === 'amend') amendRow(row, act);
}

/** @param {Row} row @param {Act} act */
function amendRow(row, act) {
  const { body } = act;
  if (body.kind) row.kind = body.kind;
  if (body.values) row.values = body.values;
  if (body.given_by) row.given_by = body.given_by;
  if (body.happened_at) row.happened_at = body.happened_at;
  row.amended = true;
  row.unsent = true;
}

/** What counts: rows that were not taken back. @param {Row[]} rows */
export function standing(rows) {
  return rows.filter((row) => !row.voided);
}
