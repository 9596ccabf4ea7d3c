import assert from 'node:assert/strict';
import { test } from 'node:test';

import { LivenessClock, sweepAwake } from '../../ops/static/js/core/liveness.js';

const SERVER = '2026-11-22T14:00:00.000Z';

/** @param {number} begun */
function live(begun = 0) {
  const clock = new LivenessClock(begun);
  clock.good(begun, SERVER);
  return clock;
}

test('before the first good news it connects, and is not live after twelve seconds', () => {
  const clock = new LivenessClock(1_000);
  assert.equal(clock.at(1_000), 'connecting');
  assert.equal(clock.at(12_999), 'connecting');
  assert.equal(clock.at(13_000), 'not_live');
  assert.equal(clock.lastGood, null);
});

test('live until five seconds of silence, delayed until twelve, then not live', () => {
  const clock = live();
  assert.equal(clock.at(4_999), 'live');
  assert.equal(clock.at(5_000), 'delayed');
  assert.equal(clock.at(11_999), 'delayed');
  assert.equal(clock.at(12_000), 'not_live');
});

test('good news makes it live again and is remembered', () => {
  const clock = live();
  assert.equal(clock.at(60_000), 'not_live');
  clock.good(60_000, '2026-11-22T14:01:00.000Z');
  assert.equal(clock.at(60_001), 'live');
  assert.equal(clock.lastGood, '2026-11-22T14:01:00.000Z');
});

test('time slept counts as silence', () => {
  const clock = live();
  clock.slept(3_600_000);
  assert.equal(clock.at(100), 'not_live');
});

test('a pulse of a server whose sweep is asleep is no pulse', () => {
  assert.equal(sweepAwake({ sweep_age: 0.4 }), true);
  assert.equal(sweepAwake({ sweep_age: 5 }), true);
  assert.equal(sweepAwake({ sweep_age: 5.1 }), false);
  assert.equal(sweepAwake({ sweep_age: null }), false);
});
