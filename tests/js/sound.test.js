/** Whether a screen can be heard, and how it gets its sound back, over a fake browser and a fake clock. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Sound } from '../../ops/static/js/core/sound.js';

/** An audio context whose clock runs only while it really does. */
class Context {
  /** @type {string} */
  state = 'suspended';
  currentTime = 0;
  runs = true;
  /** @type {() => void} */
  changed = () => {};

  /** @param {Machine} machine */
  constructor(machine) {
    this.machine = machine;
  }

  /** @param {string} _ @param {() => void} act */
  addEventListener(_, act) {
    this.changed = act;
  }

  async resume() {
    if (!this.machine.allowed) return new Promise(() => {});
    this.becomes('running');
  }

  async close() {
    this.state = 'closed';
  }

  /** @param {string} state */
  becomes(state) {
    this.state = state;
    this.changed();
  }
}

/** A browser with or without a loudspeaker, that allows sound or wants a touch first. */
class Machine {
  allowed = true;
  there = true;
  /** @type {Context[]} */
  contexts = [];
  #mono = 70_000;
  /** @type {() => void} */
  #second = () => {};
  touch = () => {};
  /** @type {boolean[]} what the listener found */
  told = [];
  /** @type {Sound} */
  sound;

  constructor(words = {}) {
    Object.assign(this, words);
    this.sound = new Sound(() => this.told.push(this.sound.armed), {
      make: () => {
        if (!this.there) throw new Error('NotSupportedError');
        const context = new Context(this);
        this.contexts.push(context);
        return /** @type {any} */ (context);
      },
      mono: () => this.#mono,
      every: (_, act) => (this.#second = act),
      onTouch: (act) => (this.touch = act),
    });
  }

  /** @returns {Context} */
  get context() {
    const last = this.contexts.at(-1);
    assert.ok(last);
    return last;
  }

  /** @param {number} seconds */
  async pass(seconds) {
    await settled();
    for (let second = 0; second < seconds; second += 1) {
      this.#mono += 1_000;
      for (const one of this.contexts) if (one.state === 'running' && one.runs) one.currentTime += 1;
      this.#second();
      await settled();
    }
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** @param {object} [words] */
async function armedMachine(words) {
  const machine = new Machine(words);
  await machine.pass(2);
  assert.equal(machine.sound.armed, true);
  return machine;
}

describe('sound is armed', () => {
  test('by itself where the browser allows it, once its clock is seen to run, and that is told once', async () => {
    const machine = new Machine();
    await settled();
    assert.equal(machine.context.state, 'running');
    assert.equal(machine.sound.armed, false);
    await machine.pass(30);
    assert.equal(machine.sound.armed, true);
    assert.equal(machine.sound.trouble, null);
    assert.deepEqual(machine.told, [true]);
  });

  test('where it is blocked by a touch, which is what it asks for', async () => {
    const machine = new Machine({ allowed: false });
    await machine.pass(30);
    assert.equal(machine.sound.trouble, 'blocked');
    machine.allowed = true;
    machine.touch();
    await machine.pass(2);
    assert.equal(machine.sound.trouble, null);
  });
});

describe('sound comes back by itself', () => {
  for (const state of ['suspended', 'interrupted'])
    test(`when the system had ${state} it, within seconds, with no hand on the screen`, async () => {
      const machine = await armedMachine();
      machine.allowed = false;
      machine.context.becomes(state);
      assert.equal(machine.sound.armed, false);
      await machine.pass(20);
      machine.allowed = true;
      await machine.pass(7);
      assert.equal(machine.sound.armed, true);
      assert.deepEqual(machine.told, [true, false, true]);
    });

  test('when there was no loudspeaker at the start and one is plugged in', async () => {
    const machine = new Machine({ there: false });
    await machine.pass(20);
    assert.equal(machine.sound.trouble, 'missing');
    machine.there = true;
    await machine.pass(7);
    assert.equal(machine.sound.armed, true);
  });

  test('when its clock stands still though it says it runs: a new one, and the old one is closed', async () => {
    const machine = await armedMachine();
    machine.context.runs = false;
    await machine.pass(5);
    assert.equal(machine.contexts[0]?.state, 'closed');
    await machine.pass(4);
    assert.equal(machine.sound.armed, true);
    assert.equal(machine.contexts.length, 2);
  });

  test('when the system gives it back itself: the same context, which a touch had allowed', async () => {
    const machine = await armedMachine();
    machine.allowed = false;
    machine.context.becomes('interrupted');
    await machine.pass(3_600);
    machine.context.becomes('running');
    await machine.pass(2);
    assert.equal(machine.sound.armed, true);
    assert.equal(machine.contexts.length, 1);
  });

  test('when it was closed', async () => {
    const machine = await armedMachine();
    machine.context.becomes('closed');
    await machine.pass(7);
    assert.equal(machine.sound.armed, true);
  });
});

describe('sound is off, and says so', () => {
  test('as long as its clock does not run, and no touch is asked for that does not help', async () => {
    const machine = new Machine({ allowed: false });
    await machine.pass(2);
    machine.touch();
    assert.equal(machine.sound.trouble, 'blocked');
    await machine.pass(4);
    assert.equal(machine.sound.trouble, 'missing');
    assert.deepEqual(machine.told, []);
  });

  test('for a day, without a heap of forgotten contexts', async () => {
    const machine = new Machine({ allowed: false });
    await machine.pass(3_600);
    assert.equal(machine.contexts.filter((one) => one.state !== 'closed').length, 1);
    assert.ok(machine.contexts.length <= 61);
  });
});
