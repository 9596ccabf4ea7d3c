/**
 * What the server wrote into the page for its script.
 *
 * @typedef {import('./types.js').PageData} PageData
 */

/** @returns {PageData} */
export function pageData() {
  const holder = document.getElementById('page');
  if (!holder?.textContent) throw new Error('the page carries no data');
  return JSON.parse(holder.textContent);
}
