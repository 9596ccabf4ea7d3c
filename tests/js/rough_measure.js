/**
 * Text widths of the wall's typeface without a page, a little on the wide side.
 *
 * @param {string} text
 * @returns {number} in parts of the font size
 */
export function roughMeasure(text) {
  let width = 0;
  for (const letter of text) {
    if (/[0-9]/.test(letter)) width += 0.63;
    else if (/[A-Z]/.test(letter)) width += 0.68;
    else if (/[:.·iljt' ]/.test(letter)) width += 0.29;
    else if (/[mw]/.test(letter)) width += 0.85;
    else width += 0.57;
  }
  return width;
}
