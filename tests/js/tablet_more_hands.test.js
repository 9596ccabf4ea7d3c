import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { shownPage } from '../../ops/static/js/floor/views.js';
import { moreHands } from '../../ops/static/js/response/acts.js';
import { at, board, booth, NOW, response, visit } from './boards.js';
import { hands, key, scene, tap } from './tablet_scene.js';
import { told, WALK } from './walking.js';

/** @typedef {import('../../ops/static/js/core/types.js').Board} Board */
/** @typedef {import('../../ops/static/js/core/types.js').BoardResponse} BoardResponse */
/** @typedef {Partial<import('../../ops/static/js/floor/scene.js').Ui>} Ui */

const LATE = -100;
const URGENT = -400;
const CALL = /^washroom MORE HANDS · 1 there 1:30$/;

/** @param {Partial<BoardResponse>} [more] */
function washroom(more = {}) {
  return response('w', { booth: null, seat: null, place: 'washroom', more_hands_at: at(-5), actions: [], ...more });
}

/** A seat in use, a free one, somebody's response at booth 3, and the call. @param {number} left @param {Partial<BoardResponse>} [more] */
function room(left = 300, more = {}) {
  const other = response('o', { booth: 3, there: 2, actions: [] });
  return board({ booths: [booth(1, [visit('ann', left)]), booth(2), booth(3)], responses: [other, washroom(more)] });
}

/** @param {Board} shown @param {Ui} [ui] @param {any} [more] */
function page(shown, ui = {}, more = {}) {
  const { done, hands: both } = hands();
  return { done, shown: /** @type {any} */ (shownPage(scene(ui, { board: shown, ...more }), both)) };
}

/** Everything one could tap that wants somebody, from the top. @param {any} shown */
function rows(shown) {
  return findAll(shown, (node) => node.tag === 'button' && /^alarm /.test(String(node.props.class))).map(textOf);
}

const SEAT = /** @type {const} */ ({ kind: 'seat', booth: 2, mark: 'A', part: null });
/** @param {string} id @returns {Ui} */
const onResponse = (id) => freshUi({ name: 'response', id });

