import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Outbox } from '../../ops/static/js/core/outbox.js';
import { memoryStore } from '../../ops/static/js/core/outbox_memory.js';
import { clockCorrected, pauseAfter, verdict } from '../../ops/static/js/core/outbox_rules.js';
import { uuid7 } from '../../ops/static/js/core/uuid.js';

const NOW = Date.parse('2026-11-22T14:00:00Z');

/** @typedef {import('../../ops/static/js/core/outbox_rules.js').Act} Act */
/** @typedef {import('../../ops/static/js/core/outbox_rules.js').Answer} Answer */

/** A server that is asked, keeps what it recorded by id, and answers as it is told. */
class Room {
  up = true;
  loseAnswers = false;
  epoch = 'one';
  now = NOW;
  /** @type {string[]} */
  recorded = [];
  /** @type {string[]} */
  asked = [];
  /** @type {(() => void)[]} */
  later = [];
  /** @type {string[]} */
  painted = [];

  /** @param {Record<string, (act: Act) => {status: number, body: any} | null>} [answers] by path */
  constructor(answers = {}) {
    this.answers = answers;
    /** @type {import('../../ops/static/js/core/outbox_rules.js').Ways} */
    this.ways = {
      send: (act) => this.send(act),
      now: () => this.now,
      epoch: () => this.epoch,
      onDone: (act) => void this.painted.push(act.id),
      later: (run) => void this.later.push(run),
    };
  }

  /** @param {Act} act @returns {Promise<Answer>} */
  async send(act) {
    this.asked.push(act.id);
    if (!this.up) throw new TypeError('no connection');
    const special = this.answers[act.path]?.(act);
    if (special) return { json: true, ...special };
    if (!this.recorded.includes(act.id)) this.recorded.push(act.id);
    if (this.loseAnswers) throw new TypeError('the answer was lost');
    return { status: 200, json: true, body: { id: act.id, version: this.recorded.length } };
  }
}

/** @param {ConstructorParameters<typeof Room>[0]} [answers] */
function room(answers) {
  return new Room(answers);
}

