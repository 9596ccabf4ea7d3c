/**
 * How wide a text is, in parts of its font size, in the wall's typeface. A width scales
 * with the size, so each text is measured once and remembered.
 *
 * @typedef {(text: string) => number} Measure
 */

import { el } from '../core/dom.js';

const SAMPLE = 200;
const MOST_REMEMBERED = 2_000;

/**
 * Measures on the page itself, so that spacing and figure widths are those really drawn.
 *
 * @param {HTMLElement} host has the typeface
 * @returns {Measure}
 */
export function pageMeasure(host) {
  const sample = el('span', 'sample');
  sample.setAttribute('aria-hidden', 'true');
  sample.style.fontSize = `${SAMPLE}px`;
  host.append(sample);
  /** @type {Map<string, number>} */
  const known = new Map();
  return (text) => {
    // Figures all have one width, so a countdown is one entry and not one each second.
    const like = text.replace(/\d/g, '0');
    let width = known.get(like);
    if (width === undefined) {
      if (known.size > MOST_REMEMBERED) known.clear();
      sample.textContent = like;
      width = sample.getBoundingClientRect().width / SAMPLE;
      sample.textContent = '';
      known.set(like, width);
    }
    return width;
  };
}
