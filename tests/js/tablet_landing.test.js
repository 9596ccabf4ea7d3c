/** Between the server's answer to an act and the picture that has come as far. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Outbox } from '../../ops/static/js/core/outbox.js';
import { memoryStore } from '../../ops/static/js/core/outbox_memory.js';
import { BoardStore } from '../../ops/static/js/core/store.js';
import * as acts from '../../ops/static/js/floor/acts.js';
import { placeAt, placeOf } from '../../ops/static/js/floor/places.js';
import { withLanding } from '../../ops/static/js/floor/scene_now.js';
import { at, board, booth, response, visit } from './boards.js';
import { room, settled } from './outbox_room.js';

/** @typedef {import('../../ops/static/js/floor/acts.js').FloorAct} FloorAct */

/** Ann in booth 1, Bo in booth 2, Kit waits, booth 3 is free. */
function told() {
  const protocol = { extend_by: 300 };
  const plan = board({
    epoch: 'one',
    version: 10,
    booths: [booth(1, [visit('ann', 80, { episodes: 1, usual_until: at(300) })]), booth(2, [visit('bo', 60)]), booth(3)],
    waiting: [{ id: 'kit', state: 'called', arrived_at: at(-600), handle: 'kite' }],
  });
  return { ...plan, room: { ...plan.room, protocol } };
}

/**
 * What the tablet shows once the server has answered and its delta is still to come.
 * @param {FloorAct} act
 * @param {Record<string, any>} answer
 * @param {string} [id]
 */
async function answered(act, answer, id) {
  const store = new BoardStore();
  store.snapshot(told());
  const world = room({ [act.path]: () => ({ status: 200, body: { version: 11, ...answer } }) });
  const outbox = new Outbox(memoryStore(), { ...world.ways, onDone: (_act, { body }, epoch) => store.paint(body, epoch) });
  const made = outbox.act({ ...act, body: { ...act.body, happened_at: at(0) }, id });
  await settled();
  assert.equal(outbox.fate(made), 'done');
  const shown = withLanding(store, outbox);
  assert.ok(shown);
  return shown;
}

test('who changed seats has done so once', async () => {
  const tiles = [booth(1, [visit('bo', 60)]), booth(2, [visit('ann', 80)])];
  const shown = await answered(acts.swap('ann', 'Booth 1', 'Booth 2', 'bo'), { tiles });
  assert.deepEqual([placeOf(shown, 'ann')?.tile.id, placeOf(shown, 'bo')?.tile.id], [2, 1]);
});

test('what adds up is counted once', async () => {
  const again = await answered(acts.episode('ann', 'Booth 1'), { tiles: [booth(1, [visit('ann', 80, { episodes: 2 })])] });
  assert.equal(placeOf(again, 'ann')?.visit.episodes, 2);
  const longer = { tiles: [booth(1, [visit('ann', 80, { usual_until: at(600) })])] };
  const extended = await answered(acts.extend('ann', 'Booth 1'), longer);
  assert.equal(placeOf(extended, 'ann')?.visit.usual_until, at(600));
});

test('who was given a seat waits no longer, though the answer tells of the seat alone', async () => {
  const shown = await answered(acts.seatWaiting('kit', 'kite', 'Booth 3', { booth: 3, seat: 'A' }), { tiles: [booth(3, [visit('kit', 300)])] });
  assert.equal(placeAt(shown, 3, 'A')?.seat.visit?.due_at, at(300));
  assert.deepEqual(shown.waiting, []);
});

test('a response that turned out to run already stands once, under its own name', async () => {
  const running = response('r', { booth: 3, seat: 'A', aliases: ['begun'] });
  const act = acts.respond('here', 'Booth 3', { booth: 3, seat: 'A' });
  const shown = await answered(act, { response: running }, 'begun');
  assert.deepEqual(shown.responses.map(({ id }) => id), ['r']);
});
