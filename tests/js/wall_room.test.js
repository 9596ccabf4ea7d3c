import assert from 'node:assert/strict';
import { test } from 'node:test';

import { everyoneOut, headSigns, onWall, stateSigns } from '../../ops/static/js/wall/room_state.js';
import { at, board, booth, NOW, visit } from './boards.js';

/** @param {Partial<import('../../ops/static/js/core/types.js').Room>} room */
function inside(room) {
  const whole = board({ booths: [booth(1, [visit('ann', -400)]), booth(2, [null, visit('bo', 60, { response: 'r' })])] });
  return { ...whole, room: { ...whole.room, ...room } };
}

test('each state in the head: in full, on two lines, and alone', () => {
  assert.deepEqual(stateSigns(inside({ state: 'open' }), ''), []);
  assert.deepEqual(stateSigns(inside({ state: 'closed' }), 'staff'), [
    'closed to new people · staff',
    'closed to new people\nstaff',
    'closed to new people',
  ]);
  assert.deepEqual(stateSigns(inside({ state: 'closed' }), ''), ['closed to new people']);
  assert.deepEqual(stateSigns(inside({ state: 'last_entry' }), ''), ['last entry']);
  assert.equal(stateSigns(inside({ state: 'closing' }), '')[0], 'closing: 2 still here');
  assert.equal(stateSigns({ ...inside({ state: 'closing' }), booths: [booth(1)] }, '')[0], 'closing: nobody here');
  assert.equal(stateSigns(inside({ state: 'everyone_out', since: at(-192) }), '')[0], 'everyone out since 13:56');
});

test('a lock-down draws the curtain, and only that', () => {
  const told = inside({ state: 'lock_down', curtain: false });
  assert.equal(onWall(told).room.curtain, true);
  assert.equal(onWall(told).booths, told.booths);
  const open = inside({ state: 'open' });
  assert.equal(onWall(open), open);
});

test('everyone out: for how long, and nobody known to be anywhere', () => {
  const told = inside({ state: 'everyone_out', since: at(-192) });
  const [item] = everyoneOut(told, NOW, '~');
  assert.deepEqual([item?.wordings[0], item?.call], [{ text: 'EVERYONE OUT', time: '~3:12' }, true]);
  const [first] = onWall(told).booths;
  assert.deepEqual([first?.seats[0]?.visit?.due_at, first?.seats[0]?.visit?.confirm_since], [null, at(-192)]);
  assert.deepEqual(everyoneOut(inside({ state: 'closing' }), NOW, ''), []);
});

test('trouble with the machine stands before the state; behind the curtain alone', () => {
  assert.deepEqual(headSigns(inside({}), ['CLOCK SUSPECT']), ['CLOCK SUSPECT']);
  assert.deepEqual(headSigns(inside({ state: 'closing' }), ['CLOCK SUSPECT', 'DISK FULL']), [
    'CLOCK SUSPECT · DISK FULL · closing: 2 still here',
    'CLOCK SUSPECT · DISK FULL · closing',
    'CLOCK SUSPECT · closing',
    'CLOCK SUSPECT\nclosing',
  ]);
  assert.deepEqual(headSigns(inside({ state: 'closing', curtain: true }), ['DISK FULL']), ['DISK FULL']);
  assert.equal(headSigns(inside({ state: 'closed', reason: 'full' }), [])[0], 'closed to new people · full');
  assert.deepEqual(headSigns(inside({}), []), []);
});
