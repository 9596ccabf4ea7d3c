/** The server's clock as a page's line to the board knows it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NOW } from './boards.js';
import { livePage, page } from './link_line.js';

test('the answer to "here" sets the clock, whatever this machine believes', () => {
  const { socket, link, clocks } = page();
  clocks.skew = NOW + 86_400_000;
  socket.open();
  clocks.pass(20);
  socket.last('here')?.answer(null, { server_now: new Date(NOW + 10).toISOString() });
  assert.equal(link.now(), NOW + 20);
});

test('the first answer says that the clock is known, also where it was guessed right, and after a sleep anew', () => {
  const { socket, link, clocks } = page();
  clocks.skew = NOW + 86_400_000;
  let known = 0;
  const stop = link.onClockKnown(() => (known += 1));
  link.guess(-86_400_000);
  assert.deepEqual([link.now(), link.offset, link.guessed], [NOW, -86_400_000, true]);
  assert.equal(link.store.board, null, 'no picture comes with it');
  socket.open();
  const answered = () => socket.last('here')?.answer(null, { server_now: new Date(NOW + clocks.mono()).toISOString() });
  answered();
  answered();
  assert.deepEqual([known, link.offset, link.guessed], [1, -86_400_000, false]);
  link.guess(0);
  assert.equal(link.offset, -86_400_000, 'what is measured, no earlier page knows better');
  clocks.skew += 60_000;
  clocks.pass(1_000);
  assert.equal(link.guessed, true);
  answered();
  assert.deepEqual([known, link.guessed], [2, false]);
  stop();
});

test('the clock may be asked for beside the line; no answer tells nothing', async () => {
  const { link, clocks } = page();
  clocks.skew = NOW + 86_400_000;
  let known = 0;
  link.onClockKnown(() => (known += 1));
  await link.measure(async () => undefined);
  assert.deepEqual([known, link.guessed], [0, true]);
  await link.measure(async () => {
    clocks.pass(20);
    return new Date(NOW + 10).toISOString();
  });
  assert.deepEqual([known, link.guessed, link.now()], [1, false, NOW + 20]);
});

test('with the server whose clock is set the picture and the clock move together', () => {
  const { socket, clocks, link, pulse } = livePage();
  /** @type {number[]} */
  const told = [];
  link.onClockMoved((milliseconds) => told.push(milliseconds));
  clocks.pass(2_000);
  pulse();
  const server_now = new Date(link.now() - 3_600_000).toISOString();
  const expected = link.now() - 3_600_000;
  socket.say('delta', { epoch: 'first', base: 10, version: 11, changed: {}, server_now });
  assert.equal(link.now(), expected);
  assert.deepEqual(told, [-3_600_000]);
  assert.equal(link.store.version, 11);
  assert.equal(link.liveness, 'live');
});
