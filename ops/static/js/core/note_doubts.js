/**
 * What somebody's own words hold that could give somebody away: asked about before it is kept, never refused.
 * A short list of forms, so it finds what a hurried hand writes and not what somebody hides. Pure.
 */

import { t } from './i18n.js';

/** Seven digits or more, however they are grouped; four and four are times: "14:02 14:08". */
const PHONE = /(?:^|[^\d:])\d(?:[\s()./-]{0,2}\d){6,}(?![\d:])/;

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const DATES = [
  /(?:^|\D)\d{1,4}([./-])\d{1,2}\1\d{1,4}(?!\d)/,
  new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th|\\.)?\\s*${MONTH}\\b`, 'i'),
  new RegExp(`\\b${MONTH}\\s*\\d{1,4}\\b`, 'i'),
  /\b(?:19|20)\d\d\b/,
  /\b(?:born|birthday|dob)\b/i,
];

/** A capital in the middle of a sentence, or behind a title; "IM", "SpO2" and "BVM" are no names. */
const NAMES = [
  /[\p{L}\d,;:)] ["'(]?\p{Lu}\p{Ll}{2,}/u,
  /\b(?:mr|mrs|ms|mx|miss|dr)\.?\s+\p{L}{2,}/iu,
  /\b(?:named|called|name is)\s+\p{Lu}/u,
  /^\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+/u,
];

/**
 * @param {string} text
 * @returns {string[]} what it may hold, in words
 */
export function noteDoubts(text) {
  const found = [];
  const dated = DATES.some((form) => form.test(text));
  if (dated) found.push(t('a date'));
  if (PHONE.test(text.replace(DATES[0], ' '))) found.push(t('a phone number'));
  if (NAMES.some((form) => form.test(text))) found.push(t('something like a name'));
  return found;
}

/** @param {string} text @returns {string | null} what to ask before it is kept */
export function noteWarning(text) {
  const found = noteDoubts(text);
  if (!found.length) return null;
  return t('This holds %(what)s. Leave out what tells who somebody is.', { what: found.join(', ') });
}
