import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { freeStaff } from '../../ops/static/js/core/hands.js';
import { staffOnShift } from '../../ops/static/js/floor/acts.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { textOf } from '../../ops/static/js/floor/vnode.js';
import * as acts from '../../ops/static/js/response/acts.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { at, board, NOW, response } from './boards.js';
import { hands, key, MONO, scene, tap } from './tablet_scene.js';

/** @typedef {import('../../ops/static/js/core/types.js').BoardResponse} BoardResponse */

const view = /** @type {const} */ ({ name: 'response', id: 'r' });
const ANA = /** @type {const} */ ({ who: 'Ana', state: 'here', since: at(-80) });
const BO = /** @type {const} */ ({ who: 'Bo', state: 'here', since: at(-60) });
const TABLET = /** @type {const} */ ({ who: 'Tablet 2', state: 'here', since: at(-50) });
const AS_ANA = { id: 1, name: 'Ana', until: MONO + 60_000 };

/** @param {NonNullable<BoardResponse['people']>} people @param {Partial<BoardResponse>} [more] */
function room(people, more = {}) {
  return board({
    responses: [response('r', { people, there: people.length, attended_until: at(100), actions: [], ...more })],
    staff: [
      { id: 1, name: 'Ana', place: 'response' },
      { id: 2, name: 'Bo', place: 'response' },
    ],
  });
}

/** @param {import('../../ops/static/js/floor/acts.js').FloorAct} act @returns {import('../../ops/static/js/core/outbox_rules.js').Act} */
function unsent(act) {
  const body = { happened_at: at(0), ...act.body };
  return { ...act, id: 'a', body, made_at: NOW, state: 'waiting', tries: 0 };
}

/** @param {ReturnType<typeof room>} told @param {Partial<import('../../ops/static/js/floor/scene.js').Ui>} [ui] */
function page(told, ui = {}) {
  const done = hands();
  return { done: done.done, page: responseView(scene({ view, ...ui }, { board: told }), done.hands, 'r') };
}

describe('back on the floor', () => {
  test('one tap for whose chip it is, and the tablet is on the floor too', () => {
    const { page: shown, done } = page(room([ANA, BO]), { by: AS_ANA });
    tap(key(shown, /^Back on the floor Ana$/));
    assert.equal(done[0]?.[1].path, '/responses/r/leave');
    assert.deepEqual(done[0]?.[1].about, { kind: 'leave', response: 'r', who: 'Ana', device: 'Tablet 2' });
    assert.deepEqual(done[1], ['go', { name: 'floor' }]);
  });

  test('a tablet without a chip takes off its own entry', () => {
    const { page: shown, done } = page(room([ANA, TABLET]));
    tap(key(shown, /^Back on the floor Tablet 2$/));
    assert.equal(done[0]?.[1].about.who, 'Tablet 2');
  });

  test('where only others are listed it asks whose way back it is', () => {
    const told = room([ANA, BO]);
    const { page: shown, done } = page(told);
    tap(key(shown, /^Back on the floor$/));
    assert.deepEqual(done, [['draft', { open: 'leave' }]]);
    const asked = page(told, { draft: { ...freshUi(view).draft, open: 'leave' } });
    tap(key(asked.page, /^Bo$/));
    assert.deepEqual(asked.done[0]?.[1].body, { staff: 2, place: 'floor' });
  });

  test('the entry of another tablet is taken off by its name', () => {
    const other = /** @type {const} */ ({ who: 'Tablet 7', state: 'here', since: at(-50) });
    tap(key(page(room([other])).page, /^Back on the floor then nobody is there: it sounds again$/));
    const told = room([ANA, other]);
    const asked = page(told, { draft: { ...freshUi(view).draft, open: 'leave' } });
    tap(key(asked.page, /^Tablet 7$/));
    const [, act] = asked.done[0] ?? [];
    assert.deepEqual([act.path, act.body], ['/responses/r/leave', { who: 'Tablet 7' }]);
    assert.deepEqual(painted(told, [unsent(act)]).board.responses[0]?.people, [ANA]);
  });

  test('the last one is told what follows', () => {
    key(page(room([ANA]), { by: AS_ANA }).page, /^Back on the floor then nobody is there: it sounds again$/);
  });

  test('nobody there: nobody can leave', () => {
    assert.doesNotMatch(textOf(page(room([])).page), /Back on the floor/);
  });

  test('when they were there stays in view, also when it is over', () => {
    const left = [{ who: 'Ana', since: at(-600), until: at(-300) }];
    const running = page(room([BO], { left }));
    assert.match(textOf(running.page), /Ana was there 13:50–13:55/);
    const over = page(room([BO], { left, state: 'over', over_at: at(0) }));
    assert.match(textOf(over.page), /Ana was there 13:50–13:55 Bo was there 13:59–14:00/);
  });

  test('everybody left is said, and is no question about logging', () => {
    const left = [{ who: 'Ana', since: at(-600), until: at(-5) }];
    const words = textOf(page(room([], { left, attended_until: at(-5) })).page);
    assert.match(words, /Nobody is there any more\./);
    assert.doesNotMatch(words, /Still with them/);
  });
});

describe('back on the floor, before it is sent', () => {
  test('one of two is free, and it is as quiet as it was', () => {
    const after = painted(room([ANA, BO]), [unsent(acts.leave('r', 'Ana', 'Tablet 2'))]).board;
    assert.deepEqual(after.responses[0]?.people, [BO]);
    assert.equal(after.responses[0]?.attended_until, at(100));
    assert.deepEqual(after.responses[0]?.left, [{ who: 'Ana', since: at(-80), until: at(0) }]);
    assert.deepEqual(after.staff.map((one) => one.place), ['floor', 'response']);
    assert.equal(freeStaff(after, NOW), 1);
    assert.deepEqual(alarmsAt(after, NOW, 'floor'), []);
  });

  test('with the last one it sounds at once', () => {
    const told = room([ANA]);
    const after = painted(told, [unsent(acts.leave('r', 'Ana', 'Tablet 2'))]).board;
    assert.deepEqual(alarmsAt(after, NOW, 'wall').map((one) => one.level), ['high']);
    assert.equal(told.responses[0]?.there, 1, 'what the server said is not written on');
  });

  test('who came by this tablet and was not sent yet leaves it too', () => {
    const here = unsent(acts.here('r'));
    const after = painted(room([], { attended_until: null }), [here, unsent(acts.leave('r', 'Tablet 2', 'Tablet 2'))]);
    assert.equal(after.board.responses[0]?.there, 0);
    assert.deepEqual(alarmsAt(after.board, NOW, 'wall').map((one) => one.level), ['high']);
  });

  test('somebody whom nobody listed changes nothing', () => {
    const told = room([ANA, BO]);
    const after = painted(told, [unsent(acts.leave('r', 'Cleo', 'Tablet 2'))]).board;
    assert.deepEqual(after.responses, told.responses);
  });

  test('a name chip tapped away means the same', () => {
    const act = unsent(staffOnShift('here', { id: 1, name: 'Ana' }, 'break', 'on break'));
    const after = painted(room([ANA, BO]), [act]).board;
    assert.deepEqual(after.responses[0]?.people, [BO]);
    assert.equal(after.staff[0]?.place, 'break');
    const off = unsent(staffOnShift('here', { id: 1, name: 'Ana' }, 'off', 'off shift'));
    assert.deepEqual(painted(room([ANA]), [off]).board.staff.map((one) => one.name), ['Bo']);
  });
});
