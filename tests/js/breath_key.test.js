import assert from 'node:assert/strict';
import { test } from 'node:test';

import { breathKey } from '../../ops/static/js/floor/breath_key.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { shownPage } from '../../ops/static/js/floor/views.js';
import { textOf } from '../../ops/static/js/floor/vnode.js';
import { hands, key, scene } from './tablet_scene.js';

test('two breaths before the page is painted again are two', () => {
  const ui = freshUi({ name: 'floor' });
  const { hands: both } = hands(ui);
  const pages = [
    shownPage(scene({ ...ui, pane: { kind: 'seat', booth: 1, mark: 'A', part: 'breaths' } }), both),
    shownPage(scene({ view: { name: 'response', id: 'r' }, draft: { ...ui.draft, open: 'assess' } }), both),
  ];
  for (const page of pages) {
    const breath = key(/** @type {any} */ (page), /tap for each breath/);
    for (const timeStamp of [1000, 1090]) /** @type {any} */ (breath.props.onclick)({ timeStamp });
  }
  assert.deepEqual([ui.breaths, ui.draft.breaths], [[1000, 1090], [1000, 1090]]);
});

test('a breath is counted from when the finger came, however late the page is painted', () => {
  /** @type {number[]} */
  let taps = [];
  const key = () => breathKey(taps, (more) => (taps = more(taps)), 'act');
  for (const timeStamp of [1000, 7400, 13_000]) {
    /** @type {(event: {timeStamp: number}) => void} */ (key().props.onclick)({ timeStamp });
  }
  assert.deepEqual(taps, [1000, 7400, 13_000]);
  assert.match(textOf(key()), /3 breaths · 10\/min/);
});
