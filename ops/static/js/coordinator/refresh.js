/**
 * The same page asked for again: words, tables and charts all from one answer, so no two of them differ.
 *
 * When somebody presses the key, or while long work goes on: a page that always asked by itself would keep
 * a browser in use that nobody looks at any more.
 */

/** @param {Document} fresh the page as it is now */
export function takeOver(fresh) {
  for (const part of document.querySelectorAll('[data-part]')) {
    const now = fresh.getElementById(part.id);
    if (now) takePart(part, now);
  }
  for (const now of fresh.querySelectorAll('script[type="application/json"][id^="figure-"]')) {
    const held = document.getElementById(now.id);
    if (held) held.textContent = now.textContent;
    else document.body.append(document.importNode(now, true));
  }
}

/**
 * A chart keeps its drawing, and a table that was open stays so.
 *
 * @param {Element} part
 * @param {Element} now
 */
function takePart(part, now) {
  const kept = part.querySelector('[data-figure]');
  const instead = now.querySelector('[data-figure]');
  if (kept && instead) instead.replaceWith(kept);
  const open = part.querySelector('details')?.open ?? false;
  part.replaceChildren(...now.childNodes);
  const details = part.querySelector('details');
  if (details) details.open = open;
}

/** @returns {Promise<Document>} */
export async function ask() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, redirect: 'error' });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}
