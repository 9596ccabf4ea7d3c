import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Outbox } from '../../ops/static/js/core/outbox.js';
import { memoryStore } from '../../ops/static/js/core/outbox_memory.js';
import { clockCorrected, pauseAfter } from '../../ops/static/js/core/outbox_rules.js';
import { arrive } from '../../ops/static/js/floor/acts.js';
import { uuid7 } from '../../ops/static/js/core/uuid.js';
import { NOW, passTime, room, settled } from './outbox_room.js';

test('a clock that runs ahead is corrected and the act sent again under the same id', async () => {
  /** @type {string[]} */
  const seen = [];
  const world = room({
    '/x': (act) => {
      seen.push(act.body.happened_at);
      if (Date.parse(act.body.happened_at) <= NOW) return null;
      return { status: 422, body: { code: 'happened_in_future', server_now: '2026-11-22T14:00:00.000Z' } };
    },
  });
  world.now = NOW + 3_600_000;
  const outbox = new Outbox(memoryStore(), world.ways);
  const body = { happened_at: new Date(world.now - 5000).toISOString() };
  const id = outbox.act({ path: '/x', body, label: 'x' });
  await settled();
  assert.deepEqual(seen, ['2026-11-22T14:59:55.000Z', '2026-11-22T13:59:55.000Z']);
  assert.deepEqual(world.recorded, [id]);
  const act = {
    id,
    path: '/x',
    label: 'x',
    about: {},
    made_at: NOW,
    tries: 1,
    state: /** @type {const} */ ('waiting'),
  };
  const future = { ...act, body: { happened_at: '2026-11-22T15:10:00.000Z' } };
  const late = clockCorrected(future, NOW, '2026-11-22T14:00:00.000Z');
  assert.equal(late.body.happened_at, '2026-11-22T14:00:00.000Z');
});

test('a clock that is years behind is corrected too; an act that is really that old is set aside', async () => {
  /** @type {string[]} */
  const seen = [];
  const world = room({
    '/x': (act) => {
      seen.push(act.body.happened_at);
      if (Date.parse(act.body.happened_at) > NOW - 172_800_000) return null;
      return { status: 422, body: { code: 'happened_too_long_ago', server_now: '2026-11-22T14:00:00.000Z' } };
    },
  });
  world.now = Date.parse('2000-01-01T00:00:05.000Z');
  const outbox = new Outbox(memoryStore(), world.ways);
  const id = outbox.act({ path: '/x', body: { happened_at: '2000-01-01T00:00:00.000Z' }, label: 'x' });
  await settled();
  assert.deepEqual(seen, ['2000-01-01T00:00:00.000Z', '2026-11-22T13:59:55.000Z']);
  assert.deepEqual(world.recorded, [id]);
  world.now = NOW;
  const old = outbox.act({ path: '/x', body: { happened_at: '2026-11-19T14:00:00.000Z' }, label: 'x' });
  await settled();
  assert.equal(outbox.fate(old), 'set_aside');
});

test('a time from paper is moved by no clock: refused, it is set aside as it was written', async () => {
  const written = '2026-11-22T13:05:00.000Z';
  const refused = { status: 422, body: { code: 'happened_in_future', server_now: '2026-11-22T12:00:00.000Z' } };
  const world = room({ '/x': () => (world.up ? refused : null) });
  const outbox = new Outbox(memoryStore(), world.ways);
  world.up = false;
  outbox.act({ path: '/x', body: { happened_at: written, from_paper: true }, label: 'x' });
  await settled();
  await outbox.clockMoved(-3_600_000);
  assert.equal(outbox.unsent[0]?.body.happened_at, written);
  world.up = true;
  passTime(world);
  await settled();
  assert.deepEqual(outbox.setAside.map((act) => act.body.happened_at), [written]);
});

test('a server with another epoch gets the sent acts of the last day again, oldest first', async () => {
  const world = room();
  const outbox = new Outbox(memoryStore(), world.ways);
  const ids = ['a', 'b'].map((path) => outbox.act({ path, label: path }));
  await settled();
  world.recorded = [];
  world.epoch = 'two';
  await outbox.onEpoch('two');
  await settled();
  assert.deepEqual(world.recorded, ids);
  world.recorded = [];
  await outbox.onEpoch('two');
  await settled();
  assert.deepEqual(world.recorded, []);
});

