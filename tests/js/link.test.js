/** One page's line to the board, over a fake socket and a fake clock. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { board, booth, NOW, visit } from './boards.js';
import { at, livePage, page, WELL } from './link_line.js';

describe('getting the picture', () => {
  test('one subscribe at connect; live from its answer on', () => {
    const { socket, link, answer } = page();
    assert.equal(link.liveness, 'connecting');
    socket.open();
    assert.deepEqual(socket.last('subscribe')?.words, { site: 'here', audience: 'wall' });
    assert.equal(link.liveness, 'connecting');
    answer();
    assert.equal(link.liveness, 'live');
    assert.equal(link.store.version, 10);
  });

  test('an unanswered subscribe is asked again', () => {
    const { socket, clocks } = page();
    socket.open();
    socket.last('subscribe')?.answer(new Error('timeout'));
    assert.equal(socket.count('subscribe'), 1);
    clocks.pass(1_000);
    assert.equal(socket.count('subscribe'), 2);
  });

  test('the answer to a question of before the line broke is not taken', () => {
    const { socket, link } = page();
    socket.open();
    const old = socket.last('subscribe');
    socket.connected = false;
    socket.say('disconnect', 'transport close');
    old?.answer(null, board({ version: 3 }));
    assert.equal(link.store.board, null);
  });

  test('a missed delta, and a pulse that is ahead, ask anew', () => {
    const { socket, answer, pulse } = livePage();
    socket.say('delta', { epoch: 'first', base: 12, version: 13, changed: {} });
    assert.equal(socket.count('subscribe'), 2);
    answer({ version: 13 });
    pulse({ version: 14 });
    assert.equal(socket.count('subscribe'), 3);
  });

  test('another epoch forgets the picture until the new one is here', () => {
    const { socket, link, answer } = livePage();
    socket.say('delta', { epoch: 'second', base: 2, version: 2, changed: {} });
    assert.equal(link.store.board, null);
    answer({ epoch: 'second', version: 2 });
    assert.equal(link.store.epoch, 'second');
  });

  test('after the line was lost it is a whole new picture', () => {
    const { socket, link, answer } = livePage();
    socket.connected = false;
    socket.say('disconnect', 'transport close');
    assert.equal(link.store.board?.booths.length, 1);
    socket.open();
    answer({ version: 40, booths: [booth(2, [visit('v', 60)]), booth(3)] });
    assert.deepEqual(link.store.board?.booths.map((one) => one.id), [2, 3]);
  });
});

describe('being live', () => {
  test('five seconds without a pulse: delayed; twelve: not live; a pulse: live', () => {
    const { link, clocks, pulse } = livePage();
    clocks.pass(4_900);
    assert.equal(link.liveness, 'live');
    clocks.pass(200);
    assert.equal(link.liveness, 'delayed');
    clocks.pass(7_000);
    assert.equal(link.liveness, 'not_live');
    pulse();
    assert.equal(link.liveness, 'live');
    assert.equal(link.lastGood, at(clocks));
  });

  test('pulses of a server whose sweep is asleep do not keep it live', () => {
    const { link, clocks, pulse } = livePage();
    for (let second = 0; second < 14; second += 2) {
      clocks.pass(2_000);
      pulse({ sweep_age: 9 });
    }
    assert.equal(link.liveness, 'not_live');
  });

  test('pulses without a picture do not make it live', () => {
    const { socket, link, clocks, pulse } = page();
    socket.open();
    for (let second = 0; second < 14; second += 2) {
      clocks.pass(2_000);
      pulse();
    }
    assert.equal(link.liveness, 'not_live');
  });

  test('a line that is open and silent is hung up and called again', () => {
    const { socket, clocks } = livePage();
    clocks.pass(9_500);
    assert.equal(socket.hangups, 1);
    assert.equal(socket.calls, 1);
  });

  test('a machine that slept trusts nothing until it has asked', () => {
    const { socket, link, clocks } = livePage();
    clocks.skew += 3_600_000;
    clocks.pass(1_000);
    assert.equal(link.liveness, 'not_live');
    assert.equal(socket.count('subscribe'), 2);
    assert.ok(link.now() >= NOW + 3_600_000);
  });
});

describe('a server of another epoch', () => {
  test('leaves no picture and nothing live, until its own picture is here', () => {
    for (const hear of [
      (/** @type {ReturnType<typeof livePage>} */ { pulse }) => pulse({ epoch: 'second', version: 2 }),
      (/** @type {ReturnType<typeof livePage>} */ { socket }) =>
        socket.say('delta', { epoch: 'second', base: 1, version: 2, changed: {} }),
    ]) {
      const made = livePage();
      hear(made);
      assert.deepEqual([made.link.store.board, made.link.liveness], [null, 'connecting']);
      made.answer({ epoch: 'second', version: 2 });
      assert.deepEqual([made.link.store.epoch, made.link.liveness], ['second', 'live']);
    }
  });

  test('heard between its connection and its picture: the old one is gone at once', () => {
    const { socket, link, answer, pulse } = livePage();
    socket.connected = false;
    socket.say('disconnect', 'transport close');
    socket.open();
    assert.equal(link.liveness, 'live');
    pulse({ epoch: 'second', version: 2 });
    assert.deepEqual([link.store.board, link.liveness, socket.count('subscribe')], [null, 'connecting', 2]);
    socket.say('delta', { epoch: 'second', base: 2, version: 3, changed: { 9: booth(9) } });
    answer({ epoch: 'second', version: 2 });
    assert.deepEqual([link.store.version, link.liveness], [3, 'live']);
  });

  test('that never sends its picture is not live after twelve seconds', () => {
    const { link, clocks, pulse } = livePage();
    for (let second = 0; second < 14; second += 2) {
      pulse({ epoch: 'second', version: 2 });
      clocks.pass(2_000);
    }
    assert.equal(link.liveness, 'not_live');
  });
});

