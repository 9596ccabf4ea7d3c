import assert from 'node:assert/strict';
import { test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { vectors } from './vectors.js';

for (const { name, board, now, audience, expect } of vectors('alarms')) {
  test(name, () => {
    const expected = expect.map((/** @type {any} */ alarm) => ({ ...alarm, since: Date.parse(alarm.since) }));
    assert.deepEqual(alarmsAt(board, Date.parse(now), audience), expected);
  });
}