test('what is kept of an act on record has no handle, and a server that lost it gets the rest', async () => {
  /** @type {import('../../ops/static/js/core/outbox_rules.js').Act[]} */
  const seen = [];
  const world = room({
    '/sites/here/visits': (act) => {
      seen.push(act);
      return null;
    },
  });
  const outbox = new Outbox(memoryStore(), world.ways);
  outbox.act(arrive('here', 'heron', { handle: 'heron', route: 'smoke' }));
  await settled();
  assert.equal(seen[0]?.body.handle, 'heron');
  await outbox.onEpoch('two');
  await settled();
  assert.doesNotMatch(JSON.stringify(seen[1]), /heron/);
  assert.deepEqual([seen[1]?.body, seen[1]?.about.kind], [{ route: 'smoke' }, 'arrive']);
});

test('a store that fails while in use gives way to memory, and the act still goes out', async () => {
  const world = room();
  const broken = { ...memoryStore(), lasting: true, add: () => Promise.reject(new Error('disk full')) };
  const outbox = new Outbox(broken, world.ways);
  const id = outbox.act({ path: '/x', label: 'x' });
  await settled();
  assert.deepEqual(world.recorded, [id]);
  assert.equal(outbox.lasting, false);
});

test('a store that is taken away in the middle loses nothing that is known', async () => {
  const world = room();
  world.up = false;
  const store = memoryStore();
  const outbox = new Outbox(store, world.ways);
  const id = outbox.act({ path: '/x', label: 'x' });
  await settled();
  store.all = () => Promise.reject(new Error('gone'));
  await passTime(world);
  world.up = true;
  await passTime(world);
  assert.deepEqual(world.recorded, [id]);
  assert.equal(outbox.lasting, false);
});

test('what was set aside is sent again, or put away, also when the store has just broken', async () => {
  const refused = () => ({ status: 409, body: { code: 'booth_full', detail: 'Someone is there.', version: 1 } });
  for (const then of /** @type {const} */ (['again', 'putAway'])) {
    const world = room({ '/x': (act) => (act.body.room_says_otherwise ? null : refused()) });
    const store = { ...memoryStore(), lasting: true };
    const outbox = new Outbox(store, world.ways);
    const id = outbox.act({ path: '/x', label: 'x' });
    await settled();
    assert.deepEqual(outbox.setAside.map((act) => act.id), [id]);
    const gone = () => Promise.reject(new Error('gone'));
    Object.assign(store, { all: gone, add: gone, put: gone, claim: gone, remove: gone, sent: gone });
    const fresh = then === 'again' ? await outbox.again(id, true) : void (await outbox.putAway(id));
    await settled();
    assert.deepEqual(world.recorded, fresh ? [fresh] : []);
    assert.deepEqual([outbox.setAside, outbox.unsent, outbox.lasting], [[], [], false]);
  }
});

test('retries are quick at first and never slower than ten seconds', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 50].map(pauseAfter), [1, 2, 4, 8, 10, 10]);
});

test('ids sort in the order they were made, also when the clock is set back', () => {
  const ids = [...Array(500)].map((_, at) => uuid7(NOW - at));
  assert.deepEqual([...ids].sort(), ids);
  assert.ok(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)));
});

test('what is on record stays in hand until the picture has come as far', async () => {
  const world = room({ '/late': () => ({ status: 200, body: { version: 3, late: true } }) });
  const outbox = new Outbox(memoryStore(), world.ways);
  const ids = ['/sites/here/room', '/visits/1/head-count', '/late'].map((path) => outbox.act({ path, label: path }));
  await settled();
  const landing = (/** @type {number} */ version, epoch = 'one') => outbox.landing({ version, epoch }).map(({ id }) => id);
  assert.deepEqual(landing(0), ids.slice(0, 2), 'one that came too late changed nothing');
  assert.deepEqual(landing(1), ids.slice(1, 2));
  assert.deepEqual(landing(2), []);
});

