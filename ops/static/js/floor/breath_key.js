/** One tap for each breath, on a seat's sheet and in a response. */

import { t, tn } from '../core/i18n.js';
import { breathsPerMinute } from './moves.js';
import { button } from './parts.js';
import { h } from './vnode.js';

/**
 * @param {number[]} taps so far, on the page's own clock
 * @param {(more: (taps: number[]) => number[]) => void} put
 * @param {string} look
 */
export function breathKey(taps, put, look) {
  return button(
    'tap',
    [h('strong', null, t('tap for each breath')), h('span', null, countWords(taps))],
    // When the finger came, on top of all before it, whenever the page was last painted.
    (event) => put((before) => [...before, event.timeStamp]),
    { class: look, 'data-quick': '' },
  );
}

/** @param {number[]} taps */
function countWords(taps) {
  if (!taps.length) return t('the first tap starts the count');
  const rate = breathsPerMinute(taps);
  const breaths = tn('%(n)s breath', '%(n)s breaths', taps.length);
  return rate === null ? breaths : `${breaths} · ${t('%(n)s/min', { n: rate })}`;
}
