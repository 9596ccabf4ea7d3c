/**
 * Whatever the order in which messages come, are lost, come twice or overtake the answer
 * to a subscribe: a store that asks anew whenever it says so ends with the server's picture.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { applied, BoardStore } from '../../ops/static/js/core/store.js';
import { board, booth, response, visit } from './boards.js';

/** @typedef {import('../../ops/static/js/core/types.js').Board} Board */
/** @typedef {import('../../ops/static/js/core/types.js').Delta} Delta */

/** A small generator with a seed, so that a failure can be run again. @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** A server that knows its history and tells it, some acts at a time. */
class Server {
  epoch = 'e0';
  picture = board({ epoch: 'e0', version: 1, booths: [booth(1), booth(2), booth(3)] });
  told = 1;
  /** @type {Map<number, Set<string>>} what changed at each version */
  changes = new Map();

  /** @param {(sides: number) => number} roll */
  act(roll) {
    const version = this.picture.version + 1;
    const id = 1 + roll(4);
    /** @type {Delta} */
    const delta = { epoch: this.epoch, base: version - 1, version, changed: {} };
    if (roll(4) === 0) delta.responses = roll(2) ? [response(`r${version}`)] : [];
    else delta.changed[id] = roll(5) === 0 ? null : booth(id, [roll(2) ? visit(`v${version}`, 60) : null]);
    this.picture = applied(this.picture, delta);
    this.changes.set(version, new Set(delta.responses ? ['responses'] : [String(id)]));
  }

  /** One message for all that happened since the last one. @returns {Delta} */
  tell() {
    const base = this.told;
    /** @type {Delta} */
    const delta = { epoch: this.epoch, base, version: this.picture.version, changed: {} };
    for (let version = base + 1; version <= this.picture.version; version += 1) {
      for (const name of this.changes.get(version) ?? []) {
        if (name === 'responses') delta.responses = this.picture.responses;
        else delta.changed[name] = this.picture.booths.find((one) => one.id === Number(name)) ?? null;
      }
    }
    this.told = this.picture.version;
    return delta;
  }

  restore() {
    this.epoch = `e${Number(this.epoch.slice(1)) + 1}`;
    this.picture = board({ epoch: this.epoch, version: 1, booths: [booth(1)] });
    this.told = 1;
    this.changes.clear();
  }
}

/** A screen over a line that loses, repeats and reorders. */
class Screen {
  store = new BoardStore();
  /** @type {Board | null} the answer on its way */
  answer = null;

  /** @param {Server} server */
  ask(server) {
    this.store.beginSubscribe();
    this.answer = structuredClone(server.picture);
  }

  /** @param {Server} server */
  receiveAnswer(server) {
    if (!this.answer) return;
    const answer = this.answer;
    this.answer = null;
    if (this.store.snapshot(answer) === 'resync') this.ask(server);
  }
}

/** @param {number} seed */
function play(seed) {
  const roll = dice(seed);
  const server = new Server();
  const screen = new Screen();
  /** @type {Delta[]} */
  let line = [];
  screen.ask(server);
  for (let step = 0; step < 120; step += 1) {
    const what = roll(12);
    if (what < 4) server.act(roll);
    else if (what < 6) line.push(server.tell());
    else if (what === 6) screen.receiveAnswer(server);
    else if (what === 7 && line.length) line.splice(roll(line.length), 1);
    else if (what === 8 && line.length) line.push(/** @type {Delta} */ (line[roll(line.length)]));
    else if (what === 9 && roll(10) === 0) server.restore();
    else if (what === 10) paint(screen.store, server, roll);
    else if (line.length) {
      const [delta] = line.splice(roll(2) ? 0 : roll(line.length), 1);
      if (delta && screen.store.delta(delta) === 'resync') screen.ask(server);
    }
  }
  return settle(screen, server);
}

/**
 * @param {BoardStore} store
 * @param {Server} server
 * @param {(sides: number) => number} roll
 */
function paint(store, server, roll) {
  const epoch = server.epoch;
  server.act(roll);
  const tile = server.picture.booths[0];
  if (tile) store.paint({ version: server.picture.version, tile }, epoch);
}

/**
 * The line is quiet: one more pulse, and the answer to whatever is under way.
 *
 * @param {Screen} screen
 * @param {Server} server
 */
function settle(screen, server) {
  for (let round = 0; round < 4; round += 1) {
    screen.receiveAnswer(server);
    const outcome = screen.store.pulse({ epoch: server.epoch, version: server.picture.version });
    if (outcome === 'good') return { store: screen.store, server };
    screen.ask(server);
  }
  throw new Error('never settled');
}

test('a thousand disorders end in the same picture', () => {
  for (let seed = 1; seed <= 1000; seed += 1) {
    const { store, server } = play(seed);
    assert.equal(store.epoch, server.epoch, `seed ${seed}`);
    assert.deepEqual(store.board, server.picture, `seed ${seed}`);
  }
});
