/**
 * Figures from the page, drawn by plotly. The server made them: here nothing is counted.
 *
 * @typedef {{data: object[], layout: object, config: object}} Figure
 *
 * @typedef {object} Plotly the part of plotly that is used
 * @property {(node: HTMLElement, data: object[], layout: object, config: object) => Promise<unknown>} newPlot
 * @property {{resize: (node: HTMLElement) => void}} Plots
 */

const { Plotly } = /** @type {{Plotly?: Plotly}} */ (/** @type {unknown} */ (window));

/** Every chart of the page. Without plotly, or with a figure it cannot draw, the table stands alone. */
export function drawAll() {
  for (const node of plots()) {
    draw(node).catch(() => (node.hidden = true));
  }
}

/** After the page's width changed in a way the browser does not tell. */
export function resizeAll() {
  for (const node of plots()) if (node.classList.contains('drawn')) Plotly?.Plots.resize(node);
}

function plots() {
  return /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.plot'));
}

/** @param {HTMLElement} node */
async function draw(node) {
  const holder = document.getElementById(node.dataset.figure ?? '');
  if (!Plotly || !holder?.textContent) throw new Error('nothing to draw with, or nothing to draw');
  const figure = /** @type {Figure} */ (JSON.parse(holder.textContent));
  await Plotly.newPlot(node, figure.data, figure.layout, figure.config);
  node.classList.add('drawn');
}
