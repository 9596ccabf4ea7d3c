/** "No new people" while fewer are free than the site asks for: said, never enforced. */

import { freeStaff } from '../core/hands.js';
import { t } from '../core/i18n.js';
import { h } from './vnode.js';

/**
 * Where nobody is named on shift, nobody counts.
 * @param {import('../core/types.js').Board} board
 * @param {number} now
 */
export function fewHands(board, now) {
  const free = freeStaff(board, now);
  const least = board.room.minimum_free_staff ?? 0;
  if (free === null || free >= least) return null;
  return h(
    'p',
    { key: 'few', class: 'prompt' },
    t('No new %(people)s: %(free)s free on the floor, site minimum %(least)s.', { free, least }),
  );
}