test('another epoch forgets what an older one recorded', async () => {
  const outbox = new Outbox(memoryStore(), room().ways);
  outbox.act({ path: '/sites/here/room', label: 'Room' });
  await settled();
  assert.deepEqual(outbox.landing({ version: 0, epoch: 'two' }), []);
});

test('what waits is as old as it was when the clock of the server is set', async () => {
  /** @type {Record<string, string>} */
  const seen = {};
  const world = room({
    '/x': (act) => {
      seen[act.label] = act.body.happened_at;
      return null;
    },
  });
  world.up = false;
  const store = memoryStore();
  const earlier = { id: uuid7(NOW), path: '/x', label: 'of an earlier page', about: {}, made_at: NOW, tries: 1 };
  const old = '2026-11-22T13:59:00.000Z';
  await store.add({ ...earlier, body: { happened_at: old }, state: 'waiting' });
  const outbox = new Outbox(store, world.ways);
  await outbox.open();
  outbox.act({ path: '/x', body: { happened_at: '2026-11-22T13:58:00.000Z' }, label: 'before' });
  await settled();
  world.now -= 3_600_000;
  await outbox.clockMoved(-3_600_000);
  outbox.act({ path: '/x', body: { happened_at: '2026-11-22T13:00:01.000Z' }, label: 'after' });
  await settled();
  assert.deepEqual(outbox.unsent.map((act) => act.made_at), [NOW, NOW - 3_600_000, NOW - 3_600_000]);
  world.up = true;
  await passTime(world);
  assert.equal(seen.before, '2026-11-22T12:58:00.000Z');
  assert.equal(seen.after, '2026-11-22T13:00:01.000Z');
  // Nobody knows by which clock an earlier page had noted it.
  assert.equal(seen['of an earlier page'], old);
  assert.equal(outbox.unsent.length, 0);
});

test('an act that is on record is never set aside, nor made twice, because the clock of the server was set', async () => {
  /** @type {Record<string, string>} */
  const receipts = {};
  const world = room({
    '/x': ({ id, body }) => {
      receipts[id] ??= JSON.stringify(body);
      const another = receipts[id] !== JSON.stringify(body);
      return another ? { status: 422, body: { code: 'idempotency_key_reused', detail: 'Used.' } } : null;
    },
  });
  world.loseAnswers = true;
  const store = memoryStore();
  const outbox = new Outbox(store, world.ways);
  const id = outbox.act({ path: '/x', body: { happened_at: '2026-11-22T13:58:00.000Z', handle: 'heron' }, label: 'dose 1' });
  await settled();
  for (const milliseconds of [-3_600_000, 60_000]) await outbox.clockMoved(milliseconds);
  world.loseAnswers = false;
  await passTime(world);
  assert.deepEqual([world.recorded, outbox.unsent, outbox.setAside], [[id], [], []]);
  assert.equal(outbox.fate(id), 'done');
  await store.requeue('two', 0);
  assert.doesNotMatch(JSON.stringify(await store.all()), /heron/);
});

test('an act that was on its way as the clock was set is corrected to its true age', async () => {
  /** @type {string[]} */
  const seen = [];
  const server = NOW - 3_600_000;
  /** @type {Outbox} */
  let outbox;
  const world = room({
    '/x': (act) => {
      seen.push(act.body.happened_at);
      if (Date.parse(act.body.happened_at) <= server) return null;
      // The pulse overtakes the answer.
      world.now = server;
      void outbox.clockMoved(-3_600_000);
      return { status: 422, body: { code: 'happened_in_future', server_now: new Date(server).toISOString() } };
    },
  });
  outbox = new Outbox(memoryStore(), world.ways);
  outbox.act({ path: '/x', body: { happened_at: '2026-11-22T13:55:00.000Z' }, label: 'x' });
  await settled();
  assert.deepEqual(seen, ['2026-11-22T13:55:00.000Z', '2026-11-22T12:55:00.000Z']);
  assert.equal(outbox.unsent.length, 0);
});
