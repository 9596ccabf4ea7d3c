import assert from 'node:assert/strict';
import { test } from 'node:test';

import { linesOf } from '../../ops/static/js/wall/waiting.js';
import { at, board } from './boards.js';

/** @param {Partial<import('../../ops/static/js/core/types.js').Room>} room */
function lines(room, called = 0, waiting = 0) {
  const people = [...Array(called).fill('called'), ...Array(waiting).fill('waiting')];
  const whole = board({
    waiting: people.map((state, place) => ({ id: String(place), state, arrived_at: at(0) })),
  });
  Object.assign(whole.room, room);
  return linesOf(whole).map(({ number, words }) => `${number} ${words}`.trim());
}

test('places free and people ahead', () => {
  assert.deepEqual(lines({ free: 3 }), ['3 places free', '0 people waiting']);
  assert.deepEqual(lines({ free: 1 }, 0, 1), ['1 place free', '1 person waiting']);
});

test('a place held for someone who was called is not free', () => {
  assert.deepEqual(lines({ free: 2 }, 1, 2), ['1 place free', '3 people waiting']);
  assert.deepEqual(lines({ free: 0 }, 1), ['0 places free', '1 person waiting']);
});

test('closed, with its reason where there is one', () => {
  assert.equal(lines({ state: 'closed', reason: 'cleaning', free: 4 })[0], 'No new people for now: cleaning');
  assert.equal(lines({ state: 'closed', reason: null })[0], 'No new people for now');
});
