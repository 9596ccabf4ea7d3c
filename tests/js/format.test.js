import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  clock, clockSeconds, countdown, elapsed, here, late, millis, minutes,
} from '../../ops/static/js/core/format.js';

const MINUTE = 60_000;

test('a countdown is rounded up and reaches 0:00 when it is due', () => {
  assert.equal(countdown(222_000), '3:42');
  assert.equal(countdown(221_001), '3:42');
  assert.equal(countdown(1), '0:01');
  assert.equal(countdown(0), '0:00');
  assert.equal(countdown(-5_000), '0:00');
  assert.equal(countdown(10 * MINUTE), '10:00');
  assert.equal(countdown(65 * MINUTE), '1 h 05');
});

test('an age is rounded down', () => {
  assert.equal(elapsed(101_999), '1:41');
  assert.equal(elapsed(59 * MINUTE + 59_999), '59:59');
  assert.equal(elapsed(60 * MINUTE), '1 h 00');
  assert.equal(elapsed(-1), '0:00');
});

test('late, here, minutes', () => {
  assert.equal(late(101_000), '1:41 late');
  assert.equal(here(8 * MINUTE + 59_000), '8 min here');
  assert.equal(here(59_000), 'just in');
  assert.equal(here(65 * MINUTE), '1 h 05 here');
  assert.equal(minutes(3 * MINUTE), '3 min');
  assert.equal(minutes(125 * MINUTE), '2 h 05');
});

test('the clock is of 24 hours and of the site', () => {
  const at = Date.parse('2026-11-22T22:05:09.000Z');
  assert.equal(clock(at, 'UTC'), '22:05');
  assert.equal(clock(at, 'America/Vancouver'), '14:05');
  assert.equal(clock(at, 'Australia/Sydney'), '09:05');
  assert.equal(clock(Date.parse('2026-11-22T00:00:00.000Z'), 'UTC'), '00:00');
  assert.equal(clockSeconds(at, 'Europe/London'), '22:05:09');
});

test('an instant of the wire in milliseconds, or nothing', () => {
  assert.equal(millis('1970-01-01T00:00:01.500Z'), 1_500);
  assert.equal(millis(null), null);
  assert.equal(millis(undefined), null);
  assert.equal(millis('soon'), null);
});
