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
  clock.slept(5, 60_000);
  assert.equal(clock.now(10), 61_010);
  clock.trip(100, 700, 61_500 + 400);
  assert.equal(clock.offset, 61_500);
});

test('it is a guess until the first round trip, and again after a sleep', () => {
  const clock = new ServerClock(0);
  assert.equal(clock.guessed, true);
  clock.trip(0, 2, 1_001);
  assert.equal(clock.guessed, false);
  clock.slept(5, 60_000);
  assert.equal(clock.guessed, true);
});

test('the answer to a question of before the sleep tells nothing: nobody knows how long it took', () => {
  const clock = new ServerClock(0);
  clock.trip(0, 2, 1_001);
  clock.slept(100, 60_000);
  assert.equal(clock.trip(90, 110, 1_095), 0);
  assert.deepEqual([clock.offset, clock.guessed], [61_000, true]);
  clock.trip(100, 120, 61_110);
  assert.deepEqual([clock.offset, clock.guessed], [61_000, false]);
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

const HOUR = 3_600_000;

/** A server whose clock is the monotonic one plus `by`, known from good round trips. @param {number} by */
function known(by) {
  const clock = new ServerClock(0);
  for (const at of [0, 10_000, 20_000]) clock.trip(at, at + 4, at + 2 + by);
  return clock;
}

test('the first round trip after the guess moves nothing that was noted', () => {
  assert.equal(new ServerClock(0).trip(0, 4, HOUR), 0);
  const slept = known(0);
  slept.slept(21_000, HOUR);
  assert.equal(slept.heard(21_000, 21_000), 0);
  assert.equal(slept.trip(22_000, 22_004, 22_002), 0);
});

for (const by of [-HOUR, HOUR, -60_000, 3_000]) {
  test(`a server whose clock is set by ${by / 1000} s is followed with the next word of it`, () => {
    const clock = known(5_000);
    assert.equal(clock.heard(24_990, 24_900 + 5_000 + by), by - 90);
    assert.equal(clock.now(25_000), 30_000 + by - 90);
    // Nearly; the next round trip says it to the millisecond.
    assert.equal(clock.trip(30_000, 30_100, 30_050 + 5_000 + by), 90);
    assert.equal(clock.now(31_000), 36_000 + by);
  });
}

test('a small step back is followed with the next round trip, however slow', () => {
  const clock = known(0);
  assert.equal(clock.heard(25_000, 22_000), 0);
  assert.equal(clock.trip(30_000, 31_000, 27_500), -3_000);
  assert.equal(clock.offset, -3_000);
});

test('messages that were held up on the way are no step', () => {
  const clock = known(0);
  for (const late of [10, 400, 9_000, 29_000]) assert.equal(clock.heard(60_000, 60_000 - late), 0);
  assert.equal(clock.trip(60_000, 65_000, 61_000), 0);
  assert.equal(clock.offset, 0);
});

test('a line that was dead for a minute is put right by the messages behind it', () => {
  const clock = known(0);
  const moved = [50_000, 40_000, 20_000, 0].map((late) => clock.heard(100_000, 100_000 - late));
  assert.equal(clock.offset, 0);
  assert.equal(moved.reduce((sum, by) => sum + by), 0);
});
