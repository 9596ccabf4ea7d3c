/**
 * Text widths of the wall's typeface (bold, spaced as css/wall.css spaces it) without a
 * page. tests/browser checks the same layouts with the real ones.
 */

/** @type {Record<string, number>} letters by width, in thousandths of the font size */
const LETTERS = {};
for (const [width, letters] of /** @type {[number, string][]} */ ([
  [260, ":'jil"], [300, ' ·'], [360, 'ft'], [375, 'r'], [415, 'I'], [500, 'cksvyzT'], [530, '~x'], [555, 'aehnuLJF'],
  [590, 'bdgopqEYSV'], [620, '0123456789P'], [640, 'BRCKZ'], [675, 'ADHXU'], [710, 'wGNOQ'], [870, 'mMW'],
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
