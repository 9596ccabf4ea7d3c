import assert from 'node:assert/strict';
import { test } from 'node:test';

import { everyoneOut, headSign, onWall, stateSign } from '../../ops/static/js/wall/room_state.js';
import { at, board, booth, NOW, visit } from './boards.js';

/** @param {Partial<import('../../ops/static/js/core/types.js').Room>} room */
function inside(room) {
  const whole = board({ booths: [booth(1, [visit('ann', -400)]), booth(2, [null, visit('bo', 60, { response: 'r' })])] });
  return { ...whole, room: { ...whole.room, ...room } };
}

test('each state in the head, on one line and on two', () => {
  assert.deepEqual(stateSign(inside({ state: 'open' }), ''), ['', '']);
  assert.deepEqual(stateSign(inside({ state: 'closed' }), 'staff'), [
    'closed to new people · staff',
    'closed to new people\nstaff',
  ]);
  assert.deepEqual(stateSign(inside({ state: 'closed' }), '')[0], 'closed to new people');
  assert.equal(stateSign(inside({ state: 'last_entry' }), '')[0], 'last entry');
  assert.equal(stateSign(inside({ state: 'closing' }), '')[0], 'closing: 2 still here');
  assert.equal(stateSign({ ...inside({ state: 'closing' }), booths: [booth(1)] }, '')[0], 'closing: nobody here');
  assert.equal(stateSign(inside({ state: 'everyone_out', since: at(-192) }), '')[0], 'everyone out since 13:56');
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
  assert.deepEqual(headSign(inside({}), ['CLOCK SUSPECT']), ['CLOCK SUSPECT', 'CLOCK SUSPECT']);
  assert.deepEqual(headSign(inside({ state: 'closing' }), ['CLOCK SUSPECT']), [
    'CLOCK SUSPECT · closing: 2 still here',
    'CLOCK SUSPECT\nclosing: 2 still here',
  ]);
  assert.deepEqual(headSign(inside({ state: 'closing', curtain: true }), ['DISK FULL'])[0], 'DISK FULL');
  assert.deepEqual(headSign(inside({ state: 'closed', reason: 'full' }), []), [
    'closed to new people · full',
    'closed to new people\nfull',
  ]);
  assert.equal(headSign(inside({}), [])[0], '');
});
