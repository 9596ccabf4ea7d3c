/** What is wrong with the machine under the house, in the strip nobody overlooks. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as acts from './acts.js';
import { button } from './parts.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('./vnode.js').VNode} VNode */

/** Alarms that a tablet's top tells of, whatever else is open: by a line here, or by the state of its sound. */
export const AT_THE_TOP = ['clock_suspect', 'disk_full', 'unheard'];

/**
 * @param {Scene} scene
 * @param {Hands} hands
 * @returns {VNode[]}
 */
export function houseLines(scene, hands) {
  const notices = scene.board?.notices ?? [];
  const lines = [];
  const suspect = notices.find((notice) => notice.kind === 'clock_suspect');
  if (suspect) lines.push(clockLine(scene, hands, suspect.id));
  // What this tablet was answered is known before the next pulse.
  if (scene.sending.cannot === 'disk_full' || notices.some((notice) => notice.kind === 'disk_full'))
    lines.push(
      line(
        'disk-full',
        t('DISK FULL: the server records nothing. What you tap is kept on this tablet and goes out by itself.'),
      ),
    );
  else if (notices.some((notice) => notice.kind === 'disk_nearly_full'))
    lines.push(line('disk-low', t('The disk of the server is nearly full. Tell whoever looks after it.')));
  return lines;
}

/**
 * It goes when somebody who looked at another clock says so.
 * @param {Scene} scene
 * @param {Hands} hands
 * @param {string} notice
 */
function clockLine(scene, hands, notice) {
  const time = clock(scene.now, scene.board?.room.time_zone ?? 'UTC');
  return line(
    'clock-suspect',
    t('CLOCK SUSPECT. The server says it is %(time)s. Countdowns may be wrong: LOOK AT THE ROOM.', { time }),
    button('clock-right', t('%(time)s is right', { time }), () => hands.act(acts.clockRight(notice), { stay: true })),
  );
}

/**
 * @param {string} key
 * @param {...any} words
 */
function line(key, ...words) {
  return h('p', { key, class: 'strip amber' }, words);
}
