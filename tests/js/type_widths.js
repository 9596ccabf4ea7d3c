/**
 * Text widths of the wall's typeface (bold, spaced as css/wall.css spaces it) without a
 * page. tests/browser checks the same layouts with the real ones.
 */

/** @type {Record<string, number>} letters by width, in thousandths of the font size */
const LETTERS = {};
for (const [width, letters] of /** @type {[number, string][]} */ ([
  [195, "'"], [245, 'j'], [255, ':,.'], [280, 'i·'], [300, ' '], [305, 'l'], [355, 'ft-'], [370, 'r'], [410, 'I'],
  [490, 'zy'], [495, 'csvT'], [525, '~x'], [540, 'aLkJ'], [550, 'euF'], [558, 'hno'], [580, '+bdgpEqY'], [595, 'SV'],
  [615, '0123456789PZ'], [632, 'BR'], [650, 'CK'], [668, 'AUX'], [680, 'DH'], [705, 'NwG'], [735, 'OQ'], [860, 'mMW'],
])) {
  for (const letter of letters) LETTERS[letter] = width;
}

/**
 * @param {string} text
 * @returns {number} in parts of the font size
 */
export function typeWidth(text) {
  return [...text].reduce((sum, letter) => sum + (LETTERS[letter] ?? 600), 0) / 1000;
}
