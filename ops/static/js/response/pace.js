/** The pace of breaths that are being given: seen, never heard. Pure. */

import { h } from '../floor/vnode.js';
import { goingOn } from './clocks.js';
import { defaultsOf } from './values.js';

/** @typedef {import('./view.js').Case} Case */

const SECOND = 1000;

/**
 * The seconds to the next breath, counted down from the pace that was logged or else the site's;
 * null where no breaths are given or nobody said how often. On the beat it is a breath.
 * @param {Case} one
 */
export function paceOf(one) {
  const given = one.running ? goingOn(one.rows, 'breaths_start') : null;
  const every = given ? Number(given.values.every_seconds ?? defaultsOf(one, 'breaths_start').every_seconds) : NaN;
  if (!given || !(every > 0)) return null;
  const into = Math.max(0, one.until - Date.parse(given.happened_at)) % (every * SECOND);
  return { left: Math.ceil(every - into / SECOND), beat: into < SECOND };
}

/** A number that counts, and a dot that swells where motion is welcome. @param {Case} one */
export function paceBeat(one) {
  const pace = paceOf(one);
  if (!pace) return null;
  return h('span', { key: 'pace', class: pace.beat ? 'pace beat' : 'pace', 'aria-hidden': 'true' }, [
    h('span', { key: 'dot', class: 'dot' }),
    h('span', { key: 'left', class: 'left' }, String(pace.left)),
  ]);
}
