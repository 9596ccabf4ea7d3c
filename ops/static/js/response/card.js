/**
 * The handover to paramedics in the order they ask for it, ATMIST AMBO, made from the record alone.
 * Pure: what nobody recorded is an empty part, never a guess.
 */

import { elapsed, clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import { routes, substances, wordFor } from '../floor/words.js';
import { ambulance, doses, inAll } from './clocks.js';
import { APPROXIMATE, standing } from './log.js';
import { actionName, fieldsOf, giverOf, shown, valuesLine } from './values.js';
import { kinds, sedation, valueNames } from './words.js';

/** @typedef {import('./log.js').Row} Row */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/types.js').Visit} Visit */

/**
 * @typedef {object} Part
 * @property {string} key
 * @property {string} letter or letters, of parts that are told in one line
 * @property {string} name
 * @property {string[]} lines
 * @property {string} empty what is said where nothing is known: whom to ask, or that nobody recorded it
 */

/** Rows that are no treatment: they are told in parts of their own, or not at all. */
const NO_TREATMENT = new Set(['assessment', 'mark', 'note']);
const VITALS = ['breaths_per_minute', 'spo2_percent', 'pulse_per_minute', 'temperature_celsius', 'glucose_mmol_per_litre'];
const FOUND = ['skin', 'pupils'];

/**
 * @param {BoardResponse} response
 * @param {Row[]} rows oldest first
 * @param {Visit | null} visit whose it is, while they are on the board
 * @param {number} now milliseconds
 * @param {string} zone
 * @returns {Part[]}
 */
export function cardOf(response, rows, visit, now, zone) {
  const told = standing(rows);
  const seen = told.filter((row) => row.kind === 'assessment');
  return [
    part('age', 'A', t('Age'), [], t('not asked here: say what you see')),
    part('time', 'T', t('Time'), time(response, now, zone), ''),
    part('mechanism', 'M', t('Mechanism'), mechanism(response, visit), t('not said')),
    part('findings', 'I', t('Findings'), findings(response, seen), t('not recorded')),
    part('signs', 'S', t('Signs'), signs(seen, zone), t('not recorded')),
    part('treatment', 'T', t('Treatment'), treatment(told, zone), t('none recorded')),
    part('to_ask', 'AMB', t('To ask'), [], t('allergies, medicines, background')),
    part('other', 'O', t('Other'), other(told, zone), t('nothing recorded')),
  ];
}

/** @param {string} key @param {string} letter @param {string} name @param {string[]} lines @param {string} empty */
function part(key, letter, name, lines, empty) {
  return { key, letter, name, lines, empty };
}

/** @param {BoardResponse} response @param {number} now @param {string} zone */
function time(response, now, zone) {
  const began = Date.parse(response.began_at);
  const until = response.over_at ? Date.parse(response.over_at) : now;
  const found = t('response began %(time)s', { time: clock(began, zone) });
  const lasted = response.over_at
    ? t('over after %(time)s', { time: elapsed(until - began) })
    : t('%(time)s ago', { time: elapsed(until - began) });
  return [`${found}, ${lasted}`];
}

/** @param {BoardResponse} response @param {Visit | null} visit */
function mechanism(response, visit) {
  const used = (visit?.substances ?? []).map((one) => wordFor(substances(), one)).join(', ');
  const how = visit?.route ? wordFor(routes(), visit.route) : '';
  const lines = [[used, how, used || how ? t('as reported') : ''].filter(Boolean).join(' · ')].filter(Boolean);
  return response.kind === 'unknown' ? lines : [...lines, t('looks like: %(kind)s', { kind: wordFor(kinds(), response.kind) })];
}

/** How they were found, and how they respond now. @param {BoardResponse} response @param {Row[]} seen */
function findings(response, seen) {
  const lines = response.kind === 'injury' ? [wordFor(kinds(), 'injury')] : [];
  const responds = seen.filter((row) => row.values.sedation);
  const [first, last] = [responds[0], responds.at(-1)];
  if (first) lines.push(t('first: %(words)s', { words: wordFor(sedation(), first.values.sedation) }));
  if (last && last !== first) lines.push(t('now: %(words)s', { words: wordFor(sedation(), last.values.sedation) }));
  const looks = latest(seen, FOUND);
  return looks ? [...lines, looks] : lines;
}

/** The newest word of each, in one line. @param {Row[]} seen @param {string[]} wanted */
function latest(seen, wanted) {
  const names = valueNames();
  const fields = fieldsOf('assessment').filter((field) => wanted.includes(field.name));
  return fields
    .map((field) => {
      const row = seen.findLast((one) => one.values[field.name] !== undefined && one.values[field.name] !== null);
      return row ? `${names[field.name]}: ${shown(field, row.values[field.name])}` : '';
    })
    .filter(Boolean)
    .join(', ');
}

/** First, worst and last, each with its time. @param {Row[]} seen @param {string} zone */
function signs(seen, zone) {
  const measured = seen.filter((row) => VITALS.some((name) => typeof row.values[name] === 'number'));
  const [first, last] = [measured[0], measured.at(-1)];
  if (!first || !last) return [];
  const lines = [t('first %(signs)s', { signs: measuredLine(first, zone) })];
  const worst = worstOf(measured, zone);
  if (worst && measured.length > 1) lines.push(t('worst %(signs)s', { signs: worst }));
  if (last !== first) lines.push(t('last %(signs)s', { signs: measuredLine(last, zone) }));
  return lines;
}

/** @param {Row} row @param {string} zone */
function measuredLine(row, zone) {
  const fields = fieldsOf('assessment').filter((field) => VITALS.includes(field.name) && typeof row.values[field.name] === 'number');
  const values = fields.map((field) => shown(field, row.values[field.name])).join(', ');
  return `${when(row, zone)}: ${values}`;
}

/** The minute it was done, and that it was placed afterwards. @param {Row} row @param {string} zone */
function when(row, zone) {
  const time = clock(Date.parse(row.happened_at), zone);
  return row.marks.includes(APPROXIMATE) ? t('approx. %(time)s', { time }) : time;
}

/** The slowest breathing and the least oxygen: the two of which less is worse. @param {Row[]} rows @param {string} zone */
function worstOf(rows, zone) {
  return fieldsOf('assessment')
    .filter((field) => field.name === 'breaths_per_minute' || field.name === 'spo2_percent')
    .map((field) => {
      const known = rows.filter((row) => typeof row.values[field.name] === 'number');
      const worst = known.reduce((least, row) => (row.values[field.name] < least.values[field.name] ? row : least), known[0]);
      if (!worst) return '';
      return `${shown(field, worst.values[field.name])} (${clock(Date.parse(worst.happened_at), zone)})`;
    })
    .filter(Boolean)
    .join(', ');
}

/** What was done, each with all its times; doses added up last. @param {Row[]} told @param {string} zone */
function treatment(told, zone) {
  const done = told.filter((row) => !NO_TREATMENT.has(row.kind) && !row.kind.startsWith('ambulance'));
  /** @type {Map<string, string[]>} */
  const times = new Map();
  for (const row of done) {
    const giver = giverOf(row);
    const what = [actionName(row.kind), valuesLine(row.kind, row.values), giver && `(${giver})`].filter(Boolean).join(' ');
    times.set(what, [...(times.get(what) ?? []), when(row, zone)]);
  }
  const lines = [...times].map(([what, at]) => `${what} ${at.join(', ')}`);
  const given = doses(told);
  if (!given) return lines;
  const count = given.least < given.count ? `${given.least}\u2013${given.count}` : String(given.count);
  return [...lines, t('naloxone in all: %(mg)s, doses: %(count)s', { mg: inAll(given), count })];
}

/** @param {Row[]} told @param {string} zone */
function other(told, zone) {
  const called = ambulance(told)?.calledAt ?? null;
  return [
    called === null ? '' : t('ambulance called %(time)s', { time: clock(called, zone) }),
    told.some((row) => row.kind === 'note') ? t('notes: see the log') : '',
  ].filter(Boolean);
}
