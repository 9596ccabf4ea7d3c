/** The painting of this very page: its faults stand on the screen, and in the browser's log. */

import { el, setText } from './dom.js';
import { t } from './i18n.js';
import { Painting } from './painting.js';

/**
 * @param {() => void} told called when the page begins to paint, or fails to
 * @returns {Painting}
 */
export function pagePainting(told) {
  const sign = el('button', 'fault');
  sign.type = 'button';
  sign.addEventListener('click', () => location.reload());
  return new Painting(
    () => performance.now(),
    (fault) => {
      if (fault === null) sign.remove();
      else show(sign, fault);
      told();
    },
  );
}

/**
 * @param {HTMLElement} sign
 * @param {unknown} fault
 */
function show(sign, fault) {
  console.error(fault);
  setText(sign, `${t('LOOK AT THE ROOM')} · ${t('This screen has a fault: touch here to reload it.')}`);
  document.body.append(sign);
}