describe('a call for more hands', () => {
  /** @type {[string, Board, Ui][]} */
  const PAGES = [
    ['the floor', room(), {}],
    ['a seat’s six answers', room(), { pane: SEAT }],
    ['choosing a seat', room(), { pane: { kind: 'pick', what: 'move', visit: 'ann', who: 'Booth 1', from: { booth: 1, mark: 'A' } } }],
    ['the room’s menu', room(), { pane: { kind: 'room' } }],
    ['the walk', { ...told({ walk: WALK }), responses: [washroom()] }, { pane: { kind: 'walk' } }],
    ['the head count', { ...room(), room: { ...room().room, state: 'everyone_out', since: at(-60) } }, {}],
    ['another response', room(), onResponse('o')],
    ['a response there is no picture of', room(), onResponse('gone')],
    ['the room sheet', room(), freshUi({ name: 'sheet' })],
    ['paper that is typed in', room(), freshUi({ name: 'paper' })],
  ];
  for (const [name, shown, ui] of PAGES) {
    test(`is one tap from ${name}, locked and without the server, too`, () => {
      for (const more of [{}, { locked: true }, { liveness: 'not_live' }]) {
        const { done, shown: seen } = page(shown, ui, more);
        tap(key(seen, CALL));
        assert.deepEqual(done, [['go', { name: 'response', id: 'w' }]]);
        assert.equal(rows(seen).filter((words) => words.startsWith('washroom')).length, 1, 'once');
      }
    });
  }

  test('comes after a HIGH alarm and before anything less, in the list and on the walk', () => {
    const late = { ...room(LATE) };
    assert.match(rows(page(late).shown).join('\n'), /^washroom MORE HANDS.*\nBooth 1 look in/);
    assert.match(rows(page(room(URGENT)).shown).join('\n'), /^Booth 1 LOOK NOW.*\nwashroom MORE HANDS/);
    const walked = { ...room(URGENT), room: { ...room().room, walk: WALK } };
    assert.match(rows(page(walked, { pane: { kind: 'walk' } }).shown).join('\n'), /^Booth 1 LOOK NOW.*\nwashroom MORE HANDS/);
  });

  test('stands beside the worst alarm where there is one line, and what has no room is counted', () => {
    const [first] = room().responses;
    assert.ok(first);
    const seats = [booth(1, [visit('ann', URGENT)]), booth(2, [visit('bo', LATE)]), booth(3)];
    const shown = { ...room(), booths: seats };
    const line = findAll(page(shown, onResponse('o')).shown, (node) => node.key === 'elsewhere')[0];
    assert.match(line ? textOf(line) : '', /^Booth 1 LOOK NOW.* washroom MORE HANDS · 1 there 1:30 and 1 more$/);
  });

  test('of a response that nobody has reached is said by its alarm, once', () => {
    const alone = room(300, { there: 0, attended_until: null });
    for (const ui of [{}, { pane: SEAT }, onResponse('o')]) {
      assert.deepEqual(rows(page(alone, ui).shown).filter((words) => words.startsWith('washroom')), [
        'washroom MORE HANDS · nobody there yet 1:30',
      ]);
    }
  });

  test('is not told beside the response that called, by whatever name that is open', () => {
    const joined = room(300, { aliases: ['second'] });
    for (const id of ['w', 'second']) {
      const { shown } = page(joined, onResponse(id));
      assert.deepEqual(rows(shown), []);
      assert.doesNotMatch(textOf(shown), /washroom: MORE HANDS/);
    }
  });

  test('two: the one that was first stands there, the other is one more', () => {
    const second = response('d', { booth: null, seat: null, place: 'door', more_hands_at: at(-60), actions: [] });
    const shown = { ...room(), responses: [...room().responses, second] };
    const line = findAll(page(shown, { pane: SEAT }).shown, (node) => node.key === 'elsewhere')[0];
    assert.match(line ? textOf(line) : '', /^door MORE HANDS .* and 1 more$/);
  });

  test('stands in the list of the others that run', () => {
    const third = response('t', { booth: 2, actions: [] });
    const shown = { ...room(), responses: [...room().responses, third] };
    const ui = onResponse('o');
    const { shown: seen } = page(shown, { ...ui, draft: { .../** @type {any} */ (ui).draft, open: 'others' } });
    key(seen, /^washroom · 1:30 · MORE HANDS · 1 there$/);
  });

  test('made here and not sent yet is painted here, and says that it waits', () => {
    const before = room(300, { more_hands_at: null });
    const made = moreHands('w', true);
    const act = { ...made, id: 'm', order: 1, made_at: NOW, state: 'waiting', tries: 0, body: { ...made.body, happened_at: at(-1) } };
    const { board: shown, unsent } = painted(before, [/** @type {any} */ (act)]);
    key(page(shown, { pane: SEAT }, { unsentOn: unsent, liveness: 'not_live' }).shown, /^washroom MORE HANDS · 1 there to send 1:30$/);
  });

  test('ends with "enough hands", and with the response', () => {
    for (const more of [{ more_hands_at: null }, { state: /** @type {const} */ ('over'), over_at: at(-1) }]) {
      for (const ui of [{}, { pane: SEAT }, onResponse('o')]) {
        assert.doesNotMatch(textOf(page(room(300, more), ui).shown), /washroom.*MORE HANDS · /);
      }
    }
  });

  test('is said to a screen reader, after the worst alarm, and is no alarm', () => {
    const spoken = (/** @type {Board} */ shown) =>
      findAll(page(shown, { pane: SEAT }).shown, (node) => node.props.class === 'spoken' && node.props.role === 'alert').map(textOf);
    assert.deepEqual(spoken(room()), ['washroom: MORE HANDS']);
    assert.deepEqual(spoken(room(URGENT)), ['Booth 1: LOOK NOW. washroom: MORE HANDS']);
    assert.deepEqual(alarmsAt(room(), NOW, 'floor'), []);
  });
});
