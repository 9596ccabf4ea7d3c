/** Drills in the Room pane, and what the team sees of one afterwards. */

import { clock, elapsed, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as acts from './acts_drill.js';
import { paneTitle } from './pane_title.js';
import { button, group, icon } from './parts.js';
import { placeName } from './places.js';
import { h } from './vnode.js';
import { drillSteps } from './words_drill.js';
import { responsePlaces, wordFor } from './words.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Drill} Drill */

/** What the Room pane offers. @param {Scene} scene @param {Hands} hands */
export function drillBlock(scene, hands) {
  const drills = scene.board?.room.drills ?? [];
  const running = drills.find((one) => one.ended_at === null);
  const kept = drills.filter((one) => one.ended_at !== null);
  const zone = scene.board?.room.time_zone ?? 'UTC';
  return group(
    'drill',
    t('Drill: the same screens beside the room, with nobody in it. No wall shows it.'),
    running
      ? [
          button('join', t('Join the drill'), () => hands.drill('enter'), { class: 'chip' }),
          button('end', t('End the drill'), () => hands.drill('end'), { class: 'chip' }),
        ]
      : scene.liveness === 'live'
        ? button('begin', t('Begin a drill'), () => hands.drill('enter'), { class: 'chip' })
        : t('A drill needs the server.'),
    kept.map((one) =>
      button(
        one.id,
        t('Times of the drill at %(time)s', { time: clock(Date.parse(one.began_at), zone) }),
        () => hands.open({ kind: 'drill', id: one.id }),
        { class: 'chip' },
      ),
    ),
  );
}

/** One quiet line for whoever is not in it. @param {Hands} hands @param {import('../core/types.js').Board} board */
export function drillLine(hands, board) {
  const running = board.room.drills?.find((one) => one.ended_at === null);
  if (!running) return null;
  const said = { tablet: running.on ?? '', time: clock(Date.parse(running.began_at), board.room.time_zone) };
  const words = running.on ? t('runs on %(tablet)s since %(time)s', said) : t('runs since %(time)s', said);
  return button(
    'drill-runs',
    [icon('walk'), h('strong', null, t('Drill')), h('span', { class: 'what' }, words)],
    () => hands.open({ kind: 'room' }),
    { class: 'alarm quiet drill-runs' },
  );
}

/** @param {Scene} scene @param {Hands} hands @param {string} id */
export function drillPane(scene, hands, id) {
  const room = scene.board?.room;
  const drill = room?.drills?.find((one) => one.id === id);
  if (!room || !drill) return h('div', { key: 'drill', class: 'pane-in' }, [paneTitle(t('Drill'), hands), gone(scene)]);
  const began = Date.parse(drill.began_at);
  const until = drill.ended_at === null ? scene.now : Date.parse(drill.ended_at);
  const line = t('from %(time)s · %(minutes)s', { time: clock(began, room.time_zone), minutes: minutes(until - began) });
  return h('div', { key: 'drill', class: 'pane-in drill-times' }, [
    paneTitle(t('Your times in the drill'), hands, h('p', { class: 'who' }, line)),
    drill.ended_at === null ? h('p', { key: 'ending', class: 'facts' }, t('It is ending.')) : timesOf(scene, drill),
    h(
      'p',
      { key: 'kept', class: 'facts' },
      t('By what was done, never by whom. They are deleted with the end of the shift, at the latest after 24 hours.'),
    ),
    button('keep', t('Keep until the end of the shift'), () => hands.open({ kind: 'home' }), { class: 'key big' }),
    button('delete', t('Delete'), () => hands.act(acts.deleteDrill(id)), { class: 'key big strong' }),
  ]);
}

/** @param {Scene} scene */
function gone(scene) {
  const words = scene.liveness === 'live' ? t('Nothing of it is kept.') : t('Its times come once the server is back.');
  return h('p', { key: 'gone', class: 'facts' }, words);
}

/** @param {Scene} scene @param {Drill} drill */
function timesOf(scene, { times }) {
  if (!times.length) return h('p', { key: 'none', class: 'facts' }, t('Nobody responded in it.'));
  return times.map((one, number) =>
    h('section', { key: `response ${number}`, class: 'block' }, [
      h('h3', { key: 'where' }, whereOf(scene, one)),
      h('ol', { key: 'steps', class: 'drill-steps' }, [
        ...drillSteps().map(({ value, word }) => {
          const step = one.steps.find((found) => found.step === value);
          const time = step ? elapsed(Date.parse(step.at) - Date.parse(one.began_at)) : t('not done');
          return h('li', { key: value, class: step ? '' : 'missing' }, h('span', null, word), h('b', null, time));
        }),
      ]),
    ]),
  );
}

/** @param {Scene} scene @param {Drill['times'][number]} one */
function whereOf({ board }, { booth, seat, place }) {
  const tile = board?.booths.find((known) => known.name === booth);
  if (booth !== null) return tile ? placeName(tile, seat) : booth;
  return place ? wordFor(responsePlaces(), place) : t('elsewhere');
}
