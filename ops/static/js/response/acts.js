/** The acts of a response as data. Pure. None of these is ever refused for what it says. */

import { t } from '../core/i18n.js';
import { actionName, valuesLine } from './values.js';
import { kinds } from './words.js';
import { wordFor } from '../floor/words.js';

/** @typedef {import('../floor/acts.js').FloorAct} FloorAct */

/**
 * @param {string} response @param {string} kind @param {string} label @param {Record<string, any>} [body]
 * @returns {FloorAct}
 */
function onResponse(response, kind, label, body = {}) {
  return { path: `/responses/${response}/${kind}`, body, label, about: { kind, response } };
}

/**
 * @param {string} response @param {string} kind @param {Record<string, any>} [values]
 * @param {{happened_at?: string, approximate?: true}} [placed] where it was put on the catch-up strip
 */
export function action(response, kind, values = {}, placed = {}) {
  const line = valuesLine(kind, values);
  const label = line ? `${actionName(kind)} ${line}` : actionName(kind);
  return onResponse(response, 'actions', label, { kind, values, ...placed });
}

/** @param {string} response */
export function mark(response) {
  return onResponse(response, 'mark', t('MARK'));
}

/** @param {string} response */
export function going(response) {
  return onResponse(response, 'going', t('going'));
}

/** @param {string} response */
export function here(response) {
  return onResponse(response, 'here', t('somebody is here'));
}

/**
 * Whoever taps is not there any more.
 * @param {string} response @param {string} who a name chip, or the tablet
 * @param {string} device the tablet: who came by it without a chip has its name
 * @returns {FloorAct}
 */
export function leave(response, who, device) {
  const act = onResponse(response, 'leave', `${who} · ${t('back on the floor')}`);
  return { ...act, about: { ...act.about, who, device } };
}

/**
 * Somebody listed is not there any more, by anybody's tap.
 * @param {string} response @param {string} who as listed
 * @returns {FloorAct}
 */
export function takenOff(response, who) {
  const act = leave(response, who, who);
  return { ...act, body: { who } };
}

/** @param {string} response @param {boolean} on */
export function moreHands(response, on) {
  return onResponse(response, 'more-hands', on ? t('MORE HANDS') : t('enough hands'), { on });
}

/**
 * A change of the response itself: its kind, its place, whose it is.
 * @param {string} response @param {Record<string, any>} changes @param {string} label
 * @returns {FloorAct}
 */
export function change(response, changes, label) {
  // In an amendment a time means when the response began, not when it was amended.
  return { ...onResponse(response, 'amend', label, changes), timeless: true };
}

/** @param {string} response @param {string} kind */
export function setKind(response, kind) {
  return change(response, { kind }, `${t('kind')}: ${wordFor(kinds(), kind)}`);
}

/**
 * A change of one row. Its time, where said, is the row's new time and not that of the tap.
 * @param {string} response @param {string} row @param {Record<string, any>} changes @param {string} label
 * @returns {FloorAct}
 */
export function amendRow(response, row, changes, label) {
  return { ...onResponse(response, 'amend', label, { action: row, ...changes }), timeless: true };
}

/**
 * A row gets the name of whose act it was, however it was logged.
 * @param {string} response @param {string} row @param {{id: number, name: string}} who @param {string} label
 * @returns {FloorAct}
 */
export function signRow(response, row, who, label) {
  const act = amendRow(response, row, { done_by: who.id }, `${label} · ${who.name}`);
  return { ...act, about: { ...act.about, signed: who.name } };
}

/** @param {string} response @param {string} row @param {string} label @param {string} reason */
export function takeOut(response, row, label, reason) {
  return onResponse(response, 'void', `${t('taken out')}: ${label}`, { action: row, reason });
}

/** @param {string} response @param {string | null} who null: whoever taps */
export function lead(response, who) {
  return onResponse(response, 'lead', who ? t('%(who)s leads', { who }) : t('leading'), who ? { to: who } : {});
}

/** @param {string} response */
export function over(response) {
  return onResponse(response, 'over', t('OVER'));
}

/**
 * One of the outcome's three words; each goes on record by itself.
 * @param {string} response @param {'state' | 'place' | 'ambulance'} part @param {string} value @param {string} word
 */
export function outcome(response, part, value, word) {
  return onResponse(response, 'outcome', `${t('outcome')}: ${word}`, { [part]: value });
}

/**
 * Who says how it went.
 * @param {string} response @param {{id: number, name: string}} who
 * @returns {FloorAct}
 */
export function signOutcome(response, who) {
  const act = onResponse(response, 'outcome', `${t('outcome')} · ${who.name}`, { done_by: who.id });
  return { ...act, about: { ...act.about, signed: who.name } };
}

/**
 * What was offered afterwards, or the team's debrief.
 * @param {string} response @param {'naloxone' | 'somewhere' | 'debrief'} part @param {string} value @param {string} words
 */
export function care(response, part, value, words) {
  return onResponse(response, 'care', words, { [part]: value });
}

/** @param {string} response */
export function allOk(response) {
  return onResponse(response, 'all-ok', t('all OK, no response needed'));
}

/** @param {string} response */
export function misTap(response) {
  return onResponse(response, 'mis-tap', t('mis-tap'));
}
