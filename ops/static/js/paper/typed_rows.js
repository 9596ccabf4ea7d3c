/**
 * Rows as they are typed from paper, and what each says once it is read: a time, a place, a letter,
 * a value. Pure; whether a row fits the others is `typed_story.js`.
 */

import { t } from '../core/i18n.js';
import { fieldsOf } from '../response/values.js';
import { codes } from './codes.js';
import { TYPED_WITHIN } from './sheet_rows.js';
import { readPlace } from './typed_place.js';
import { instantOf, readTime } from './typed_time.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('./codes.js').Code} Code */
/** @typedef {import('./typed_place.js').Spot} Spot */

/**
 * @typedef {object} TypedRow
 * @property {string} id
 * @property {string | null} day "2026-11-22"; null: today or yesterday, by the time
 * @property {string} time
 * @property {string} place
 * @property {string} what a letter of the legend
 * @property {string} value
 *
 * @typedef {{row: string, at: number, spot: Spot, code: Code, to: Spot | null, values: Record<string, any>}} Said
 */

export const FIELDS = /** @type {const} */ (['time', 'place', 'what', 'value']);

/** What a letter asks for beside it. @type {Record<string, {kind: string, name: string}>} */
const VALUES = {
  naloxone: { kind: 'naloxone', name: 'dose_mg' },
  oxygen: { kind: 'oxygen_start', name: 'litres_per_minute' },
  assessment: { kind: 'assessment', name: 'breaths_per_minute' },
  note: { kind: 'note', name: 'text' },
  ambulance: { kind: 'ambulance_called', name: '' },
};

/** The kind of act in a response that a letter stands for. @param {Code} code */
export function actionKind(code) {
  return VALUES[code.what]?.kind ?? '';
}

/** @param {string} id @param {string | null} day @returns {TypedRow} */
export function blankRow(id, day) {
  return { id, day, time: '', place: '', what: '', value: '' };
}

/** @param {TypedRow} row */
export function isBlank(row) {
  return FIELDS.every((field) => row[field].trim() === '');
}

/** @param {string} what */
export function codeOf(what) {
  const letter = what.trim().toUpperCase();
  return codes().find((code) => code.letter === letter) ?? null;
}

/**
 * @param {TypedRow} row @param {Board} board @param {number} now
 * @returns {Said | {wrong: string}}
 */
export function readRow(row, board, now) {
  const time = readTime(row.time);
  if (!time) return { wrong: row.time.trim() ? t('A time is four digits: 1305.') : t('When?') };
  const at = instantOf(time, row.day, now, board.room.time_zone);
  if (at === null) return { wrong: t('The clock skipped this time.') };
  if (at > now) return { wrong: t('This has not come yet.') };
  if (now - at >= TYPED_WITHIN) return { wrong: t('Longer ago than seven days.') };
  const code = codeOf(row.what);
  if (!code) return { wrong: row.what.trim() ? t('No such letter.') : t('What? One letter.') };
  const spot = readPlace(board, row.place, code.group === 'response');
  if ('wrong' in spot) return spot;
  const value = readValue(code, row.value, board);
  if ('wrong' in value) return { wrong: value.wrong };
  return { row: row.id, at, spot, code, ...value };
}

/**
 * @param {Code} code @param {string} text @param {Board} board
 * @returns {{to: Spot | null, values: Record<string, any>} | {wrong: string}}
 */
function readValue(code, text, board) {
  const said = text.trim();
  if (code.what === 'moved') {
    const to = readPlace(board, said, false);
    return 'wrong' in to ? { wrong: t('Moved where? %(why)s', { why: to.wrong }) } : { to, values: {} };
  }
  const asked = VALUES[code.what];
  const field = asked && fieldsOf(asked.kind).find((one) => one.name === asked.name);
  if (!field) return said ? { wrong: t('Nothing is written beside this letter.') } : { to: null, values: {} };
  if (field.kind === 'text') {
    const fits = said && said.length <= field.longest;
    return fits ? { to: null, values: { text: said } } : { wrong: said ? t('Too long: %(n)s letters.', { n: field.longest }) : t('What does the note say?') };
  }
  // Not written is not recorded; it is no reason to lose the act.
  if (!said) return { to: null, values: {} };
  const number = Number(said.replace(',', '.'));
  return Number.isFinite(number) && number >= 0 ? { to: null, values: { [field.name]: number } } : { wrong: t('A number goes there.') };
}
