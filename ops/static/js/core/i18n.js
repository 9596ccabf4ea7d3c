/**
 * Words in the reader's language.
 *
 * The English text is its own key, as in gettext, with the same `%(name)s` variables
 * as the Python side, so one catalogue serves both. Call `t` and `tn` with literal
 * strings only: they are what the extractor looks for.
 *
 * The catalogue is JSON on the page, `<script type="application/json" id="words">`:
 * `{"language": "fr", "messages": {"free": "libre", "%(n)s place": ["…", "…"]}}`.
 * English needs none.
 *
 * @typedef {{language: string, messages: Record<string, string | string[]>}} Catalogue
 */

/**
 * What the site calls the people who come, in any text as `%(person)s`, `%(people)s` and, where a
 * sentence begins, `%(People)s`.
 *
 * @typedef {{person: string, people: string}} Called
 */

/** @type {Called & {People: string}} */
let called = { person: 'person', people: 'people', People: 'People' };

/** @param {Called | null | undefined} words those of the picture that is shown */
export function useCalled(words) {
  const { person, people } = words ?? { person: 'person', people: 'people' };
  called = { person, people, People: people.charAt(0).toUpperCase() + people.slice(1) };
}

/** @type {Catalogue} */
let catalogue = { language: 'en', messages: {} };
/** @type {Intl.PluralRules} */
let plurals = new Intl.PluralRules('en');

/** @param {Partial<Catalogue> | null} words */
export function useCatalogue(words) {
  catalogue = { language: words?.language || 'en', messages: words?.messages ?? {} };
  plurals = new Intl.PluralRules(catalogue.language);
}

/** The language in use, for Intl. */
export function language() {
  return catalogue.language;
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} [vars]
 * @returns {string}
 */
export function t(text, vars) {
  const found = catalogue.messages[text];
  return fill(typeof found === 'string' && found ? found : text, vars);
}

/**
 * One or many; `%(n)s` is the number.
 *
 * @param {string} one
 * @param {string} many
 * @param {number} n
 * @param {Record<string, string | number>} [vars]
 * @returns {string}
 */
export function tn(one, many, n, vars) {
  const found = catalogue.messages[one];
  const forms = Array.isArray(found) && found.every(Boolean) ? found : [one, many];
  return fill(forms[formIndex(n, forms.length)] ?? many, { n, ...vars });
}

/**
 * The place of a number's form among the catalogue's forms, which gettext and CLDR
 * list in the same order; a form CLDR has and the catalogue lacks is the last one.
 *
 * @param {number} n
 * @param {number} forms
 */
function formIndex(n, forms) {
  const categories = ['zero', 'one', 'two', 'few', 'many', 'other'].filter((name) =>
    plurals.resolvedOptions().pluralCategories.includes(/** @type {Intl.LDMLPluralRule} */ (name)),
  );
  return Math.min(categories.indexOf(plurals.select(n)), forms - 1);
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} [vars]
 */
function fill(text, vars) {
  if (!text.includes('%(')) return text;
  /** @type {Record<string, string | number>} */
  const known = { ...called, ...vars };
  return text.replace(/%\((\w+)\)s/g, (whole, name) => (name in known ? String(known[name]) : whole));
}

/** Reads the catalogue the page carries, when there is a page. */
function readPage() {
  if (typeof document === 'undefined') return;
  const holder = document.getElementById('words');
  if (holder?.textContent?.trim()) useCatalogue(JSON.parse(holder.textContent));
}

readPage();
