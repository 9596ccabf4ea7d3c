/**
 * The site's own words, as the picture that is shown tells them: what it calls the people who come, which
 * substances it offers, and what it calls those.
 *
 * @typedef {object} SiteWords
 * @property {string} person
 * @property {string} people
 * @property {string[]} [substances] tablets only: those that are offered, in order
 * @property {Record<string, string>} [names] tablets only: of substances, where the site says them otherwise
 * @property {string[]} [acts] tablets only: the keys of a response, in order
 */

import { useCalled } from './i18n.js';

/** @type {SiteWords | null} */
let words = null;

/** @param {SiteWords | null | undefined} told */
export function useSiteWords(told) {
  if ((told ?? null) === words) return;
  words = told ?? null;
  useCalled(words);
}

/** Nothing before the first picture: then everything has the house's own words. */
export function siteWords() {
  return words;
}
