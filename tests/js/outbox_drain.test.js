import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Outbox } from '../../ops/static/js/core/outbox.js';
import { memoryStore } from '../../ops/static/js/core/outbox_memory.js';
import { NOW, passTime, room, settled } from './outbox_room.js';

test('an act that the server fails at holds up the floor, and after three tries no response', async () => {
  let broken = true;
  const failing = () => (broken ? { status: 500, body: { code: 'server_error', detail: 'Wrong here.' } } : null);
  const world = room({ '/visits/1/check-ins': failing, '/responses/bad/mark': failing });
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const poison = outbox.act({ path: '/visits/1/check-ins', label: 'look' });
  const seat = outbox.act({ path: '/sites/s/visits', label: 'seat' });
  const respond = outbox.act({ path: '/sites/s/responses', body: { visit: seat }, label: 'RESPOND' });
  const bad = outbox.act({ path: '/responses/bad/mark', label: 'mark' });
  const dose = outbox.act({ path: `/responses/${respond}/actions`, label: 'dose' });
  const after = outbox.act({ path: '/responses/bad/over', label: 'over' });
  const back = outbox.act({ path: '/sites/s/undo', body: { command: dose }, label: 'undo dose' });
  const unseat = outbox.act({ path: '/sites/s/undo', body: { command: seat }, label: 'undo seat' });
  await settled();
  world.up = true;
  for (let turn = 0; turn < 2; turn += 1) await passTime(world);
  assert.deepEqual([world.recorded, outbox.heldUpBy], [[], null]);
  await passTime(world);
  assert.deepEqual([world.recorded, outbox.heldUpBy], [[respond, dose, back], poison]);
  const later = outbox.act({ path: `/responses/${respond}/over`, label: 'over' });
  await settled();
  assert.deepEqual(world.recorded, [respond, dose, back, later]);
  assert.deepEqual(outbox.unsent.map(({ id }) => id), [poison, seat, bad, after, unseat]);
  broken = false;
  await passTime(world);
  assert.deepEqual(world.recorded.slice(4), [poison, seat, bad, after, unseat]);
  assert.equal(outbox.heldUpBy, null);
});

test('rows of a response typed in from paper pass nothing before their response has', async () => {
  const failing = () => ({ status: 500, body: { code: 'server_error', detail: 'Wrong here.' } });
  const world = room({ '/visits/1/check-ins': failing });
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  outbox.act({ path: '/visits/1/check-ins', label: 'look' });
  const past = outbox.act({ path: '/sites/s/past-responses', label: 'response' });
  const dose = outbox.act({ path: `/responses/${past}/actions`, label: 'dose' });
  const back = outbox.act({ path: '/sites/s/undo', body: { command: dose }, label: 'undo dose' });
  const live = outbox.act({ path: '/responses/live/actions', label: 'dose' });
  await settled();
  world.up = true;
  for (let turn = 0; turn < 3; turn += 1) await passTime(world);
  assert.deepEqual(world.recorded, [live]);
  world.answers = {};
  await passTime(world);
  assert.deepEqual(world.recorded.slice(2), [past, dose, back]);
});

test('nothing passes an act that waits for a server which does not answer, or for a person', async () => {
  for (const answer of [null, { status: 429, body: { code: 'too_many_tries' } }]) {
    const world = room({ '/x': () => answer });
    world.up = answer !== null;
    const outbox = new Outbox(memoryStore(), world.ways);
    const first = outbox.act({ path: '/x', label: 'x' });
    const respond = outbox.act({ path: '/sites/s/responses', label: 'RESPOND' });
    await settled();
    for (let turn = 0; turn < 5; turn += 1) await passTime(world);
    assert.deepEqual([[...new Set(world.asked)], outbox.heldUpBy], [[first], null]);
    assert.equal(await outbox.drop(respond), 'dropped');
  }
});

/**
 * An outbox with this many floor acts kept while nothing answered.
 * @param {import('./outbox_room.js').Room} world @param {number} count
 */
