import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { stripItems } from '../../ops/static/js/wall/strip.js';
import { tileView } from '../../ops/static/js/wall/view.js';
import { at, board, booth, NOW, response, visit } from './boards.js';

/**
 * @param {import('../../ops/static/js/core/types.js').Tile} tile
 * @param {import('../../ops/static/js/core/types.js').BoardResponse[]} [responses]
 * @param {boolean} [local]
 */
function view(tile, responses = [], local = false) {
  const alarms = alarmsAt(board({ booths: [tile], responses }), NOW, 'wall');
  return tileView(tile, { now: NOW, responses, local, alarms: new Map(alarms.map((one) => [one.cause, one])) });
}

/**
 * @param {number} left
 * @param {Partial<import('../../ops/static/js/core/types.js').Visit>} [more]
 */
function single(left, more) {
  const cell = view(booth(1, [visit('v', left, more)])).cells[0];
  assert.ok(cell);
  return [cell.tone, cell.word, cell.main, cell.late];
}

const PAUSED = { due_soon_at: null, due_at: null, overdue_at: null, urgent_at: null };

describe('one person', () => {
  const cases = /** @type {[string, any[], any[]][]} */ ([
    ['just seated: nobody has looked yet', [222, { answer: null }], ['ok', 'seated', '3:42', false]],
    ['OK', [222], ['ok', 'OK', '3:42', false]],
    ['asleep', [222, { answer: 'asleep' }], ['asleep', 'asleep', '3:42', false]],
    ['keep an eye', [72, { track: 'keep_an_eye' }], ['eye', 'keep an eye', '1:12', false]],
    ['hard to rouse', [90, { track: 'sedation' }], ['rouse', 'hard to rouse', '1:30', false]],
    ['due soon', [48], ['soon', 'due soon', '0:48', false]],
    ['due', [0], ['due', 'due', '0:00', true]],
    ['late', [-101], ['late', 'look in', '1:41', true]],
    ['past the second limit', [-190], ['high', 'LOOK NOW', '3:10', true]],
    ['late, and someone is going', [-190, { going_until: at(60) }], ['due', 'someone going', '3:10', true]],
    ['stepped out', [400, { state: 'stepped_out' }], ['out', 'stepped out', '6:40', false]],
    ['looked for', [90, { state: 'looked_for' }], ['out', 'looked for', '1:30', false]],
    ['looked for after a worry', [90, { state: 'looked_for', look_outside: true }], ['rouse', 'look outside', '1:30', false]],
    ['late outside', [-70, { state: 'looked_for', look_outside: true }], ['late', 'look outside', '1:10', true]],
  ]);
  for (const [name, given, expected] of cases) {
    test(name, () => assert.deepEqual(single(given[0], given[1]), expected));
  }

  test('what was last seen stays in view while the timer says something louder', () => {
    const cell = view(booth(1, [visit('v', 30, { track: 'sedation' })])).cells[0];
    assert.equal(cell?.tone, 'soon');
    assert.equal(cell?.second, 'moon');
  });

  test('how long they are here', () => assert.equal(view(booth(1, [visit('v', 30)])).cells[0]?.age, '10 min here'));

  test('on a picture that is not live the digits are marked as this screen’s own', () => {
    assert.equal(view(booth(1, [visit('v', 30)]), [], true).cells[0]?.main, '~0:30');
  });
});

