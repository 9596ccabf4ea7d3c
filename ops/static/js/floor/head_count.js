/**
 * Everyone is out: who is where, ticked by place and seat, by whoever stands at the door or
 * at the assembly point. It stands alone until "back in"; a name leads to the plan.
 */

import { elapsed } from '../core/format.js';
import { t } from '../core/i18n.js';
import { pauseButton } from './alarm_button.js';
import * as acts from './acts.js';
import { button, icon } from './parts.js';
import { placeName } from './places.js';
import { h } from './vnode.js';
import { alsoWanted } from './wanted.js';
import { wantedRows } from './wanted_rows.js';
import { headCounts, lastSeen } from './words.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Visit} Visit */

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} where
 * @property {string} handle
 * @property {string} about what was last seen that matters for getting them out
 * @property {string | null} counted
 * @property {(() => void) | null} open
 */

/** Whether the head count is what a tablet shows. @param {Scene} scene */
export function isCounting(scene) {
  return scene.board?.room.state === 'everyone_out' && scene.ui.pane.kind === 'home';
}

/** @param {Scene} scene @param {Hands} hands */
export function headCount(scene, hands) {
  const board = /** @type {Board} */ (scene.board);
  const people = everyone(board, hands);
  const own = scene.alarms.find((alarm) => alarm.cause === 'head_count');
  return h('section', { key: 'count', class: 'head-count', 'aria-label': t('Head count') }, [
    h('header', { key: 'sum', class: 'sum' }, [
      h('h2', { key: 'what' }, t('EVERYONE OUT')),
      h('p', { key: 'time', class: 'time' }, elapsed(scene.now - Date.parse(String(board.room.since)))),
      h('div', { key: 'gap', class: 'gap' }),
      own ? pauseButton(scene, hands, board, own) : null,
      button('more', t('Somebody more'), () => somebodyMore(scene, hands), { class: 'key' }),
      button('back-in', t('Back in'), () => hands.act(acts.backIn(scene.page.site, 'everyone_out')), {
        class: 'key strong',
      }),
      totals(people),
    ]),
    wantedRows(scene, hands, board, alsoWanted(scene, board, ['head_count'])),
    people.length
      ? h(
          'ul',
          { key: 'people', class: 'people' },
          people.map((one) => row(one, hands, scene)),
        )
      : h('p', { key: 'nobody', class: 'calm' }, t('The board has nobody in the room or waiting.')),
  ]);
}

/** @param {Person[]} people */
function totals(people) {
  const counted = headCounts().map(({ value, word }) => ({ value, word, n: number(people, value) }));
  const all = [...counted, { value: 'none', word: t('not said'), n: number(people, null) }];
  return h(
    'ul',
    { key: 'totals', class: 'totals', 'aria-label': t('So far') },
    all.map(({ value, word, n }) =>
      h('li', { key: value, class: n ? `total ${value}` : 'total' }, h('b', null, String(n)), ` ${word}`),
    ),
  );
}

/** @param {Person[]} people @param {string | null} value */
function number(people, value) {
  return people.filter((one) => (one.counted ?? null) === value).length;
}

/** @param {Person} one @param {Hands} hands @param {Scene} scene */
function row(one, hands, scene) {
  const name = [h('strong', { key: 'where' }, one.where), h('span', { key: 'handle', class: 'handle' }, one.handle)];
  return h('li', { key: one.id, class: `person ${one.counted ?? 'none'}` }, [
    one.open
      ? button('who', name, one.open, { class: 'key name' })
      : h('p', { key: 'who', class: 'name' }, name),
    h('span', { key: 'about', class: 'about' }, [
      one.about,
      scene.unsentOn.has(one.id) ? h('em', { key: 'unsent' }, t('not sent yet')) : null,
    ]),
    h(
      'div',
      { key: 'ticks', class: 'ticks', role: 'group', 'aria-label': [one.where, one.handle].filter(Boolean).join(', ') },
      headCounts().map(({ value, word }) =>
        button(
          value,
          one.counted === value ? [icon(value === 'out' ? 'check' : 'now'), word] : word,
          () => hands.act(acts.headCount(one.id, one.where, value, word), { stay: true }),
          { class: `key tick ${value}`, 'aria-pressed': String(one.counted === value) },
        ),
      ),
    ),
  ]);
}

/** By place and seat as on the plan, then who waits. @param {Board} board @param {Hands} hands @returns {Person[]} */
function everyone(board, hands) {
  const inside = board.booths.flatMap((tile) =>
    tile.seats.flatMap(({ mark, visit }) =>
      visit
        ? {
            id: visit.id,
            where: placeName(tile, mark),
            handle: visit.handle ?? '',
            about: aboutOf(visit),
            counted: visit.head_count ?? null,
            open: () => hands.open({ kind: 'seat', booth: tile.id, mark, part: null }),
          }
        : [],
    ),
  );
  const waiting = board.waiting.map((one) => ({
    id: one.id,
    where: t('waiting'),
    handle: one.handle ?? '',
    about: '',
    counted: one.head_count ?? null,
    open: null,
  }));
  return [...inside, ...waiting];
}

/** @param {Visit} visit */
function aboutOf(visit) {
  if (visit.response) return t('response');
  if (visit.state === 'stepped_out') return t('stepped out');
  if (visit.state === 'looked_for') return t('looked for');
  if (visit.track === 'sedation') return lastSeen('hard_to_rouse');
  if (visit.track === 'keep_an_eye') return lastSeen('keep_an_eye');
  return visit.answer === 'asleep' ? lastSeen('asleep') : '';
}

/** Someone is at the assembly point and not on the board. @param {Scene} scene @param {Hands} hands */
function somebodyMore(scene, hands) {
  const who = t('somebody more');
  const here = { ...acts.arrive(scene.page.site, who, {}), label: `${who} · ${t('here')}` };
  const id = hands.act({ ...here, body: { room_says_otherwise: true } }, { stay: true });
  if (id) hands.act(acts.headCount(id, who, 'out', t('out')), { stay: true });
}
