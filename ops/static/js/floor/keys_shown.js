/** The keys of a page as they stand on the screen, with what each of them does. */

import { pressOf } from './patch.js';

/** @typedef {import('./aim.js').Key} Key */

/** @param {ParentNode} root @returns {Key[]} those in view */
export function keysShown(root) {
  /** @type {Key[]} */
  const found = [];
  for (const button of root.querySelectorAll('button')) {
    const press = pressOf(button);
    const { left, top, right, bottom } = button.getBoundingClientRect();
    if (!press || right <= left || bottom <= 0 || top >= innerHeight) continue;
    found.push({ name: nameOf(button), left, top, right, bottom, press });
  }
  return found;
}

/** What it does, as its strong word says; where there is none, all of its words. @param {Element} button */
export function nameOf(button) {
  const words = button.getAttribute('data-seat') ?? button.querySelector('strong')?.textContent ?? button.textContent;
  return (words ?? '').replace(/[\d:]+/g, '#');
}
