/**
 * The walk: every seat in the room's order, one tap each for what is there. It takes the whole
 * tablet; a place leads to the six answers of who sits there, and they lead back.
 */

import { elapsed, minutes } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { follows, shown } from '../core/walk.js';
import * as acts from './acts_walk.js';
import { button, icon } from './parts.js';
import { placeName } from './places.js';
import { seatKey } from './tiles.js';
import { h } from './vnode.js';
import { openWalk } from './walk_open.js';
import { alsoWanted } from './wanted.js';
import { wantedRows } from './wanted_rows.js';
import { lastSeen } from './words.js';
import { foundWord, gapWords } from './words_walk.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Found} Found */
/** @typedef {import('../core/types.js').WalkShape} WalkShape */
/** @typedef {import('./places.js').Place} Place */

const OF_SOMEBODY = /** @type {const} */ (['here', 'asleep', 'empty', 'someone_else']);
/** In the same order, so that none of them moves under the finger that says somebody is there. */
const OF_NOBODY = /** @type {const} */ (['here', 'asleep', 'empty']);
const MINUTE = 60_000;
const HELPED = /** @type {const} */ (['here']);

/** Whether the walk is what a tablet shows. @param {Scene} scene */
export function isWalking(scene) {
  return scene.ui.pane.kind === 'walk' && scene.board !== null;
}

/** @param {Scene} scene @param {Hands} hands */
export function walkPage(scene, hands) {
  const board = /** @type {Board} */ (scene.board);
  const { walk } = board.room;
  const places = seatsToWalk(board);
  return h('section', { key: 'walk', class: 'head-count walk', 'aria-label': t('Walk-round') }, [
    head(scene, hands, board, walk ?? null, places),
    wantedRows(scene, hands, board, alsoWanted(scene, board, ['reconfirm'])),
    walk
      ? h(
          'ul',
          { key: 'seats', class: 'people' },
          places.map((place) => row(scene, hands, walk, place)),
        )
      : h('p', { key: 'over', class: 'calm' }, t('The walk is done. Nobody is left to confirm.')),
  ]);
}

/** Every seat of the room, and an extra one in which somebody may be. @param {Board} board @returns {Place[]} */
export function seatsToWalk(board) {
  return board.booths.flatMap((tile) =>
    tile.seats
      .filter(({ extra, visit }) => !extra || visit?.confirm_since || shown(visit) === 'somebody')
      .map((seat) => ({ tile, seat })),
  );
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {WalkShape | null} walk @param {Place[]} places */
function head(scene, hands, board, walk, places) {
  const gap = gapWords(board);
  const found = walk ? places.flatMap((place) => foundIn(walk, place) ?? []) : [];
  const differs = found.filter((one) => one.differs).length;
  const left = places.filter(({ seat }) => seat.visit?.confirm_since).length;
  return h('header', { key: 'sum', class: left ? 'sum asked' : 'sum' }, [
    h('h2', { key: 'what' }, left ? t('WALK THE ROOM') : t('Walk-round')),
    walk ? h('p', { key: 'time', class: 'time' }, elapsed(scene.now - Date.parse(walk.began_at))) : null,
    h('div', { key: 'gap', class: 'gap' }),
    walk
      ? button('done', t('Done'), () => done(hands, walk), { class: 'key strong' })
      : button('begin', t('Begin again'), () => openWalk(scene, hands), { class: 'key' }),
    button('close', t('Close'), () => hands.open({ kind: 'home' }), { class: 'key' }),
    h('p', { key: 'far', class: 'totals', role: 'status' }, [
      walk ? t('%(n)s of %(all)s seen', { n: found.length, all: places.length }) : null,
      differs ? tn('the board was wrong in %(n)s', 'the board was wrong in %(n)s', differs) : null,
      left ? tn('%(n)s to confirm', '%(n)s to confirm', left) : null,
      gap,
    ].filter(Boolean).join(' · ')),
  ]);
}

/** @param {Hands} hands @param {WalkShape} walk */
function done(hands, walk) {
  hands.act(acts.endWalk(walk.id), { stay: true });
  hands.open({ kind: 'home' });
}

/** @param {Scene} scene @param {Hands} hands @param {WalkShape} walk @param {Place} place */
function row(scene, hands, walk, place) {
  const { tile, seat } = place;
  const where = placeName(tile, seat.mark);
  const found = foundIn(walk, place);
  const tone = found ? (found.differs ? 'differs' : 'agreed') : seat.visit?.confirm_since ? 'unsure' : 'to-see';
  return h('li', { key: `${tile.id}-${seat.mark}`, class: `person ${tone}` }, [
    button(
      'name',
      [h('strong', null, where), seat.visit?.handle ? h('span', { class: 'handle' }, seat.visit.handle) : null],
      () => hands.open({ kind: 'seat', booth: tile.id, mark: seat.mark, part: null, back: 'walk' }),
      { class: 'key name', 'data-seat': seatKey(tile.id, seat.mark) },
    ),
    h('p', { key: 'about', class: 'about' }, [
      h('span', { key: 'board' }, boardHas(scene, place)),
      found?.differs ? h('em', { key: 'differs' }, t('the board had it otherwise')) : null,
      seat.visit && scene.unsentOn.has(seat.visit.id) ? h('em', { key: 'unsent' }, t('not sent yet')) : null,
    ]),
    h(
      'div',
      { key: 'ticks', class: 'ticks', role: 'group', 'aria-label': where },
      choices(place).map((what) =>
        button(
          what,
          found?.found === what ? [icon(found.differs ? 'now' : 'check'), words(what, place)] : words(what, place),
          () => hands.act(tick(walk, place, where, what), { stay: true }),
          { class: `key tick ${what}`, 'aria-pressed': String(found?.found === what) },
        ),
      ),
    ),
  ]);
}

/** @param {WalkShape} walk @param {Place} place @param {string} where @param {Found} what */
function tick(walk, { tile, seat }, where, what) {
  const { visit } = seat;
  const [, differs] = follows(shown(visit), what, Boolean(visit?.confirm_since));
  const at = { booth: tile.id, seat: seat.mark, ...(visit ? { visit: visit.id } : {}) };
  return acts.foundThere(walk.id, where, what, at, differs);
}

/** @param {Place} place @returns {readonly Found[]} */
function choices({ seat }) {
  const has = shown(seat.visit);
  if (has === 'helped') return HELPED;
  return has === 'nobody' ? OF_NOBODY : OF_SOMEBODY;
}

/** @param {Found} what @param {Place} place */
function words(what, { seat }) {
  return foundWord(what, Boolean(seat.visit));
}

/** The newest that was said of the seat. @param {WalkShape} walk @param {Place} place */
function foundIn(walk, { tile, seat }) {
  return walk.found.findLast((one) => one.booth === tile.id && one.seat === seat.mark) ?? null;
}

/** What the board has there, in words. @param {Scene} scene @param {Place} place */
function boardHas(scene, { tile, seat }) {
  const { visit } = seat;
  if (!visit) return { cleaning: t('cleaning'), closed: t('closed') }[String(tile.status)] ?? t('free');
  if (visit.response) return t('response');
  if (visit.state === 'stepped_out') return t('stepped out');
  if (visit.state === 'looked_for') return t('looked for');
  const gone = scene.now - Date.parse(String(visit.last_look_at ?? visit.seated_at));
  const ago = gone < MINUTE ? t('just seen') : t('seen %(time)s ago', { time: minutes(gone) });
  return [visit.answer ? lastSeen(visit.answer) : t('seated'), ago].join(' · ');
}
