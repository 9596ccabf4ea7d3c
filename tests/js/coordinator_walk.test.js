/** A chart walked by arrow keys. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { walking } from '../../ops/static/js/coordinator/walk.js';

/** @typedef {import('../../ops/static/js/coordinator/charts.js').Point} Point */

/** Two lines of a floor: a stay with two looks, and below it a stay with one. */
const floor = {
  data: [{ base: [0, 40], x: [30, 30] }, { x: [5, 12, 55] }],
  walk: /** @type {Point[][]} */ ([
    [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
    [
      [0, 1],
      [1, 2],
    ],
  ]),
};

/** @param {Point} from @param {string} key */
const from = (from, key) => walking(floor, from, key);

test('any arrow begins at the first point, another key is not taken', () => {
  assert.deepEqual(walking(floor, null, 'ArrowDown'), [0, 0]);
  assert.equal(walking(floor, null, 'Tab'), null);
  assert.equal(walking(floor, [0, 0], 'a'), null);
  assert.equal(walking({ data: [], walk: [] }, null, 'ArrowRight'), null);
});

test('left and right go along a line and stop at its ends', () => {
  assert.deepEqual(from([0, 0], 'ArrowRight'), [1, 0]);
  assert.deepEqual(from([1, 1], 'ArrowRight'), [1, 1]);
  assert.deepEqual(from([0, 0], 'ArrowLeft'), [0, 0]);
  assert.deepEqual(from([0, 0], 'End'), [1, 1]);
  assert.deepEqual(from([1, 1], 'Home'), [0, 0]);
});

test('up and down go to the nearest in time on the line beside it', () => {
  assert.deepEqual(from([1, 1], 'ArrowDown'), [0, 1]);
  assert.deepEqual(from([1, 2], 'ArrowUp'), [1, 1]);
  assert.deepEqual(from([0, 1], 'ArrowDown'), [0, 1]);
});

test('by name and number instead of time, beside it is the same number', () => {
  const hours = {
    data: [{ x: ['16:00', '17:00'] }, { x: ['16:00', '17:00'] }],
    walk: /** @type {Point[][]} */ ([
      [
        [0, 0],
        [0, 1],
      ],
      [
        [1, 0],
        [1, 1],
      ],
    ]),
  };
  assert.deepEqual(walking(hours, [0, 1], 'ArrowDown'), [1, 1]);
  assert.deepEqual(walking({ data: hours.data.slice(0, 1), walk: hours.walk.slice(0, 1) }, [0, 0], 'ArrowDown'), [0, 1]);
});

test('a point that a refresh took away begins anew', () => {
  assert.deepEqual(from([1, 9], 'ArrowRight'), [0, 0]);
});
