/** The clock of a long sedation: for how long, and when breaths are counted again. It never sounds. */

import { elapsed, millis, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { button } from '../floor/parts.js';
import { placeOf } from '../floor/places.js';
import { clockParts } from './clock_box.js';
import { longSedation } from './clocks.js';
import { assess } from './panel_assess.js';

/** @typedef {import('./view.js').Case} Case */

/** One tap opens the counter. @param {Case} one */
export function sedationClock(one) {
  const { response, board, until } = one;
  if (response.kind !== 'prolonged_sedation' || !one.running) return null;
  const every = Number(/** @type {any} */ (board.room.protocol)?.intervals?.sedation?.every ?? 0) * 1000;
  const stay = placeOf(board, response.visit)?.visit;
  const since = stay?.track === 'sedation' ? millis(stay.track_since) : null;
  const track = longSedation(one.rows, Date.parse(response.began_at), every, since);
  const left = track.countAt - until;
  const name = left > 0 ? t('count breaths in') : t('count breaths');
  const big = left > 0 ? elapsed(left) : t('now');
  const under = [
    track.since === null ? null : t('hard to rouse for %(time)s', { time: elapsed(until - track.since) }),
    t('site protocol: every %(time)s', { time: minutes(every) }),
  ];
  return button('sedation', clockParts(name, big, under.filter(Boolean).join(' · ')), () => assess(one), {
    class: 'clock-box flat',
  });
}
