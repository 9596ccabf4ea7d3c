import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { openingCheck, soundHeard, soundTest } from '../../ops/static/js/floor/acts_house.js';
import { landed, painted } from '../../ops/static/js/floor/overlay.js';
import { homePane } from '../../ops/static/js/floor/pane_home.js';
import { openingPane } from '../../ops/static/js/floor/pane_opening.js';
import { toasts } from '../../ops/static/js/floor/toasts.js';
import { textOf } from '../../ops/static/js/floor/vnode.js';
import { at, board, NOW } from './boards.js';
import { hands, key, MONO, scene, tap } from './tablet_scene.js';

/** @typedef {import('../../ops/static/js/core/types.js').Room} Room */
/** @typedef {import('../../ops/static/js/floor/acts.js').FloorAct} FloorAct */

const WALL = { id: 7, name: 'Wall', role: 'display', sound: /** @type {const} */ ('on') };
const WAITING_ROOM = { id: 8, name: 'Waiting room', role: 'display', sound: null };
const OFFER = /^Opening check: not done yet$/;

/** @param {Partial<Room>} more */
function opened(more) {
  const told = board({ devices: [WALL, WAITING_ROOM], staff: [{ id: 1, name: 'Ana', place: 'floor' }] });
  const shift = { id: 's', opened_at: at(-600), opened_by: 'Ana' };
  return { ...told, room: { ...told.room, shift, opening: [], ...more } };
}

/** @param {FloorAct} act @param {string} id @param {Record<string, any>} [more] */
function unsent(act, id, more = {}) {
  const body = { happened_at: at(0), ...act.body, ...more };
  return { ...act, id, body, made_at: NOW, state: /** @type {const} */ ('waiting'), tries: 0 };
}

/** @param {import('../../ops/static/js/core/types.js').Board} told */
function home(told) {
  const done = hands();
  return { done: done.done, pane: homePane(scene({}, { board: told }), done.hands) };
}

describe('the opening check', () => {
  test('offers itself in one line that leads to it', () => {
    const { pane, done } = home(opened({}));
    tap(key(pane, OFFER));
    assert.deepEqual(done, [['open', { kind: 'opening' }]]);
  });

  test('not without a shift, not once it was begun, not two hours later', () => {
    const said = [{ point: 'aed', state: /** @type {const} */ ('not_done'), at: at(-60), by: 'Ana' }];
    const late = { id: 's', opened_at: at(-7200), opened_by: 'Ana' };
    for (const room of [{ shift: null }, { opening: said }, { shift: late }])
      assert.doesNotMatch(textOf(home(opened(room)).pane), /Opening check/);
    key(home(opened({ shift: { ...late, opened_at: at(-7199) } })).pane, OFFER);
  });

  test('what was tapped is shown before it is sent, and the last word counts', () => {
    const acts = [
      unsent(openingCheck('here', 'aed', 'AED', 'done'), 'one'),
      unsent(openingCheck('here', 'aed', 'AED', 'not_done'), 'two', { by: 1 }),
      unsent(soundHeard(WALL, true), 'three'),
    ];
    const { board: after, unsent: unsentOn } = painted(opened({}), acts);
    const words = textOf(openingPane(scene({}, { board: after, unsentOn }), hands().hands));
    assert.match(words, /AED not done · 14:00 · Ana · to send/);
    assert.match(words, /Wall: sound done · 14:00 · to send/);
    assert.match(words, /4 to say/);
    assert.doesNotMatch(textOf(home(after).pane), OFFER);
  });

  test('asks of every wall that has sound whether it is heard, off and silent ones too, and of no other', () => {
    const off = { ...WALL, id: 9, name: 'By the door', sound: /** @type {const} */ ('off') };
    const told = { ...opened({}), devices: [WALL, WAITING_ROOM, off] };
    const words = textOf(openingPane(scene({}, { board: told }), hands().hands));
    assert.match(words, /7 to say/);
    assert.match(words, /By the door: sound SOUND IS OFF/);
    assert.doesNotMatch(words, /Waiting room/);
  });

  test('what is on record before the picture says so is no more to send', () => {
    const said = unsent(openingCheck('here', 'aed', 'AED', 'done'), 'one');
    const { board: after, unsent: unsentOn } = painted(landed(opened({}), [said], []), []);
    const words = textOf(openingPane(scene({}, { board: after, unsentOn }), hands().hands));
    assert.match(words, /AED done · 14:00/);
    assert.doesNotMatch(words, /to send/);
  });

  test('undone before it was sent it was never said', () => {
    const slip = unsent(openingCheck('here', 'aed', 'AED', 'done'), 'slip');
    const undo = unsent({ path: '/sites/here/undo', label: 'undo', about: { kind: 'undo', command: 'slip' } }, 'undo');
    assert.deepEqual(painted(opened({}), [slip, undo]).board.room.opening, []);
  });

  test('a sound that was made is not offered to be undone', () => {
    const toast = { id: 'a', label: 'Wall · sound test', until: MONO + 9000, lasting: soundTest(WALL).lasting };
    const shown = toasts(scene({ toasts: [toast] }, { board: opened({}) }), hands().hands, 1);
    assert.doesNotMatch(textOf(shown), /undo/);
    const heard = toasts(scene({ toasts: [{ ...toast, lasting: soundHeard(WALL, true).lasting }] }), hands().hands, 1);
    assert.match(textOf(heard), /undo/);
  });
});
