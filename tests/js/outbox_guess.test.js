/** Acts tapped before the first round trip has told the server's clock: by a guess, put right once it is known. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Outbox } from '../../ops/static/js/core/outbox.js';
import { memoryStore } from '../../ops/static/js/core/outbox_memory.js';
import { NOW, passTime, room, settled } from './outbox_room.js';

const DAY = 86_400_000;

/** A room, and before it a tablet that runs a day ahead and does not know it yet; what it was told by act. */
function dayAhead() {
  /** @type {Record<string, string>} */
  const told = {};
  const world = room({
    '/x': ({ label, body }) => {
      told[label] = body.happened_at;
      return null;
    },
    '/responses/r/actions': ({ label, body }) => {
      told[label] = body.happened_at;
      return null;
    },
  });
  world.now = NOW + DAY;
  const clock = { offset: 0, guessed: true };
  const measures = () => {
    Object.assign(clock, { offset: -DAY, guessed: false });
    world.now = NOW;
  };
  return { told, world, clock, measures, ways: { ...world.ways, clock: () => ({ ...clock }) } };
}

/** @param {number} at */
const iso = (at) => new Date(at).toISOString();

/** @param {string} label @param {number} at */
const tapped = (label, at) => ({ path: '/x', body: { happened_at: iso(at) }, label });

test('what was tapped on a guess is sent with its true time; what an earlier page measured is not moved', async () => {
  const { told, world, measures, ways } = dayAhead();
  world.up = false;
  const store = memoryStore();
  await store.add({ id: 'good', ...tapped('of an earlier page', NOW - 60_000), about: {}, made_at: NOW - 60_000, tries: 1, state: 'waiting' });
  const outbox = new Outbox(store, ways);
  await outbox.open();
  outbox.act(tapped('on a guess', NOW + DAY - 5_000));
  await settled();
  measures();
  await outbox.clockKnown();
  assert.deepEqual(outbox.unsent.map((act) => act.made_at), [NOW - 60_000, NOW]);
  outbox.act(tapped('measured', NOW - 1_000));
  await settled();
  // Measured again, and once more: nothing moves twice.
  await outbox.clockKnown();
  world.up = true;
  await passTime(world);
  assert.deepEqual(told, {
    'of an earlier page': iso(NOW - 60_000),
    'on a guess': iso(NOW - 5_000),
    measured: iso(NOW - 1_000),
  });
});

test('a guess that an earlier page never put right is put right by this one', async () => {
  const { told, world, measures, ways } = dayAhead();
  world.up = false;
  const store = memoryStore();
  new Outbox(store, ways).act(tapped('on a guess', NOW + DAY - 5_000));
  await settled();
  const next = new Outbox(store, ways);
  await next.open();
  world.up = true;
  measures();
  await next.clockKnown();
  await passTime(world);
  assert.deepEqual(told, { 'on a guess': iso(NOW - 5_000) });
});

test('no act goes out by a guess: it waits until the server has said what time it is', async () => {
  const { told, world, measures, ways } = dayAhead();
  let asked = 0;
  let answers = false;
  const measured = async () => {
    asked += 1;
    if (answers) measures();
  };
  const outbox = new Outbox(memoryStore(), { ...ways, measured });
  outbox.act(tapped('at once', NOW + DAY));
  await settled();
  assert.ok(asked > 0);
  assert.deepEqual(world.asked, []);
  assert.equal(outbox.unsent.length, 1);
  answers = true;
  await passTime(world);
  assert.deepEqual(told, { 'at once': iso(NOW) });
  assert.equal(outbox.unsent.length, 0);
});

test('once the clock is known nothing waits for it', async () => {
  const { world, measures, ways } = dayAhead();
  measures();
  const outbox = new Outbox(memoryStore(), { ...ways, measured: () => assert.fail('it waits') });
  outbox.act(tapped('x', NOW));
  await settled();
  assert.equal(world.recorded.length, 1);
});

test('a time that was read off a good record stays, one that rests on a guess goes with it', async () => {
  const { told, world, measures, ways } = dayAhead();
  world.up = false;
  const outbox = new Outbox(memoryStore(), ways);
  const on = (/** @type {string} */ label, /** @type {string} */ row, /** @type {number} */ at) =>
    ({ path: '/responses/r/actions', body: { happened_at: iso(at), action: row }, label, own_time: true });
  const dose = outbox.act(tapped('dose', NOW + DAY));
  outbox.act(on('earlier than on record', 'a-row-on-record', NOW - 120_000));
  outbox.act(on('earlier than tapped', dose, NOW + DAY - 60_000));
  outbox.act({ path: '/x', body: { happened_at: iso(NOW - 3_600_000), from_paper: true }, label: 'from paper' });
  await settled();
  world.up = true;
  measures();
  await outbox.clockKnown();
  await passTime(world);
  assert.deepEqual(told, {
    dose: iso(NOW),
    'earlier than on record': iso(NOW - 120_000),
    'earlier than tapped': iso(NOW - 60_000),
    'from paper': iso(NOW - 3_600_000),
  });
});

test('what the server set aside is sent again with its true time', async () => {
  const { told, world, measures, ways } = dayAhead();
  const store = memoryStore();
  world.answers['/full'] = ({ label, body }) => {
    told[label] = body.happened_at;
    return body.room_says_otherwise ? null : { status: 409, body: { code: 'booth_full', detail: 'Full.', version: 1 } };
  };
  const outbox = new Outbox(store, ways);
  const id = outbox.act({ ...tapped('seat', NOW + DAY), path: '/full' });
  await settled();
  measures();
  await outbox.again(id, true);
  await settled();
  assert.deepEqual(told, { seat: iso(NOW) });
  await store.requeue('two', 0);
  assert.equal((await store.all())[0]?.guess, undefined, 'on record it is as it was said');
});

test('a server that moves its clock after the first round trip moves what was put right as well, once', async () => {
  const { told, world, clock, measures, ways } = dayAhead();
  world.up = false;
  const outbox = new Outbox(memoryStore(), ways);
  outbox.act(tapped('x', NOW + DAY));
  await settled();
  measures();
  await outbox.clockKnown();
  clock.offset -= 3_600_000;
  world.now -= 3_600_000;
  await outbox.clockMoved(-3_600_000);
  world.up = true;
  await passTime(world);
  assert.deepEqual(told, { x: iso(NOW - 3_600_000) });
});