describe('the server hangs up', () => {
  test('and is called again, since socket.io does not by itself', () => {
    const { socket, clocks } = livePage();
    socket.connected = false;
    socket.say('disconnect', 'io server disconnect');
    clocks.pass(1_000);
    assert.equal(socket.calls, 1);
  });

  test('a refused connection is tried again', () => {
    const { socket, clocks } = page();
    socket.active = false;
    socket.say('connect_error', new Error('refused'));
    clocks.pass(1_000);
    assert.equal(socket.calls, 1);
  });

  test('revoked: nothing is shown, and it does not come back', () => {
    const { socket, link, clocks } = livePage();
    socket.say('revoked', { reason: 'revoked' });
    assert.equal(link.revoked, 'revoked');
    assert.equal(link.store.board, null);
    socket.say('disconnect', 'io server disconnect');
    clocks.pass(60_000);
    assert.equal(socket.calls, 0);
  });

  test('a device that is not known any more is as good as revoked', () => {
    const { socket, link } = page();
    socket.open();
    socket.last('subscribe')?.answer(null, { code: 'unauthenticated', status: 401 });
    assert.equal(link.revoked, 'unauthenticated');
  });
});

describe('here', () => {
  test('at once and every ten seconds, with what the page knows of itself', () => {
    const { socket, clocks, pulse } = livePage();
    assert.deepEqual(socket.last('here')?.words, { version: 0, ...WELL });
    for (let second = 0; second < 30; second += 2) {
      clocks.pass(2_000);
      pulse();
    }
    assert.equal(socket.count('here'), 4);
    assert.equal(socket.last('here')?.words.version, 10);
  });

  test('not from a page that cannot paint; at once when it paints again', () => {
    let paints = false;
    const { socket, clocks, link } = page(() => (paints ? WELL : null));
    socket.open();
    clocks.pass(40_000);
    link.tell();
    assert.equal(socket.count('here'), 0);
    paints = true;
    socket.connected = true;
    link.tell();
    assert.equal(socket.count('here'), 1);
  });
});
