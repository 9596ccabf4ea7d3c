/** Draws the charts of a shift's page and prints it whole. */

import { drawAll, resizeAll } from './charts.js';

drawAll();

/** What was folded before the page was printed. */
/** @type {HTMLDetailsElement[]} */
let folded = [];

// On paper nothing can be unfolded, and a chart keeps the width it had on the screen.
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details')].filter((details) => !details.open);
  for (const details of folded) details.open = true;
  resizeAll();
});

addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
  resizeAll();
});

const print = document.getElementById('print');
print?.removeAttribute('hidden');
print?.addEventListener('click', () => window.print());
