import assert from 'node:assert/strict';
import { test } from 'node:test';

import { breathKey } from '../../ops/static/js/floor/breath_key.js';
import { textOf } from '../../ops/static/js/floor/vnode.js';

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