/** Everything that can happen without a timer has happened. */
async function settled() {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** @param {Room} world */
function passTime(world) {
  for (const run of world.later.splice(0)) run();
  return settled();
}

test('an act goes out under the id it was given before the first try', async () => {
  const world = room();
  const outbox = new Outbox(memoryStore(), world.ways);
  const id = outbox.act({ path: '/visits/1/check-ins', body: { answer: 'ok' }, label: 'Booth 1' });
  assert.equal(outbox.fate(id), 'saving');
  await settled();
  assert.deepEqual(world.recorded, [id]);
  assert.equal(outbox.fate(id), 'done');
  assert.equal(outbox.unsent.length, 0);
});

test('without a server acts are kept in order and arrive exactly once when it is back', async () => {
  const world = room();
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const ids = ['a', 'b', 'c'].map((name) => outbox.act({ path: `/visits/${name}/check-ins`, label: name }));
  await settled();
  assert.equal(outbox.unreachable, true);
  assert.deepEqual(
    outbox.unsent.map((act) => act.id),
    ids,
  );
  assert.equal(outbox.fate(String(ids[0])), 'saved');
  world.up = true;
  await passTime(world);
  assert.deepEqual(world.recorded, ids);
  assert.equal(outbox.unreachable, false);
});

test('what a full disk does not take is kept, says why, and goes out by itself', async () => {
  let full = true;
  const problem = { status: 503, body: { status: 503, code: 'disk_full', detail: 'Full.' } };
  const world = room({ '/sites/here/visits': () => (full ? problem : null) });
  const outbox = new Outbox(memoryStore(), world.ways);
  const ids = ['a', 'b'].map((label) => outbox.act({ path: '/sites/here/visits', label }));
  await settled();
  assert.equal(outbox.cannot, 'disk_full');
  assert.equal(outbox.unreachable, false);
  assert.deepEqual([...new Set(world.asked)], ids.slice(0, 1));
  assert.equal(outbox.setAside.length, 0);
  assert.equal(outbox.fate(String(ids[0])), 'saved');
  full = false;
  await passTime(world);
  assert.deepEqual(world.recorded, ids);
  assert.equal(outbox.cannot, null);
});

test('a server that is gone is not one whose disk is full', async () => {
  const world = room({ '/x': () => ({ status: 503, body: { status: 503, code: 'disk_full' } }) });
  const outbox = new Outbox(memoryStore(), world.ways);
  outbox.act({ path: '/x', label: 'x' });
  await settled();
  world.up = false;
  await passTime(world);
  assert.equal(outbox.cannot, null);
  assert.equal(outbox.unreachable, true);
});

test('a lost answer is asked for again under the same id', async () => {
  const world = room();
  world.loseAnswers = true;
  const outbox = new Outbox(memoryStore(), world.ways);
  const id = outbox.act({ path: '/responses/1/actions', label: 'dose 1' });
  await settled();
  world.loseAnswers = false;
  await passTime(world);
  assert.deepEqual(world.asked, [id, id]);
  assert.deepEqual(world.recorded, [id]);
});

test('a reload keeps what was not sent', async () => {
  const world = room();
  world.up = false;
  const store = memoryStore();
  const id = new Outbox(store, world.ways).act({ path: '/x', label: 'x' });
  await settled();
  world.up = true;
  await new Outbox(store, world.ways).open();
  await settled();
  assert.deepEqual(world.recorded, [id]);
});

test('a refusal sets the act aside with its reason, and what built on it; the rest goes on', async () => {
  const refusal = {
    status: 409,
    body: { code: 'seat_taken', detail: 'Seat A is taken.', offers: ['room_says_otherwise'] },
  };
  const world = room({ '/sites/s/visits': (act) => (act.body.room_says_otherwise ? null : refusal) });
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const seat = outbox.act({ path: '/sites/s/visits', body: { booth: 1 }, label: 'seat' });
  const look = outbox.act({ path: `/visits/${seat}/check-ins`, body: { answer: 'ok' }, label: 'look' });
  const other = outbox.act({ path: '/visits/other/check-ins', label: 'other' });
  await settled();
  world.up = true;
  await passTime(world);
  assert.deepEqual(world.recorded, [other]);
  assert.deepEqual(
    outbox.setAside.map((act) => act.id),
    [seat, look],
  );
  assert.equal(outbox.setAside[0]?.refusal?.detail, 'Seat A is taken.');
  assert.equal(outbox.setAside[1]?.refusal?.because, seat);

  const fresh = await outbox.again(seat, true);
  await settled();
  assert.notEqual(fresh, seat);
  assert.deepEqual(world.recorded, [other, fresh, look]);
  assert.equal(outbox.setAside.length, 0);
});

test('another page with status 200 is not the server', () => {
  assert.equal(verdict({ status: 200, json: false, body: null }), 'again');
  assert.equal(verdict({ status: 200, json: true, body: { hello: 1 } }), 'again');
  assert.equal(verdict({ status: 502, json: false, body: null }), 'again');
  assert.equal(verdict({ status: 404, json: false, body: null }), 'again');
  assert.equal(verdict({ status: 404, json: true, body: { code: 'not_found' } }), 'refused');
  assert.equal(verdict({ status: 401, json: true, body: {} }), 'signed_out');
});

test('without a credential nothing is lost, and sending waits for a person', async () => {
  let signedIn = false;
  const world = room({ '/x': () => (signedIn ? null : { status: 401, body: { code: 'unauthenticated' } }) });
  const outbox = new Outbox(memoryStore(), world.ways);
  const id = outbox.act({ path: '/x', label: 'x' });
  await settled();
  assert.equal(outbox.signedOut, true);
  assert.equal(world.later.length, 0);
  signedIn = true;
  outbox.wake();
  await settled();
  assert.deepEqual(world.recorded, [id]);
});

test('an act that changed nothing says so: a note, or done by a colleague already', async () => {
  const world = room({
    '/late': () => ({ status: 200, body: { version: 9, late: true } }),
    '/repeat': () => ({ status: 200, body: { version: 9, repeat: true } }),
  });
  const outbox = new Outbox(memoryStore(), world.ways);
  /** @type {string[]} */
  const noted = [];
  outbox.onNoted = (act) => noted.push(act.label);
  const late = outbox.act({ path: '/late', label: 'late' });
  const repeat = outbox.act({ path: '/repeat', label: 'repeat' });
  await settled();
  assert.deepEqual([outbox.fate(late), outbox.fate(repeat)], ['noted', 'repeated']);
  assert.deepEqual(noted, ['late']);
  assert.equal(outbox.unsent.length, 0);
});

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

test('only an act that was never tried can be taken back on the tablet', async () => {
  const world = room();
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const first = outbox.act({ path: '/x', label: 'first' });
  const second = outbox.act({ path: '/y', label: 'second' });
  await settled();
  assert.equal(await outbox.drop(first), false);
  assert.equal(await outbox.drop(second), true);
  world.up = true;
  await passTime(world);
  assert.deepEqual(world.recorded, [first]);
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
