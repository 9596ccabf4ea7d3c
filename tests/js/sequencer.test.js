import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Sequencer } from '../../ops/static/js/core/sequencer.js';
import { lengthOf, TONES } from '../../ops/static/js/core/tones.js';
import { alarm } from './alarms_made.js';

/**
 * What sounds in each second while the alarms stand.
 *
 * @param {(second: number) => import('../../ops/static/js/core/types.js').Alarm[]} alarms
 * @param {number} until
 */
function heard(alarms, until) {
  const sequencer = new Sequencer();
  /** @type {string[]} */
  const found = [];
  for (let second = 0; second <= until; second += 1) {
    const level = sequencer.next(alarms(second), 1000 + second);
    if (level) found.push(`${second} ${level}`);
  }
  return found;
}

describe('what sounds when', () => {
  test('HIGH every ten seconds, MEDIUM every twenty-five, TECHNICAL every minute', () => {
    assert.deepEqual(heard(() => [alarm('a', 'high')], 30), ['0 high', '10 high', '20 high', '30 high']);
    assert.deepEqual(heard(() => [alarm('a', 'medium')], 60), ['0 medium', '25 medium', '50 medium']);
    assert.deepEqual(heard(() => [alarm('a', 'technical')], 125), ['0 technical', '60 technical', '120 technical']);
  });

  test('LOW once for each cause', () => {
    assert.deepEqual(heard((at) => [alarm('a', 'low'), ...(at >= 40 ? [alarm('b', 'low')] : [])], 90), ['0 low', '40 low']);
  });

  test('LOW sounds between two bursts of what is louder, however long that stands, and leaves its rhythm as it is', () => {
    const beside = (/** @type {'high' | 'medium' | 'technical'} */ level) => (/** @type {number} */ at) => [
      alarm('a', level),
      ...(at >= 20 ? [alarm('b', 'low')] : []),
    ];
    assert.deepEqual(heard(beside('high'), 45), ['0 high', '10 high', '20 high', '24 low', '30 high', '40 high']);
    assert.deepEqual(heard(beside('medium'), 51), ['0 medium', '20 low', '25 medium', '50 medium']);
    assert.deepEqual(heard(beside('technical'), 61), ['0 technical', '20 low', '60 technical']);
    const paused = (/** @type {number} */ at) => [alarm('a', 'high'), { ...alarm('b', 'low'), paused_until: at < 12 ? 1 : null }];
    assert.deepEqual(heard(paused, 21), ['0 high', '10 high', '14 low', '20 high']);
  });

  test('a new place cuts into LOW, and is not held up by it', () => {
    const alarms = (/** @type {number} */ at) => [alarm('b', 'low'), ...(at >= 1 ? [alarm('a', 'high')] : [])];
    assert.deepEqual(heard(alarms, 11), ['0 low', '1 high', '11 high']);
  });

  test('of what comes round again only the loudest level sounds; the others come back with their cause still there', () => {
    const alarms = (/** @type {number} */ at) => [alarm('m', 'medium'), ...(at >= 5 && at < 20 ? [alarm('h', 'high')] : [])];
    assert.deepEqual(heard(alarms, 50), ['0 medium', '5 high', '15 high', '20 medium', '45 medium']);
  });

  test('another place breaks through at once', () => {
    const alarms = (/** @type {number} */ at) => [alarm('a', 'medium'), ...(at >= 7 ? [alarm('b', 'medium')] : [])];
    assert.deepEqual(heard(alarms, 33), ['0 medium', '7 medium', '32 medium']);
  });

  test('a paused cause is silent and another is not', () => {
    const paused = { ...alarm('a', 'high'), paused_until: 99 };
    assert.deepEqual(heard(() => [paused], 30), []);
    assert.deepEqual(heard((at) => [paused, ...(at >= 3 ? [alarm('b', 'medium')] : [])], 10), ['3 medium']);
  });

  test('when a pause ends its cause sounds at once', () => {
    assert.deepEqual(heard((at) => [{ ...alarm('a', 'high'), paused_until: at < 8 ? 1 : null }], 20), ['8 high', '18 high']);
  });

  test('what became worse sounds at once', () => {
    assert.deepEqual(heard((at) => [alarm('a', at < 4 ? 'medium' : 'high')], 15), ['0 medium', '4 high', '14 high']);
  });

  test('a cause that went and came back is new', () => {
    assert.deepEqual(heard((at) => (at < 2 || at >= 6 ? [alarm('a', 'medium')] : []), 10), ['0 medium', '6 medium']);
  });

  test('a burst is not cut into by one of its own level', () => {
    const length = Math.ceil(lengthOf(TONES.high));
    const alarms = (/** @type {number} */ at) => [alarm('a', 'high'), ...(at >= 1 ? [alarm('b', 'high')] : [])];
    assert.deepEqual(heard(alarms, length + 2), ['0 high', `${length} high`]);
  });

  test('what could not be heard counts as not having sounded', () => {
    const sequencer = new Sequencer();
    assert.equal(sequencer.next([alarm('a', 'low')], 0), 'low');
    assert.equal(sequencer.next([alarm('a', 'low')], 5), null);
    sequencer.forget();
    assert.equal(sequencer.next([alarm('a', 'low')], 6), 'low');
  });
});
