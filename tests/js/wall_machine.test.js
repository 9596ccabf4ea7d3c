/** The wall as a machine that hangs for months: it stays awake, burns nothing in, flashes once. */

import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';

import { keepAwake } from '../../ops/static/js/wall/awake.js';
import { Flash } from '../../ops/static/js/wall/flash.js';
import { shiftAt } from '../../ops/static/js/wall/shift.js';
import { NOW } from './boards.js';

/** A page and a system that gives, refuses and takes wake locks. */
class Machine {
  asked = 0;
  refuses;
  seen = true;
  release = () => {};
  /** @type {() => void} */
  #viewed = () => {};
  /** @type {(() => void)[]} */
  #later = [];

  constructor(refuses = false) {
    this.refuses = refuses;
    keepAwake({
      inView: () => this.seen,
      onView: (act) => (this.#viewed = act),
      request: async () => {
        this.asked += 1;
        if (this.refuses) throw new Error('NotAllowedError');
        return { addEventListener: (_, act) => (this.release = act) };
      },
      later: (_, act) => void this.#later.push(act),
    });
  }

  /** @param {boolean} seen */
  async look(seen) {
    this.seen = seen;
    this.#viewed();
    await settled();
  }

  /** Whatever waits for its time gets it. */
  async pass() {
    for (const act of this.#later.splice(0)) act();
    await settled();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a wall stays awake', () => {
  test('it asks at once, and not again while it has the lock', async () => {
    const machine = new Machine();
    await settled();
    await machine.look(true);
    await machine.pass();
    assert.equal(machine.asked, 1);
  });

  test('refused, it asks again until it is given', async () => {
    const machine = new Machine(true);
    await settled();
    await machine.pass();
    machine.refuses = false;
    await machine.pass();
    await machine.pass();
    assert.equal(machine.asked, 3);
  });

  test('when the system takes the lock while the wall is in view, it asks again', async () => {
    const machine = new Machine();
    await settled();
    machine.release();
    await machine.pass();
    assert.equal(machine.asked, 2);
  });

  test('out of view it asks for nothing; back in view at once', async () => {
    const machine = new Machine();
    await settled();
    machine.seen = false;
    machine.release();
    await machine.pass();
    assert.equal(machine.asked, 1);
    await machine.look(true);
    assert.equal(machine.asked, 2);
  });
});

describe('nothing burns in', () => {
  const day = Array.from({ length: 24 * 60 }, (_, minute) => shiftAt(NOW + minute * 60_000));

  test('each minute the picture stands elsewhere, by no more than a hair', () => {
    day.forEach(([x, y], minute) => {
      const [before, above] = day[minute - 1] ?? [NaN, NaN];
      assert.ok(Math.max(Math.abs(x), Math.abs(y)) <= 2);
      assert.ok(x !== before || y !== above);
      if (minute) assert.ok(Math.abs(x - before) + Math.abs(y - above) <= 2);
    });
  });

  test('over a day it stands everywhere equally often', () => {
    const often = new Map();
    for (const place of day) often.set(String(place), (often.get(String(place)) ?? 0) + 1);
    assert.equal(often.size, 8);
    assert.equal(new Set(often.values()).size, 1);
    assert.equal(day.reduce((sum, [x, y]) => sum + x + y, 0), 0);
  });
});

test('a flash that ends and begins again within a beat stays one flash', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'], now: NOW });
  /** @type {number[]} */
  const beats = [];
  const classList = { toggle: () => beats.push(Date.now()), remove: () => {} };
  const flash = new Flash(/** @type {any} */ ({ classList }), () => Date.now());
  for (let times = 0; times < 5; times += 1) {
    flash.set(true);
    flash.set(false);
  }
  flash.set(true);
  beats.length = 0;
  mock.timers.tick(2_000);
  assert.ok(beats.length <= 8, `${beats.length} beats in two seconds`);
  flash.set(false);
  beats.length = 0;
  mock.timers.tick(2_000);
  assert.deepEqual(beats, []);
  mock.timers.reset();
});