async function afterHours(world, count) {
  world.up = false;
  const outbox = new Outbox(memoryStore(), world.ways);
  const body = { happened_at: new Date(NOW).toISOString() };
  const ids = [...Array(count).keys()].map((number) => outbox.act({ path: `/looks/${number}`, body, label: 'look' }));
  await settled();
  world.up = true;
  return { outbox, ids };
}

test('hours without a server are few round trips: one act alone, then lists, in order', async () => {
  const world = room();
  const { outbox, ids } = await afterHours(world, 200);
  assert.deepEqual([[...new Set(world.asked)], world.lists], [[ids[0]], []]);
  await passTime(world);
  assert.deepEqual([world.recorded, outbox.unsent], [ids, []]);
  assert.deepEqual(world.lists, [...Array(9).fill(20), 19]);
  assert.deepEqual(world.painted, ids);
});

test('in a list a refusal takes along what rests on it and stops nothing else', async () => {
  const gone = { status: 409, body: { code: 'visit_ended', detail: 'Gone.' } };
  const world = room({ '/looks/3': () => gone });
  const { outbox, ids } = await afterHours(world, 5);
  const undo = outbox.act({ path: '/sites/s/undo', body: { command: ids[3] }, label: 'undo' });
  world.answers['/sites/s/undo'] = () => ({ status: 404, body: { code: 'not_found', detail: 'No such act.' } });
  await settled();
  assert.deepEqual(world.recorded, ids.filter((id) => id !== ids[3]));
  assert.deepEqual(outbox.setAside.map(({ id, refusal }) => [id, refusal?.code, refusal?.because]), [
    [ids[3], 'visit_ended', undefined],
    [undo, 'visit_ended', ids[3]],
  ]);
});

test('what comes in a list after an act without an answer is believed only where it is on record', async () => {
  let state = 'broken';
  const world = room({
    '/looks/2': () => (state === 'broken' ? { status: 500, body: { code: 'server_error' } } : null),
    '/looks/3': (act) => {
      if (Date.parse(act.body.happened_at) < NOW) return null;
      return { status: 422, body: { code: 'happened_in_future', server_now: '2026-11-22T13:00:00.000Z' } };
    },
    // Nobody knows it before the third look is on record.
    '/looks/4': () => (world.recorded.includes(String(ids[3])) ? null : { status: 404, body: { code: 'not_found' } }),
  });
  const { outbox, ids } = await afterHours(world, 6);
  await passTime(world);
  assert.deepEqual([world.recorded, outbox.setAside], [ids.slice(0, 2), []]);
  assert.equal(outbox.cannot, 'server_error');
  state = 'mended';
  await passTime(world);
  assert.deepEqual([[...world.recorded].sort(), outbox.setAside, outbox.unsent], [ids, [], []]);
});

test('a list whose answer is lost, or which is refused whole, leaves each act once on record', async () => {
  const lost = room();
  const first = await afterHours(lost, 30);
  const { sendList } = lost.ways;
  lost.ways.sendList = (acts) => sendList(acts).then(() => Promise.reject(new TypeError('cut')));
  await passTime(lost);
  assert.equal(first.outbox.unreachable, true);
  lost.ways.sendList = sendList;
  await passTime(lost);
  assert.deepEqual([lost.recorded, first.outbox.unsent], [first.ids, []]);

  const refusing = room({ list: () => ({ status: 413, body: { code: 'too_large' } }) });
  const second = await afterHours(refusing, 30);
  await passTime(refusing);
  assert.deepEqual([refusing.recorded, refusing.lists, second.outbox.setAside], [second.ids, [20], []]);

  const unknown = room({ list: () => ({ status: 401, body: { code: 'unauthenticated' } }) });
  const third = await afterHours(unknown, 30);
  await passTime(unknown);
  assert.deepEqual([third.outbox.signedOut, third.outbox.unsent.length], [true, 29]);
});
