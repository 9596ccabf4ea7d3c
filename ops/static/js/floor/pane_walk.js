/**
 * Walking the room with the board in hand: every seat in the room's order, one tap each. It
 * finds where board and room differ; after an outage, or back in, it confirms who is there.
 */

import { clock } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import * as acts from './acts_walk.js';
import { paneTitle } from './pane_title.js';
import { button, icon } from './parts.js';
import { placeName } from './places.js';
import { seatKey } from './tiles.js';
import { h } from './vnode.js';
import { lastSeen } from './words.js';
import { foundInEmptyWords, foundWords } from './words_house.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Tile} Tile */
/** @typedef {import('../core/types.js').Seat} Seat */
/** @typedef {import('../core/types.js').Found} Found */

/** @param {Scene} scene @param {Hands} hands */
export function walkPane(scene, hands) {
  const board = /** @type {Board} */ (scene.board);
  const walk = walkOf(scene);
  const seats = board.booths.flatMap((tile) => tile.seats.map((seat) => ({ tile, seat })));
  const found = foundSoFar(scene, walk);
  const differs = (board.room.walk?.found ?? []).filter((one) => one.differs).length;
  const seen = seats.filter(({ tile, seat }) => found.has(seatKey(tile.id, seat.mark))).length;
  const done = () => {
    if (walk) hands.act(acts.endWalk(walk));
    hands.set({ walk: null });
  };
  return h('div', { key: 'walk', class: 'pane-in' }, [
    paneTitle(t('Walk-round'), hands, h('p', { class: 'who' }, soFar(seen, seats.length, differs))),
    gapLine(board),
    h(
      'ul',
      { key: 'seats', class: 'checks' },
      seats.map(({ tile, seat }) => row(hands, walk, tile, seat, found.get(seatKey(tile.id, seat.mark)) ?? null)),
    ),
    button('done', t('Done'), done, { class: 'key strong big' }),
  ]);
}

/** Begins a walk, or joins the one under way, and shows it. @param {Scene} scene @param {Hands} hands */
export function openWalk(scene, hands) {
  if (!walkOf(scene)) {
    const kind = scene.alarms.some((alarm) => alarm.cause === 'reconfirm') ? 'reconfirm' : 'walk_round';
    hands.set({ walk: hands.act(acts.beginWalk(scene.page.site, kind), { stay: true }) });
  }
  if (scene.ui.view.name === 'response') hands.go({ name: 'floor' });
  hands.open({ kind: 'walk' });
}

/** The id of the walk: the board's, or the one this tablet has begun and not yet sent. @param {Scene} scene */
function walkOf(scene) {
  return scene.board?.room.walk?.id ?? scene.ui.walk;
}

/**
 * By seat, the last word; what this tablet has not sent yet counts already.
 * @param {Scene} scene @param {string | null} walk
 */
function foundSoFar(scene, walk) {
  /** @type {Map<string, Found>} */
  const found = new Map((scene.board?.room.walk?.found ?? []).map((one) => [seatKey(one.booth, one.seat), one.found]));
  for (const { about } of scene.sending.unsent) {
    if (about.kind === 'found' && about.walk === walk) found.set(seatKey(about.booth, about.seat), about.found);
  }
  return found;
}

/** @param {number} seen @param {number} all @param {number} differs */
function soFar(seen, all, differs) {
  const words = t('%(n)s of %(all)s seen', { n: seen, all });
  return differs ? `${words} · ${tn('the board was wrong in %(n)s', 'the board was wrong in %(n)s', differs)}` : words;
}

/** "not recorded 14:05–14:43" @param {Board} board */
function gapLine(board) {
  const { gap, time_zone: zone } = board.room;
  const open = board.booths.some((tile) => tile.seats.some((seat) => seat.visit?.confirm_since));
  if (!open || !gap?.from) return null;
  const [from, until] = [clock(Date.parse(gap.from), zone), clock(Date.parse(gap.until), zone)];
  return h('p', { key: 'gap', class: 'prompt' }, t('Not recorded %(from)s–%(until)s. No deadline of before is believed.', { from, until }));
}

/**
 * @param {Hands} hands @param {string | null} walk
 * @param {Tile} tile @param {Seat} seat @param {Found | null} found
 */
function row(hands, walk, tile, seat, found) {
  const { visit } = seat;
  const where = placeName(tile, seat.mark);
  const words = visit ? foundWords() : foundInEmptyWords();
  const at = { booth: tile.id, seat: seat.mark, ...(visit ? { visit: visit.id } : {}) };
  const say = (/** @type {string} */ what) => () => {
    if (walk) hands.act(acts.foundThere(walk, where, /** @type {Found} */ (what), at), { stay: true });
  };
  const shown = visit ? [visit.handle, visit.confirm_since ? t('not seen since') : seenWords(visit)] : [t('free')];
  return h('li', { key: seatKey(tile.id, seat.mark), class: found ? 'check done' : visit?.confirm_since ? 'check not_done' : 'check' }, [
    h('p', { key: 'what', class: 'what' }, icon(found ? 'check' : visit ? 'seat' : 'empty'), h('strong', null, where)),
    h('p', { key: 'state', class: 'state' }, shown.filter(Boolean).join(' · ')),
    h(
      'div',
      { key: 'keys', class: 'chips', role: 'group', 'aria-label': where },
      words.map(({ value, word }) =>
        button(value, word, say(value), { class: 'chip', 'aria-pressed': String(found === value) }),
      ),
    ),
  ]);
}

/** @param {import('../core/types.js').Visit} visit */
function seenWords(visit) {
  return visit.answer ? lastSeen(visit.answer) : t('seated');
}
