import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ServerClock, WINDOW } from '../../ops/static/js/core/offset.js';

test('until the first round trip the guess holds', () => {
  assert.equal(new ServerClock(5_000).now(100), 5_100);
});

test('of several round trips the one with the least delay is believed', () => {
  const clock = new ServerClock(0);
  clock.trip(0, 800, 10_000 + 700);
  assert.equal(clock.offset, 10_300);
  clock.trip(1_000, 1_040, 11_020);
  assert.equal(clock.offset, 10_000);
  clock.trip(2_000, 2_600, 12_900);
  assert.equal(clock.offset, 10_000);
});

test('the sign is kept: a server behind this machine', () => {
  const clock = new ServerClock(0);
  clock.trip(90_000, 90_020, 60_010);
  assert.equal(clock.offset, -30_000);
  assert.equal(clock.now(100_000), 70_000);
});

test('old round trips are forgotten, so a drift is followed', () => {
  const clock = new ServerClock(0);
  clock.trip(0, 2, 1_001);
  clock.trip(WINDOW + 10, WINDOW + 60, WINDOW + 10 + 25 + 1_500);
  assert.equal(clock.offset, 1_500);
});

test('after a sleep what was measured no longer holds', () => {
  const clock = new ServerClock(0);
  clock.trip(0, 2, 1_001);
  clock.slept(60_000);
  assert.equal(clock.now(10), 61_010);
  clock.trip(100, 700, 61_500 + 400);
  assert.equal(clock.offset, 61_500);
});

test('a day of round trips takes no more room than a few minutes of them', () => {
  const clock = new ServerClock(0);
  for (let at = 0; at < 86_400_000; at += 10_000) clock.trip(at, at + 5 + (at % 7), at + 2.5 + 7_000);
  assert.ok(Math.abs(clock.offset - 7_000) < 10);
});

test('an answer that is no time moves nothing', () => {
  const clock = new ServerClock(3);
  clock.trip(0, 1, Number.NaN);
  clock.trip(5, 1, 100);
  assert.equal(clock.offset, 3);
});
