/** The opening check, sixty seconds: can each wall be heard, is what the room needs there. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import { soundTests } from '../core/speaker.js';
import * as acts from './acts_house.js';
import { asListed, inWords, listed } from './opening_shelf.js';
import { paneTitle } from './pane_title.js';
import { button, icon } from './parts.js';
import { checkedWords, openingPoints } from './words_house.js';
import { wordFor } from './words.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Device} Device */

/** @param {Scene} scene @param {Hands} hands */
export function openingPane(scene, hands) {
  const board = /** @type {Board} */ (scene.board);
  const walls = wallsWithSound(board);
  const left = openingLeft(board);
  const under = left ? t('%(left)s to say; “not done” is allowed.', { left }) : t('Everything was looked at.');
  return h('div', { key: 'opening', class: 'pane-in' }, [
    paneTitle(t('Opening check'), hands, h('p', { class: 'who' }, under)),
    h('ul', { key: 'points', class: 'checks' }, [
      walls.map((wall) => wallRow(scene, hands, board, wall)),
      openingPoints().map(({ value, word }) => pointRow(scene, hands, board, value, word)),
    ]),
    button('sheet', t('Room sheet, to have on paper'), () => hands.go({ name: 'sheet' }), { class: 'key' }),
  ]);
}

const FROM_THE_SHELF = new Set(['naloxone', 'oxygen']);

/** What was not looked at by then is no opening check any more, and a line that stays is read by nobody. */
const OFFERED_FOR = 2 * 60 * 60_000;

/**
 * One quiet line after a shift was opened, until somebody begins. Never asked for.
 * @param {Scene} scene @param {Hands} hands @param {Board} board
 */
export function openingOffer(scene, hands, board) {
  const { shift, opening } = board.room;
  if (!shift || opening?.length || scene.now - Date.parse(shift.opened_at) >= OFFERED_FOR) return null;
  return button(
    'opening-offer',
    [icon('empty'), h('span', { class: 'what' }, t('Opening check: not done yet'))],
    () => hands.open({ kind: 'opening' }),
    { class: 'alarm quiet opening' },
  );
}

/** A display that never spoke of sound has none: the waiting room's, or one that never hung. @param {Board} board */
function wallsWithSound(board) {
  return board.devices.filter((device) => device.role === 'display' && device.sound);
}

/** How many points nobody has said anything of in this shift. @param {Board} board */
function openingLeft(board) {
  const said = new Set((board.room.opening ?? []).map((one) => one.point));
  const walls = wallsWithSound(board).map((wall) => `sound:${wall.id}`);
  return [...walls, ...openingPoints().map((point) => point.value)].filter((point) => !said.has(point)).length;
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {Device} wall */
function wallRow(scene, hands, board, wall) {
  const act = (/** @type {acts.FloorAct} */ one) => () => void hands.act(one, { stay: true });
  const testing = soundTests(board, wall.id, scene.now).length > 0;
  const silent = wall.silent_since ? t('silent') : wall.sound === 'off' ? t('SOUND IS OFF') : null;
  return row(scene, board, `sound:${wall.id}`, `${wall.name}: ${t('sound')}`, silent, [
    button('test', testing ? t('sounding now') : t('Sound it'), act(acts.soundTest(wall)), { class: 'key strong' }),
    button('heard', t('heard'), act(acts.soundHeard(wall, true)), { class: 'key' }),
    button('not', t('not heard'), act(acts.soundHeard(wall, false)), { class: 'key' }),
  ]);
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {string} point @param {string} word */
function pointRow(scene, hands, board, point, word) {
  const say = (/** @type {'done' | 'not_done'} */ state, /** @type {import('./acts_supplies.js').Seen} */ found = []) => () =>
    void hands.act(acts.openingCheck(scene.page.site, point, word, state, found), { stay: true });
  const items = listed(board, point);
  const shelf = () => hands.open({ kind: 'supplies', back: 'opening' });
  const not = button('not', t('not done'), say('not_done'), { class: 'key' });
  if (!items.length) {
    return row(scene, board, point, word, null, [
      button('done', t('done'), say('done'), { class: 'key' }),
      FROM_THE_SHELF.has(point) ? button('list', t('make a list'), shelf, { class: 'key' }) : null,
      not,
    ]);
  }
  const count = point === 'oxygen' ? t('read gauge') : t('count');
  return row(
    scene,
    board,
    point,
    word,
    null,
    [
      button('done', t('as on the list'), say('done', asListed(items, scene.now)), { class: 'key strong' }),
      button('count', count, shelf, { class: 'key' }),
      not,
    ],
    inWords(items, scene.now),
  );
}

/**
 * @param {Scene} scene @param {Board} board @param {string} point @param {string} word
 * @param {string | null} warning @param {any[]} keys @param {string[]} [list] what there should be, as it is known
 */
function row(scene, board, point, word, warning, keys, list = []) {
  const said = (board.room.opening ?? []).find((one) => one.point === point);
  const unsent = scene.unsentOn.has(`opening:${point}`) ? t('to send') : null;
  const state = said
    ? [wordFor(checkedWords(), said.state), clock(Date.parse(said.at), board.room.time_zone), said.by, unsent]
        .filter(Boolean)
        .join(' · ')
    : t('nothing said yet');
  return h('li', { key: point, class: ['check', said?.state, list.length ? 'has-list' : null].filter(Boolean).join(' ') }, [
    h('p', { key: 'what', class: 'what' }, icon(said?.state === 'done' ? 'check' : 'empty'), h('strong', null, word)),
    list.length ? h('ul', { key: 'list', class: 'listed' }, list.map((line) => h('li', { key: line }, line))) : null,
    h('p', { key: 'state', class: 'state' }, warning ? `${warning} · ${state}` : state),
    h('div', { key: 'keys', class: 'chips', role: 'group', 'aria-label': word }, keys),
  ]);
}
