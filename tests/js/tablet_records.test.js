/** Records that are done with are reached again. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { recordsPane } from '../../ops/static/js/floor/pane_records.js';
import { textOf } from '../../ops/static/js/floor/vnode.js';
import { homePane } from '../../ops/static/js/floor/pane_home.js';
import { at, response } from './boards.js';
import { hands, key, PLAN, scene, tap } from './tablet_scene.js';

test('each says where, when and how it ended, and opens with one tap', () => {
  const records = [
    { id: 'a', booth: 4, seat: 'A', place: null, began_at: at(-600), state: /** @type {const} */ ('over') },
    { id: 'b', booth: null, seat: null, place: 'door', began_at: at(-900), state: /** @type {const} */ ('all_ok') },
  ];
  const told = hands();
  const pane = recordsPane(scene({}, { board: { ...PLAN, room: { ...PLAN.room, records } } }), told.hands);
  assert.match(textOf(pane), /Booth 4 record complete 13:50.*door all OK 13:45/);
  tap(key(pane, /record complete/));
  assert.deepEqual(told.done.at(-1), ['go', { name: 'response', id: 'a' }]);
});

test('one to finish says what is missing, and not an outcome that is there', () => {
  /** @type {[string[], RegExp][]} */
  const cases = [
    [['unnamed_mark', 'same_or_second'], /Booth 4 to add: a mark without a name, same dose or second dose$/],
    [['kind', 'outcome_state', 'outcome_place'], /Booth 4 to add: outcome, kind$/],
    [[], /Booth 4 over, record to finish$/],
  ];
  for (const [missing, words] of cases) {
    const open = response('r', { booth: 4, state: 'over', over_at: at(-60), complete: false, actions: [], missing });
    const told = hands();
    key(homePane(scene({}, { board: { ...PLAN, responses: [open] } }), told.hands), words);
  }
});
