/**
 * Figures from the page, drawn by plotly. The server made them: here nothing is counted.
 *
 * @typedef {{customdata?: string[], base?: number[], x?: (number|string)[]}} Trace
 * @typedef {[number, number]} Point a trace and the number of a point in it
 * @typedef {{data: Trace[], layout: {height?: number}, config: object, walk: Point[][]}} Figure
 *
 * @typedef {object} Plotly the part of plotly that is used
 * @property {(node: HTMLElement, data: object[], layout: object, config: object) => Promise<unknown>} react
 * @property {(node: HTMLElement, layout: object) => Promise<unknown>} relayout
 * @property {{hover: (node: HTMLElement, points: object[]) => void, unhover: (node: HTMLElement) => void}} Fx
 */

import { walking } from './walk.js';

/** @returns {Plotly | undefined} */
function plotly() {
  return /** @type {{Plotly?: Plotly}} */ (/** @type {unknown} */ (window)).Plotly;
}

/** Beside its table on A4, in pixels of print. */
const PAPER_WIDTH = 390;

/** What each chart draws at the moment. @type {WeakMap<HTMLElement, Figure>} */
const drawn = new WeakMap();

/** Every chart of the page, also again. Without plotly, or with a figure it cannot draw, its table is opened. */
export async function drawAll() {
  await Promise.all([...drawings()].map((node) => draw(node).catch(() => instead(node))));
}

/** On paper a chart is as wide as the paper; afterwards as wide as there is room. @param {boolean} paper */
export function sizeAll(paper) {
  for (const node of drawings()) {
    const plot = plotOf(node);
    const figure = drawn.get(plot);
    if (figure && plot.checkVisibility()) {
      plotly()?.relayout(plot, paper ? { autosize: false, width: PAPER_WIDTH } : { autosize: true, width: null });
    }
  }
}

function drawings() {
  return /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-figure]'));
}

/** @param {HTMLElement} node */
function plotOf(node) {
  return /** @type {HTMLElement} */ (node.querySelector('.plot'));
}

/** @param {HTMLElement} node */
async function draw(node) {
  const library = plotly();
  const holder = document.getElementById(node.dataset.figure ?? '');
  if (!library || !holder?.textContent) throw new Error('nothing to draw with, or nothing to draw');
  const figure = /** @type {Figure} */ (JSON.parse(holder.textContent));
  const plot = plotOf(node);
  await library.react(plot, figure.data, figure.layout, figure.config);
  if (!drawn.has(plot)) walkable(node, plot, library);
  drawn.set(plot, figure);
  for (const picture of plot.querySelectorAll('svg')) picture.setAttribute('aria-hidden', 'true');
  plot.classList.add('drawn');
}

/**
 * By arrow keys, as by pointing: the same words, shown at the point and read out.
 *
 * @param {HTMLElement} node
 * @param {HTMLElement} plot
 * @param {Plotly} library
 */
function walkable(node, plot, library) {
  const line = /** @type {HTMLElement} */ (node.querySelector('[aria-live]'));
  /** @type {Point | null} */
  let at = null;
  plot.addEventListener('keydown', (event) => {
    const figure = drawn.get(plot);
    const next = figure && walking(figure, at, event.key);
    if (!figure || !next) return;
    event.preventDefault();
    at = next;
    line.textContent = figure.data[at[0]]?.customdata?.[at[1]] ?? '';
    library.Fx.hover(plot, [{ curveNumber: at[0], pointNumber: at[1] }]);
    // On a narrow screen the floor is wider than the page.
    plot.querySelector('.hoverlayer .hovertext')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  plot.addEventListener('blur', () => {
    at = null;
    line.textContent = '';
    library.Fx.unhover(plot);
  });
}

/** @param {HTMLElement} node */
function instead(node) {
  node.hidden = true;
  const table = node.closest('figure')?.querySelector('details');
  if (table) table.open = true;
}