describe('a place', () => {
  test('free, closed, being cleaned', () => {
    assert.equal(view(booth(1)).cells[0]?.main, 'free');
    assert.equal(view(booth(1, [null], { status: 'closed', closed_reason: 'private words' })).cells[0]?.main, 'closed');
    const cleaning = view(booth(1, [null], { status: 'cleaning', cleaning_since: at(-200) })).cells[0];
    assert.deepEqual([cleaning?.word, cleaning?.main], ['cleaning', '3 min']);
  });

  test('with several seats shows each, the empty ones too, and wears the worst sign', () => {
    const tile = view(booth(1, [visit('a', 200), visit('b', -70), null], { name: 'Smoking' }));
    assert.deepEqual(tile.cells.map((cell) => [cell.label, cell.tone]), [['A', 'ok'], ['B', 'late'], ['C', 'free']]);
    assert.equal(tile.tone, 'late');
    assert.equal(tile.header?.word, 'look in');
  });

  test('a second person in a single booth has a cell; an empty extra seat has none', () => {
    const two = booth(1, [visit('a', 200), visit('b', 100)]);
    const extra = two.seats[1];
    assert.ok(extra);
    extra.extra = true;
    assert.deepEqual(view(two).cells.map((cell) => cell.label), ['A', 'B']);
    delete extra.visit;
    assert.deepEqual(view(two).cells.map((cell) => cell.label), ['1']);
  });
});

describe('a response', () => {
  const paused = booth(1, [visit('v', 0, { ...PAUSED, response: 'r' })]);

  test('shows how many are there and for how long', () => {
    const cell = view(paused, [response('r', { there: 2 })]).cells[0];
    assert.deepEqual([cell?.tone, cell?.word, cell?.main, cell?.age], ['response', 'response', '2 there', '1:30']);
  });

  test('nobody has reached it: as loud as can be', () => {
    const cell = view(paused, [response('r', { there: 0, attended_until: null })]).cells[0];
    assert.deepEqual([cell?.tone, cell?.word, cell?.main], ['high', 'RESPONSE', '0 there']);
  });

  test('someone is going', () => {
    const going = response('r', { there: 0, going: 1, attended_until: null, going_until: at(60) });
    assert.deepEqual([view(paused, [going]).cells[0]?.tone, view(paused, [going]).cells[0]?.main], ['response', '1 going']);
  });

  test('more hands are wanted', () => {
    assert.equal(view(paused, [response('r', { more_hands_at: at(-5) })]).cells[0]?.word, 'more hands');
  });

  test('in a free or closed place', () => {
    assert.equal(view(booth(1), [response('r')]).cells[0]?.main, '1 there');
    assert.equal(view(booth(1, [null], { status: 'closed' }), [response('r')]).cells[0]?.main, '1 there');
  });

  test('in a shared place whose person is not chosen: on the place, beside everybody’s countdown', () => {
    const tile = view(booth(1, [visit('a', 200), visit('b', 100)]), [response('r', { seat: null })]);
    assert.deepEqual(tile.cells.map((cell) => cell.main), ['3:20', '1:40']);
    assert.equal(tile.header?.word, 'response');
  });
});

test('the wall shows nothing it may not show, even if it were sent', () => {
  const secret = /SECRET/;
  const told = visit('v', -190, {
    handle: 'SECRET', route: 'SECRET', substances: ['SECRET'], look: 'SECRET', usual_until: at(-600),
  });
  const treated = response('r', {
    booth: 2, kind: 'SECRET', lead: 'SECRET', people: [{ who: 'SECRET', state: 'here', since: at(0) }],
    missing: ['SECRET'], marks: ['SECRET'], aliases: ['SECRET'],
    outcome: { state: 'SECRET', place: 'SECRET', ambulance: 'SECRET' },
    actions: [{ id: 'SECRET', kind: 'SECRET', values: { dose_mg: 'SECRET' }, given_by: 'SECRET', happened_at: at(0), recorded_at: at(0) }],
  });
  const whole = board({
    booths: [booth(1, [told]), booth(2, [null], { closed_reason: 'SECRET' })],
    responses: [treated],
    waiting: [{ id: 'w', state: 'waiting', arrived_at: at(-60), handle: 'SECRET', route: 'SECRET' }],
    staff: [{ place: 'floor', name: 'SECRET' }],
  });
  const alarms = alarmsAt(whole, NOW, 'wall');
  const moment = { now: NOW, local: false, responses: whole.responses, alarms: new Map(alarms.map((one) => [one.cause, one])) };
  assert.doesNotMatch(JSON.stringify(whole.booths.map((one) => tileView(one, moment))), secret);
  assert.doesNotMatch(JSON.stringify(stripItems(whole, alarms, NOW, false)), secret);
});
