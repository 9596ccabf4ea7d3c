import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { breathsPerMinute, freshUi, respondTarget, viewOf } from '../../ops/static/js/floor/moves.js';
import { placeName, responseBy, responseWhere } from '../../ops/static/js/floor/places.js';
import { board, booth, response, visit } from './boards.js';

const ID = '0193c7e0-0000-7000-8000-00000000aa07';
const plan = board({ booths: [booth(1, [visit('ann', 100)]), booth(2, [null, visit('bo', 50)], { name: 'Smoking' })] });

/** @param {Partial<import('../../ops/static/js/floor/scene.js').Ui>} more */
function ui(more) {
  return { ...freshUi({ name: 'floor' }), ...more };
}

test('the address says which view is shown', () => {
  assert.deepEqual(viewOf('/floor'), { name: 'floor' });
  assert.deepEqual(viewOf(`/floor/response/${ID.toUpperCase()}`), { name: 'response', id: ID });
  assert.deepEqual(viewOf('/floor/response/nonsense'), { name: 'floor' });
});

describe('the one RESPOND button means', () => {
  test('elsewhere, while nothing is open', () => assert.deepEqual(respondTarget(ui({}), plan), { place: 'other' }));

  test('the open seat and the person in it', () => {
    const pane = /** @type {const} */ ({ kind: 'seat', booth: 1, mark: 'A', part: null });
    assert.deepEqual(respondTarget(ui({ pane }), plan), { booth: 1, seat: 'A', visit: 'ann' });
  });

  test('the open seat without anyone the board knows of', () => {
    const pane = /** @type {const} */ ({ kind: 'seat', booth: 2, mark: 'A', part: null });
    assert.deepEqual(respondTarget(ui({ pane }), plan), { booth: 2, seat: 'A' });
  });

  test('whoever is being moved, while a place is chosen for them', () => {
    const from = { booth: 1, mark: 'A' };
    const pane = /** @type {const} */ ({ kind: 'pick', what: 'move', visit: 'ann', who: 'Booth 1', from });
    assert.deepEqual(respondTarget(ui({ pane }), plan), { booth: 1, seat: 'A', visit: 'ann' });
  });

  test('somebody else, on a response page', () => {
    const view = /** @type {const} */ ({ name: 'response', id: ID });
    assert.deepEqual(respondTarget(ui({ view }), plan), { place: 'other', another: true });
  });

  test('elsewhere, before any picture has come', () => {
    const pane = /** @type {const} */ ({ kind: 'seat', booth: 1, mark: 'A', part: null });
    assert.deepEqual(respondTarget(ui({ pane }), null), { place: 'other' });
  });
});

test('breaths are counted from the first tap to the last', () => {
  assert.equal(breathsPerMinute([]), null);
  assert.equal(breathsPerMinute([1000]), null);
  assert.equal(breathsPerMinute([0, 6000, 12_000]), 10);
  assert.equal(breathsPerMinute([0, 5000]), 12);
  assert.equal(breathsPerMinute([7, 7]), null);
});

test('places are called as the room calls them', () => {
  const [one, smoking] = plan.booths;
  assert.ok(one && smoking);
  assert.equal(placeName(one, 'A'), 'Booth 1');
  assert.equal(placeName(smoking, 'B'), 'Smoking B');
  const full = booth(3, [visit('cy', 100), visit('di', 100)]);
  full.seats = [full.seats[0], { ...full.seats[1], mark: '+1', extra: true }];
  assert.equal(placeName(full, 'A'), 'Booth 3', 'an extra seat does not rename the first');
  assert.equal(placeName(full, '+1'), 'Booth 3 extra');
  assert.equal(placeName(full, '+2'), 'Booth 3 extra 2');
  assert.equal(responseWhere(plan, response('r', { booth: 2, seat: 'B' })), 'Smoking B');
  assert.equal(responseWhere(plan, response('r', { booth: null, seat: null, place: 'washroom' })), 'washroom');
  assert.equal(responseWhere(plan, response('r', { booth: null, seat: null })), 'elsewhere');
});

test('a response answers to every id it was joined under', () => {
  const joined = response('first', { aliases: ['second'] });
  assert.equal(responseBy([joined], 'second'), joined);
  assert.equal(responseBy([joined], 'third'), null);
});
