import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import * as acts from '../../ops/static/js/floor/acts_walk.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { placeAt, placeOf } from '../../ops/static/js/floor/places.js';
import { at, NOW, visit } from './boards.js';
import { afterOutage, told, WALK } from './walking.js';

/** @typedef {import('../../ops/static/js/core/types.js').Board} Board */
/** @typedef {import('../../ops/static/js/core/types.js').Found} Found */
/** @typedef {import('../../ops/static/js/core/outbox_rules.js').Act} Act */

/** @param {{path: string, label: string, body?: Record<string, any>, about: Record<string, any>}} one @param {string} id @returns {Act} */
function unsent(one, id) {
  const body = { ...one.body, happened_at: at(0) };
  return { id, path: one.path, body, label: one.label, about: one.about, made_at: NOW, tries: 0, state: 'waiting' };
}

/**
 * @param {Board} plan
 * @param {[number, string, Found, string | null, boolean][]} taps booth, seat, what, whom it had there, and whether
 *   that differs
 */
function walked(plan, ...taps) {
  const found = taps.map(([number, seat, what, whom, differs], n) => {
    const place = { booth: number, seat, ...(whom ? { visit: whom } : {}) };
    return unsent(acts.foundThere('w0', 'there', what, place, differs), `f${n}`);
  });
  return painted(plan, [unsent(acts.beginWalk('here'), 'w0'), ...found]).board;
}

describe('a tablet without a server walks', () => {
  test('it begins one, and what it finds stands in it', () => {
    const after = walked(told(), [1, 'A', 'here', 'ann', false], [2, 'B', 'someone_else', null, true]);
    assert.deepEqual(after.room.walk, {
      id: 'w0',
      kind: 'walk_round',
      began_at: at(0),
      found: [
        { booth: 1, seat: 'A', found: 'here', differs: false },
        { booth: 2, seat: 'B', found: 'someone_else', differs: true },
      ],
    });
    assert.equal(placeOf(after, 'ann')?.visit.last_look_at, at(0));
    const came = placeAt(after, 2, 'B');
    assert.deepEqual([came?.seat.visit?.id, came?.seat.visit?.due_at, came?.tile.status], ['f1', at(300), 'occupied']);
  });

  test('a walk that is under way is joined', () => {
    assert.equal(walked(told({ walk: WALK })).room.walk?.id, 'w1');
  });

  test('not here, someone else, back in the seat', () => {
    const after = walked(told(), [1, 'A', 'someone_else', 'ann', true], [2, 'A', 'asleep', 'bo', true]);
    assert.equal(placeAt(after, 1, 'A')?.seat.visit?.id, 'f0');
    const beside = placeAt(after, 1, '+1')?.seat.visit;
    assert.deepEqual([beside?.id, beside?.state], ['ann', 'looked_for']);
    assert.deepEqual([placeOf(after, 'bo')?.visit.state, placeOf(after, 'bo')?.visit.answer], ['using', 'asleep']);
    assert.equal(placeOf(walked(told(), [1, 'A', 'empty', 'ann', true]), 'ann')?.visit.state, 'looked_for');
  });

  test('whom it had there is not there any more: it is only noted', () => {
    const after = walked(told(), [1, 'A', 'empty', 'somebody of before', true]);
    assert.equal(placeOf(after, 'ann')?.visit.state, 'using');
    assert.equal(after.room.walk?.found.length, 1);
  });

  test('who was to be confirmed is, and has a clock again; the alarm knows', () => {
    const after = walked(afterOutage(), [1, 'A', 'here', 'ann', false], [2, 'A', 'empty', 'bo', false]);
    assert.equal(after.room.walk?.kind, 'reconfirm');
    const ann = placeOf(after, 'ann')?.visit;
    assert.deepEqual([ann?.confirm_since, ann?.due_at], [null, at(300)]);
    assert.equal(placeOf(after, 'bo')?.visit.state, 'looked_for');
    assert.deepEqual(alarmsAt(after, NOW, 'floor'), []);
  });

  test('an ordinary look confirms as well; done ends it', () => {
    const look = { path: '', label: '', about: { kind: 'check-ins', visit: 'ann', answer: 'ok' } };
    const { board: after } = painted(afterOutage({ walk: WALK }), [
      unsent(look, 'c1'),
      unsent(acts.endWalk('w1'), 'e1'),
    ]);
    assert.equal(placeOf(after, 'ann')?.visit.confirm_since, null);
    assert.equal(after.room.walk, null);
  });

  test('a pause counts down by itself', () => {
    const plan = told();
    Object.assign(/** @type {any} */ (placeOf(plan, 'ann')).visit, visit('ann', -100));
    const { board: after } = painted(plan, [unsent(acts.pauseSound('here', 'visit:ann', 'Booth 1'), 'p1')]);
    assert.deepEqual(after.room.pauses, [{ cause: 'visit:ann', at: at(0), until: at(90) }]);
    assert.equal(alarmsAt(after, NOW + 1000, 'floor')[0]?.paused_until, NOW + 90_000);
  });
});
