import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { OneFinger } from '../../ops/static/js/floor/one_finger.js';

const HERE = { x: 400, y: 300 };

/** @param {Partial<import('../../ops/static/js/floor/one_finger.js').Click>} [more] */
function click(more) {
  return { key: 'start breaths', quick: false, at: 1000, place: HERE, ...more };
}

/** @param {ReturnType<typeof click>[]} clicks @returns {boolean[]} which of them count */
function counted(...clicks) {
  const finger = new OneFinger();
  return clicks.map((one) => !finger.bounced(one));
}

describe('the second click of a bouncing glove does not count', () => {
  test('on the key it meant, whatever the key is called by then', () =>
    assert.deepEqual(counted(click(), click({ at: 1200 })), [true, false]));

  test('on another key that came under the finger', () =>
    assert.deepEqual(counted(click(), click({ key: 'next undo', at: 1200, place: { x: 410, y: 310 } })), [true, false]));

  test('on a wide key, a thumb apart', () =>
    assert.deepEqual(counted(click(), click({ at: 1200, place: { x: 480, y: 300 } })), [true, false]));

  test('on a counter that came under the finger', () =>
    assert.deepEqual(counted(click(), click({ key: 'breath', quick: true, at: 1200 })), [true, false]));

  test('from a key held down', () =>
    assert.deepEqual(counted(click({ place: null }), click({ place: null, at: 1030 })), [true, false]));
});

describe('counts at once', () => {
  test('a tap elsewhere', () =>
    assert.deepEqual(counted(click(), click({ key: 'RESPOND', at: 1050, place: { x: 900, y: 40 } })), [true, true]));

  test('the same place, after the time of a bounce', () =>
    assert.deepEqual(counted(click(), click({ at: 1450 })), [true, true]));

  test('the next tap, however long a bounce went on before', () =>
    assert.deepEqual(counted(click(), click({ at: 1300 }), click({ at: 1460 })), [true, false, true]));

  test('a counter tapped quickly', () => {
    const breath = { key: 'breath', quick: true };
    assert.deepEqual(counted(click(breath), click({ ...breath, at: 1200 })), [true, true]);
  });

  test('another key, from the keyboard', () =>
    assert.deepEqual(counted(click({ place: null }), click({ place: null, key: 'MARK', at: 1100 })), [true, true]));
});
