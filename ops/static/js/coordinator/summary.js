/** Draws the charts of a shift's page, asks for it anew, and prints it whole. */

import { drawAll, sizeAll } from './charts.js';
import { offerPrint } from './print.js';
import { ask, takeOver } from './refresh.js';

void drawAll();

/** What was folded before the page was printed. */
/** @type {HTMLDetailsElement[]} */
let folded = [];

// On paper nothing can be unfolded, and a chart keeps the width it had on the screen.
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details')].filter((details) => !details.open);
  for (const details of folded) details.open = true;
  sizeAll(true);
});

addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
  sizeAll(false);
});

offerPrint();

const refresh = /** @type {HTMLButtonElement | null} */ (document.getElementById('refresh'));
refresh?.removeAttribute('hidden');
refresh?.addEventListener('click', () => {
  refresh.disabled = true;
  ask()
    .then(takeOver)
    .then(drawAll)
    .catch(() => location.reload())
    .finally(() => (refresh.disabled = false));
});
