import assert from 'node:assert/strict';
import { test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { vectors } from './vectors.js';

/** @param {any} written an alarm or what it holds, with instants as text */
function inMilliseconds(written) {
  const { since, paused_until: paused, holds, ...rest } = written;
  return {
    ...rest,
    since: Date.parse(since),
    ...(holds ? { holds: holds.map(inMilliseconds), paused_until: paused && Date.parse(paused) } : {}),
  };
}

for (const { name, board, now, audience, expect } of vectors('alarms')) {
  test(name, () => {
    assert.deepEqual(alarmsAt(board, Date.parse(now), audience), expect.map(inMilliseconds));
  });
}
