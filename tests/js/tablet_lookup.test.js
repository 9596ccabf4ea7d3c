/** A response that the board no longer has: asked for until there is a definite answer. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Refusal, Unreachable } from '../../ops/static/js/core/api.js';
import { ASK_AGAIN_AFTER, ASK_ANEW_AFTER, Lookup } from '../../ops/static/js/floor/lookup.js';
import { response } from './boards.js';

const settled = () => new Promise((done) => setImmediate(done));

function server() {
  const world = {
    now: 0,
    /** @type {string[]} */
    asked: [],
    painted: 0,
    /** @type {() => any} */
    answer: () => ({ response: { id: 'r' } }),
  };
  const read = async (/** @type {string} */ path) => {
    world.asked.push(path);
    return world.answer();
  };
  const lookup = new Lookup(
    read,
    () => world.now,
    () => (world.painted += 1),
  );
  return { world, lookup };
}

/** @param {unknown} why */
const fails = (why) => () => {
  throw why;
};

test('it is asked for once, and is there with the answer', async () => {
  const { world, lookup } = server();
  assert.equal(lookup.looking('r'), true);
  assert.equal(lookup.looking('r'), true);
  await settled();
  assert.deepEqual([lookup.found('r')?.id, lookup.looking('r'), world.painted], ['r', false, 1]);
  assert.deepEqual(world.asked, ['/responses/r']);
});

test('one that could not be had is asked for again after a few seconds', async () => {
  const { world, lookup } = server();
  world.answer = fails(new Unreachable('no connection'));
  lookup.looking('r');
  await settled();
  world.now += ASK_AGAIN_AFTER - 1;
  assert.equal(lookup.looking('r'), true);
  assert.equal(world.asked.length, 1);
  world.now += 1;
  world.answer = () => ({ response: { id: 'r' } });
  lookup.looking('r');
  await settled();
  assert.deepEqual([world.asked.length, lookup.found('r')?.id], [2, 'r']);
});

test('no second question while the first is on its way, however long', async () => {
  const { world, lookup } = server();
  world.answer = () => new Promise(() => {});
  lookup.looking('r');
  await settled();
  world.now += 60_000;
  assert.equal(lookup.looking('r'), true);
  assert.equal(world.asked.length, 1);
});

test('that there is none is an answer; that somebody is signed out is none', async () => {
  for (const [status, again] of /** @type {const} */ ([[404, false], [401, true]])) {
    const { world, lookup } = server();
    const problem = { type: '', title: '', status, detail: '', code: 'x', errors: [] };
    world.answer = fails(new Refusal(/** @type {any} */ (problem)));
    lookup.looking('r');
    await settled();
    world.now += ASK_AGAIN_AFTER;
    assert.equal(lookup.looking('r'), again);
    assert.equal(lookup.found('r'), null);
  }
});

test('the answer of a write is shown at once, by any name, and wins over what was asked before it', async () => {
  const { world, lookup } = server();
  /** @type {(answer: any) => void} */
  let answers = () => {};
  world.answer = () => new Promise((done) => { answers = done; });
  lookup.looking('r');
  lookup.put(response('r', { aliases: ['also'], outcome: { state: 'died', place: null, ambulance: null } }));
  assert.equal(lookup.found('also')?.outcome?.state, 'died');
  answers({ response: response('r') });
  await settled();
  assert.equal(lookup.found('r')?.outcome?.state, 'died');
});

test('what another tablet wrote is asked for after a while, and what is known is shown meanwhile', async () => {
  const { world, lookup } = server();
  lookup.looking('r');
  await settled();
  world.now += ASK_ANEW_AFTER;
  world.answer = fails(new Unreachable('no connection'));
  assert.equal(lookup.looking('r'), false);
  await settled();
  assert.deepEqual([world.asked.length, lookup.found('r')?.id], [2, 'r']);
});
