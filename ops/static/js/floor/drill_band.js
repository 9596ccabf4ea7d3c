/** The top of a drill: that it is one, and the real room, in a full band when it wants somebody. */

import { t, tn } from '../core/i18n.js';
import { helpKey } from './help_call.js';
import { breaksThrough, peopleIn } from './drill_real.js';
import { button, icon } from './parts.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./drill_real.js').Real} Real */

/**
 * @param {Scene} real the real room
 * @param {{hands: import('./scene.js').Hands, leave: () => void, follow: (real: Real) => void}} ways `hands`: in the real room
 */
export function drillBand(real, { hands, leave, follow }) {
  const [worst, ...rest] = breaksThrough(real);
  return h('aside', { key: 'band', class: worst ? 'drill-band breaks' : 'drill-band', 'aria-label': t('The real room') }, [
    h('div', { key: 'what', class: 'drill-sign' }, [
      h('strong', { key: 'drill' }, t('DRILL')),
      h('span', { key: 'word' }, t('Nothing here is real.')),
      worst ? helpKey(real, hands) : null,
    ]),
    worst
      ? button(
          'real',
          [
            icon('now'),
            h('strong', null, t('REAL: %(what)s', { what: worst.words })),
            rest.length ? h('span', { key: 'more' }, tn('and %(n)s more', 'and %(n)s more', rest.length)) : null,
            h('span', { key: 'go', class: 'leads' }, t('Leave the drill, go there')),
          ],
          () => follow(worst),
          { class: 'real-now' },
        )
      : [
          h('p', { key: 'calm', class: 'real-calm' }, calm(peopleIn(real))),
          helpKey(real, hands),
          button('leave', t('To the real room'), leave, { class: 'key' }),
        ],
    h('p', { key: 'spoken', class: 'spoken', role: 'alert' }, worst ? t('REAL: %(what)s', { what: worst.words }) : ''),
  ]);
}

/** @param {number | null} people */
function calm(people) {
  if (!people) return t('The real room is empty.');
  return tn('Real room: %(n)s here, nobody has to go.', 'Real room: %(n)s here, nobody has to go.', people);
}
