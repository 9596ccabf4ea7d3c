/** One page's line to the board, over a fake socket and a fake clock. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { BoardLink } from '../../ops/static/js/core/board_link.js';
import { board, booth, NOW, visit } from './boards.js';

/** A page's clocks; `later` runs when time is moved past it. */
class Clocks {
  #mono = 0;
  /** @type {{at: number, act: () => void}[]} */
  #waiting = [];
  skew = NOW - 5_000;

  mono = () => this.#mono;
  wall = () => this.#mono + this.skew;
  later = (/** @type {number} */ after, /** @type {() => void} */ act) => {
    this.#waiting.push({ at: this.#mono + after, act });
  };

  /** @param {number} milliseconds */
  pass(milliseconds) {
    const end = this.#mono + milliseconds;
    for (;;) {
      const due = this.#waiting.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#waiting.splice(this.#waiting.indexOf(due), 1);
      this.#mono = Math.max(this.#mono, due.at);
      due.act();
    }
    this.#mono = end;
  }
}

class FakeSocket {
  connected = false;
  active = true;
  calls = 0;
  hangups = 0;
  /** @type {Map<string, (...args: any[]) => void>} */
  handlers = new Map();
  /** @type {{event: string, words: any, answer: (lost: unknown, answer?: any) => void}[]} */
  asked = [];

  on = (/** @type {string} */ event, /** @type {(...args: any[]) => void} */ handler) => {
    this.handlers.set(event, handler);
  };
  timeout = () => ({
    emit: (/** @type {string} */ event, /** @type {any} */ words, /** @type {any} */ answer) => {
      this.asked.push({ event, words, answer });
    },
  });
  connect = () => {
    this.calls += 1;
  };
  disconnect = () => {
    this.hangups += 1;
    this.connected = false;
  };

  open() {
    this.connected = true;
    this.say('connect');
  }

  /**
   * @param {string} event
   * @param {any} [body]
   */
  say(event, body) {
    this.handlers.get(event)?.(body);
  }

  /** @param {string} event */
  last(event) {
    return this.asked.filter((one) => one.event === event).at(-1);
  }

  /** @param {string} event */
  count(event) {
    return this.asked.filter((one) => one.event === event).length;
  }
}

const WELL = { sound: /** @type {const} */ ('on'), unsent: 0, sleeping: false };

function page(status = () => /** @type {import('../../ops/static/js/core/board_link.js').PageStatus | null} */ (WELL)) {
  const socket = new FakeSocket();
  const clocks = new Clocks();
  const link = new BoardLink(socket, { site: 'here', audience: 'wall', status }, clocks);
  const answer = (more = {}) => socket.last('subscribe')?.answer(null, board({ booths: [booth(1)], ...more }));
  const pulse = (more = {}) =>
    socket.say('pulse', { epoch: 'first', version: 10, server_now: at(clocks), sweep_age: 0.5, ...more });
  return { socket, clocks, link, answer, pulse };
}

/** @param {Clocks} clocks */
function at(clocks) {
  return new Date(NOW + clocks.mono()).toISOString();
}

function livePage() {
  const made = page();
  made.socket.open();
  made.answer();
  return made;
}

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

  test('its answer sets the clock, whatever this machine believes', () => {
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
});
