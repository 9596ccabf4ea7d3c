/** Over is not complete: what was done is placed on a strip between what has a time of its own. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import { button } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import { placedAt, placesOn } from './catch_up.js';

/** @typedef {import('./view.js').Case} Case */

/** What is logged now happened in this moment. */
const NOW = 'now';

/**
 * When what is logged now was done. While it runs, that is now.
 * @param {Case} one
 */
export function whenDone(one) {
  const { placing } = one.scene.ui.draft;
  return one.running ? {} : placedAt(one.response, one.rows, placing);
}

/**
 * The log as it stood then: what went on at the place that was chosen is what a key stops there.
 * @param {Case} one
 */
export function rowsThen(one) {
  const { happened_at } = whenDone(one);
  const until = happened_at === undefined ? Infinity : Date.parse(happened_at);
  return one.rows.filter((row) => Date.parse(row.happened_at) <= until);
}

/**
 * What stays open once an act is logged: afterwards the strip, for the next act of the story.
 * @param {Case} one
 */
export function openAfter(one) {
  return one.running ? null : 'more';
}

/** The strip; what can be logged stands under it once a place is chosen. @param {Case} one */
export function strip(one) {
  const { placing } = one.scene.ui.draft;
  const zone = one.board.room.time_zone;
  const put = (/** @type {string} */ key) => () => one.hands.draft({ placing: key });
  const place = (/** @type {string} */ key, /** @type {string} */ tone, /** @type {any} */ words, /** @type {string} */ said) =>
    h(
      'li',
      { key, class: tone },
      button('put', words, put(key), { class: 'place', 'aria-label': said, 'aria-pressed': String(placing === key) }),
    );
  const places = placesOn(one.response, one.rows).map(({ key, at, word, gap }) =>
    gap
      ? place(key, 'gap', '+', `${word}, ${t('approx. %(time)s', { time: clock(at, zone) })}`)
      : place(key, 'point', [h('strong', null, clock(at, zone)), h('span', null, word)], `${clock(at, zone)} ${word}`),
  );
  return h('div', { key: 'strip', class: 'strip-of-times', role: 'group', 'aria-label': t('When was it done?') }, [
    h(
      'p',
      { key: 'ask', class: 'name' },
      placing === null
        ? t('When was it done? Choose a point, or + between two. The order matters, the minute is approximate.')
        : chosen(one, placing),
    ),
    h('ol', { key: 'places', class: 'places' }, [places, place(NOW, 'point', h('strong', null, t('now')), t('now'))]),
  ]);
}

/** @param {Case} one @param {string} placing */
function chosen(one, placing) {
  const found = placesOn(one.response, one.rows).find(({ key }) => key === placing);
  if (!found) return t('What was done just now:');
  const time = clock(found.at, one.board.room.time_zone);
  const where = found.gap ? found.word : t('with %(what)s', { what: found.word });
  return t('What was done %(where)s, approx. %(time)s:', { where, time });
}
