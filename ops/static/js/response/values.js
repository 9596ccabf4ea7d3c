/**
 * The values an action may carry and how each is set with a glove: a few common numbers in
 * one tap, steps for the rest. The twin of ACTION_VALUES in ops/domain/actions.py; a test holds
 * the two together. The numbers offered are what instruments and vials show, not advice.
 */

import { t } from '../core/i18n.js';
import { wordFor } from '../floor/words.js';
import { isOurs } from './log.js';
import { actions, choices, givenBy } from './words.js';

/**
 * @typedef {{name: string, kind: 'measure', unit: string, step: number, low: number, high: number,
 *   offered: number[], coarse?: number, unknown?: string}} MeasureField `coarse`: a longer step for what lies
 *   far from the offered; `unknown`: the value that says it is not known
 * @typedef {{name: string, kind: 'choice', of?: string}} ChoiceField `of`: it stands beside that number
 * @typedef {{name: string, kind: 'text', longest: number}} TextField
 * @typedef {MeasureField | ChoiceField | TextField} Field
 */

/**
 * @param {string} name @param {string} unit @param {number} low @param {number} high
 * @param {number} step @param {number[]} offered @param {number} [coarse]
 * @returns {MeasureField}
 */
function measure(name, unit, low, high, step, offered, coarse) {
  return { name, kind: 'measure', unit, low, high, step, offered, coarse };
}

/** @param {string} name @returns {ChoiceField} */
function choice(name) {
  return { name, kind: 'choice' };
}

/**
 * A number that belongs to the record, or "not known" in its place.
 * @param {MeasureField} field @param {string} unknown
 * @returns {Field[]}
 */
function orNotKnown(field, unknown) {
  return [
    { ...field, unknown },
    { name: unknown, kind: 'choice', of: field.name },
  ];
}

/** @type {Record<string, Field[]>} */
export const FIELDS = {
  oxygen_start: [...orNotKnown(measure('litres_per_minute', 'L/min', 0.5, 25, 1, [2, 4, 6, 10, 15]), 'flow'), choice('device')],
  breaths_start: [measure('every_seconds', 's', 2, 10, 1, [5, 6])],
  naloxone: [...orNotKnown(measure('dose_mg', 'mg', 0.04, 10, 0.1, [0.1, 0.2, 0.4, 0.8, 2, 4]), 'amount'), choice('by_route')],
  assessment: [
    choice('sedation'),
    measure('breaths_per_minute', '/min', 0, 60, 1, [0, 4, 6, 8, 10, 12, 16], 5),
    measure('spo2_percent', '%', 0, 100, 1, [20, 30, 40, 50, 60, 70, 80, 85, 90, 94, 97, 99], 5),
    measure('pulse_per_minute', '/min', 0, 250, 5, [0, 40, 60, 80, 100, 120, 140], 20),
    choice('skin'),
    choice('pupils'),
    measure('temperature_celsius', '°C', 25, 45, 0.1, [30, 34, 36, 37, 38, 39, 40], 0.5),
    measure('glucose_mmol_per_litre', 'mmol/L', 0.5, 40, 0.1, [2, 3, 4, 5, 7, 10, 20], 1),
  ],
  aed: [measure('shocks', '', 0, 30, 1, [0, 1, 2, 3])],
  glucose: orNotKnown(measure('dose_grams', 'g', 1, 100, 5, [10, 15, 20, 25]), 'amount'),
  epinephrine: orNotKnown(measure('dose_mg', 'mg', 0.05, 2, 0.05, [0.15, 0.3, 0.5, 1]), 'amount'),
  fluids: [measure('millilitres', 'mL', 10, 2000, 50, [100, 250, 500, 1000])],
  note: [{ name: 'text', kind: 'text', longest: 200 }],
};

/** @param {string} kind @returns {Field[]} */
export function fieldsOf(kind) {
  return FIELDS[kind] ?? [];
}

/** Who gave it, where that was not our staff. @param {{given_by?: string | null}} row */
export function giverOf(row) {
  return isOurs(row) ? null : wordFor(givenBy(), String(row.given_by));
}

/**
 * One value as the log shows it: "0.4 mg", "bag-valve", "8/min".
 * @param {Field} field
 * @param {unknown} value
 */
export function shown(field, value) {
  if (field.name === 'amount') return t('amount not known');
  if (field.name === 'flow') return t('flow not known');
  if (field.kind === 'choice') return wordFor(choices()[field.name] ?? [], String(value));
  if (field.kind === 'text') return String(value);
  if (field.name === 'spo2_percent') return `${t('SpO2')}\u00a0${value}\u00a0%`;
  if (field.name === 'every_seconds') return t('one every %(n)s\u00a0s', { n: String(value) });
  if (field.name === 'breaths_per_minute') return t('%(n)s/min', { n: String(value) });
  if (field.name === 'pulse_per_minute') return t('pulse %(n)s', { n: String(value) });
  if (field.name === 'shocks') return t('shocks: %(n)s', { n: String(value) });
  if (field.name === 'litres_per_minute') return t('%(n)s\u00a0L', { n: String(value) });
  return field.unit ? `${value} ${field.unit}` : String(value);
}

/**
 * All values of an action in one line: "0.4 mg IM".
 * @param {string} kind
 * @param {Record<string, unknown>} values
 */
export function valuesLine(kind, values) {
  const known = fieldsOf(kind).filter((field) => values[field.name] !== undefined && values[field.name] !== null);
  const joiner = kind === 'naloxone' || kind === 'epinephrine' ? ' ' : ', ';
  return known.map((field) => shown(field, values[field.name])).join(joiner);
}

/** @param {string} kind */
export function actionName(kind) {
  return wordFor(actions(), kind);
}

/**
 * That value, in place of the word that it is not known. Undefined takes it away.
 * @param {Field} field @param {unknown} value @returns {Record<string, unknown>}
 */
export function valueSaid(field, value) {
  const unknown = field.kind === 'measure' && field.unknown ? { [field.unknown]: undefined } : {};
  return { ...unknown, [field.name]: value };
}

/**
 * A number after one step up or down, kept within what an instrument shows and free of the
 * noise of binary fractions.
 * @param {MeasureField} field
 * @param {unknown} value
 * @param {number} by how far, down where it is below nothing
 */
export function stepped(field, value, by) {
  const middle = field.offered[Math.floor(field.offered.length / 2)];
  if (typeof value !== 'number') return middle;
  const next = Math.min(field.high, Math.max(field.low, value + by));
  return Math.round(next * 1000) / 1000;
}

/**
 * With what the site's key of that act begins.
 * @param {{board: import('../core/types.js').Board}} one @param {string} kind @returns {Record<string, any>}
 */
export function defaultsOf({ board }, kind) {
  return /** @type {any} */ (board.room.protocol)?.action_defaults?.[kind] ?? {};
}
