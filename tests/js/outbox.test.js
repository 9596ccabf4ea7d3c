import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Outbox } from '../../ops/static/js/core/outbox.js';
import { waitsForAnother } from '../../ops/static/js/core/outbox_aside.js';
import { memoryStore } from '../../ops/static/js/core/outbox_memory.js';
import { verdict } from '../../ops/static/js/core/outbox_rules.js';
import { passTime, room, settled } from './outbox_room.js';

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

test('a page opens with what is unsent, however long the server takes with it', async () => {
  const world = room();
  world.up = false;
  const store = memoryStore();
  const id = new Outbox(store, world.ways).act({ path: '/x', label: 'x' });
  await settled();
  const never = new Promise(() => {});
  const outbox = new Outbox(store, { ...world.ways, send: () => /** @type {Promise<never>} */ (never) });
  await outbox.open();
  assert.deepEqual(
    outbox.unsent.map((act) => act.id),
    [id],
  );
});

test('a page opens on a store that gives nothing, and what is tapped goes out', async () => {
  const world = room();
  const broken = { ...memoryStore(), all: () => Promise.reject(new Error('gone')) };
  const outbox = new Outbox(broken, world.ways);
  await outbox.open();
  const id = outbox.act({ path: '/x', label: 'x' });
  await settled();
  assert.deepEqual([world.recorded, outbox.lasting], [[id], false]);
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

test('a refused seating goes to another seat, and what built on it follows', async () => {
  const taken = { status: 409, body: { code: 'seat_taken', detail: 'Taken.', offers: ['room_says_otherwise'] } };
  const world = room({ '/sites/s/visits': (act) => (act.body.booth === 1 ? taken : null) });
  const outbox = new Outbox(memoryStore(), world.ways);
  const about = { kind: 'arrive', booth: 1, seat: 'A' };
  const seat = outbox.act({ path: '/sites/s/visits', body: { booth: 1, seat: 'A', route: 'inject' }, label: 'Booth 1 · seated', about });
  const look = outbox.act({ path: `/visits/${seat}/check-ins`, body: { answer: 'ok' }, label: 'look' });
  await settled();
  assert.deepEqual(outbox.setAside.map(({ id }) => id), [seat, look]);
  world.up = false;
  const fresh = await outbox.again(seat, false, { label: 'Booth 2 B · seated', place: { booth: 2, seat: 'B' } });
  const [first, second] = outbox.unsent;
  assert.deepEqual([first?.id, first?.label, second?.path], [fresh, 'Booth 2 B · seated', `/visits/${fresh}/check-ins`]);
  assert.deepEqual([first?.body.booth, first?.body.seat, first?.body.route], [2, 'B', 'inject']);
  assert.deepEqual([first?.about.booth, first?.about.seat, first?.body.room_says_otherwise], [2, 'B', undefined]);
});

test('nothing of a response, and no call for help, is ever set aside with a refused act that it names', async () => {
  const world = room({ '/sites/s/visits': () => ({ status: 409, body: { code: 'seat_taken', detail: 'Taken.' } }) });
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const seat = outbox.act({ path: '/sites/s/visits', body: { booth: 2 }, label: 'seat' });
  const look = outbox.act({ path: `/visits/${seat}/check-ins`, body: { answer: 'ok' }, label: 'look' });
  const respond = outbox.act({ path: '/sites/s/responses', body: { booth: 2, seat: 'A', visit: seat }, label: 'RESPOND' });
  const dose = outbox.act({ path: `/responses/${respond}/actions`, body: { kind: 'naloxone' }, label: 'dose' });
  const person = outbox.act({ path: `/responses/${respond}/amend`, body: { visit: seat }, label: 'person' });
  const answer = outbox.act({ path: `/visits/${seat}/check-ins`, body: { answer: 'respond' }, label: 'respond' });
  const help = outbox.act({ path: '/sites/s/help', body: { visit: seat }, label: 'help' });
  const undo = outbox.act({ path: '/sites/s/undo', body: { command: look }, label: 'undo the look' });
  await settled();
  world.up = true;
  await passTime(world);
  assert.deepEqual(world.recorded, [respond, dose, person, answer, help]);
  assert.deepEqual(
    outbox.setAside.map(({ id, refusal }) => [id, refusal?.because]),
    [[seat, undefined], [look, seat], [undo, seat]],
  );
});

test('rows of a response typed in from paper wait with it when it is refused, and go with it', async () => {
  const refused = () => ({ status: 422, body: { code: 'paper_too_old', detail: 'Longer ago than seven days.' } });
  const world = room({ '/sites/s/past-stays': refused, '/sites/s/past-responses': refused });
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const stay = outbox.act({ path: '/sites/s/past-stays', label: 'stay' });
  const past = outbox.act({ path: '/sites/s/past-responses', body: { visit: stay }, label: 'response' });
  const dose = outbox.act({ path: `/responses/${past}/actions`, body: { kind: 'naloxone' }, label: 'dose' });
  const live = outbox.act({ path: '/responses/live/actions', label: 'dose' });
  await settled();
  world.up = true;
  await passTime(world);
  const aside = () => outbox.setAside.map(({ id }) => id);
  const waiting = () => outbox.setAside.filter((act) => waitsForAnother(act, outbox.setAside)).map(({ id }) => id);
  assert.deepEqual([world.recorded, aside(), waiting()], [[live], [stay, past, dose], [past, dose]]);
  await outbox.putAway(stay);
  assert.deepEqual([aside(), waiting()], [[past, dose], [dose]]);
  world.answers = {};
  const fresh = await outbox.again(past, false);
  await settled();
  assert.deepEqual([world.recorded, aside()], [[live, fresh, dose], []]);

  world.answers = { '/sites/s/past-responses': refused };
  world.up = false;
  const second = outbox.act({ path: '/sites/s/past-responses', label: 'response' });
  outbox.act({ path: `/responses/${second}/actions`, label: 'dose' });
  await settled();
  world.up = true;
  await passTime(world);
  await outbox.putAway(second);
  assert.deepEqual([aside(), outbox.unsent], [[], []]);
});

test('what is left takes along what is nothing without it; the rest has its own choices, and nothing is stuck', async () => {
  const refused = () => ({ status: 409, body: { code: 'seat_taken', detail: 'Taken.' } });
  const world = room({ '/sites/s/visits': refused });
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const seat = outbox.act({ path: '/sites/s/visits', body: { booth: 2 }, label: 'seat' });
  const look = outbox.act({ path: `/visits/${seat}/check-ins`, body: { answer: 'ok' }, label: 'look' });
  const close = outbox.act({ path: '/sites/s/shifts', body: { act: 'close', staying: [seat] }, label: 'shift closed' });
  outbox.act({ path: '/sites/s/undo', body: { command: look }, label: 'undo the look' });
  const other = outbox.act({ path: '/sites/s/undo', body: { command: close }, label: 'undo the closing' });
  await settled();
  world.up = true;
  await passTime(world);
  const aside = () => outbox.setAside.map(({ id }) => id);
  const waiting = () => outbox.setAside.filter((act) => waitsForAnother(act, outbox.setAside)).map(({ id }) => id);
  assert.deepEqual([aside().length, waiting().length], [5, 4]);
  await outbox.putAway(seat);
  assert.deepEqual([aside(), waiting()], [[close, other], []]);
  const fresh = await outbox.again(close, false);
  await settled();
  assert.deepEqual([world.recorded, aside(), outbox.unsent], [[fresh, other], [], []]);
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

test('only an act that was never tried can be taken back on the tablet', async () => {
  const world = room();
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const first = outbox.act({ path: '/x', label: 'first' });
  const second = outbox.act({ path: '/y', label: 'second' });
  await settled();
  assert.equal(await outbox.drop(first), 'tried');
  assert.equal(await outbox.drop(second), 'dropped');
  world.up = true;
  await passTime(world);
  assert.deepEqual(world.recorded, [first]);
});

test('an act that a store just broken will not let go of is sent and undone, and the page says that it keeps nothing', async () => {
  const world = room();
  world.up = false;
  const gone = () => Promise.reject(new DOMException('the database is gone', 'InvalidStateError'));
  const store = { ...memoryStore(), lasting: true };
  const outbox = new Outbox(store, world.ways);
  const first = outbox.act({ path: '/x', label: 'first' });
  const second = outbox.act({ path: '/y', label: 'second' });
  await settled();
  Object.assign(store, Object.fromEntries(['all', 'add', 'put', 'claim', 'dropUntried', 'sent'].map((name) => [name, gone])));
  assert.equal(await outbox.drop(second), 'tried');
  assert.equal(outbox.lasting, false);
  const undo = outbox.act({ path: '/undo', label: 'undo second' });
  await settled();
  world.up = true;
  await passTime(world);
  assert.deepEqual(world.recorded, [first, second, undo]);
  assert.deepEqual(outbox.unsent, []);
});

test('an act that others build on stays, and they with it, tried or not; the last goes first', async () => {
  const world = room();
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const tried = outbox.act({ path: '/sites/s/responses', body: { booth: 1 }, label: 'RESPONSE' });
  const here = outbox.act({ path: `/responses/${tried}/here`, label: 'here' });
  const seat = outbox.act({ path: '/sites/s/visits', body: { booth: 2 }, label: 'seat' });
  const helped = outbox.act({ path: '/sites/s/responses', body: { visit: seat }, label: 'RESPONSE' });
  const dose = outbox.act({ path: `/responses/${helped}/actions`, body: { kind: 'naloxone' }, label: 'dose' });
  await settled();
  for (const id of [tried, seat, helped]) assert.equal(await outbox.drop(id), 'built_upon');
  assert.equal(outbox.unsent.length, 5);
  for (const id of [dose, helped]) assert.equal(await outbox.drop(id), 'dropped');
  world.up = true;
  await passTime(world);
  assert.deepEqual(world.recorded, [tried, here, seat]);
});
