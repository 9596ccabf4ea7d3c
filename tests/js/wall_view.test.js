import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { stripItems } from '../../ops/static/js/wall/strip.js';
import { signsOf } from '../../ops/static/js/wall/header.js';
import { loudness } from '../../ops/static/js/wall/tones.js';
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
  return [cell.tone, cell.word, cell.main, cell.beside];
}

const PAUSED = { due_soon_at: null, due_at: null, overdue_at: null, urgent_at: null };

describe('one person', () => {
  const cases = /** @type {[string, any[], any[]][]} */ ([
    ['just seated: nobody has looked yet', [222, { answer: null }], ['ok', 'seated', '3:42', '']],
    ['OK', [222], ['ok', 'OK, awake', '3:42', '']],
    ['asleep', [222, { answer: 'asleep' }], ['asleep', 'asleep', '3:42', '']],
    ['keep an eye', [72, { track: 'keep_an_eye' }], ['eye', 'keep an eye', '1:12', '']],
    ['hard to rouse', [90, { track: 'sedation' }], ['rouse', 'hard to rouse', '1:30', '']],
    ['due soon', [48], ['soon', 'due soon', '0:48', '']],
    ['due', [0], ['due', 'due', '0:00', 'late']],
    ['late', [-101], ['late', 'look in', '1:41', 'late']],
    ['past the second limit', [-190], ['high', 'LOOK NOW', '3:10', 'late']],
    ['late, and someone is going', [-190, { going_until: at(60) }], ['due', 'going', '3:10', 'late']],
    ['stepped out', [400, { state: 'stepped_out' }], ['out', 'out', '6:40', '']],
    ['looked for', [90, { state: 'looked_for' }], ['out', 'looked for', '1:30', '']],
    ['looked for after a worry', [90, { state: 'looked_for', look_outside: true }], ['rouse', 'look outside', '1:30', '']],
    ['not seen since the board came back', [222, { ...PAUSED, confirm_since: at(-60), last_look_at: at(-2580) }], ['due', 'to see', '43 min', '']],
    ['late outside', [-70, { state: 'looked_for', look_outside: true }], ['late', 'look outside', '1:10', 'late']],
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
    assert.equal(tile.shared, true);
  });

  test('a second person in a single booth has a cell; an empty extra seat has none', () => {
    const two = booth(1, [visit('a', 200), visit('b', 100)]);
    const extra = two.seats[1];
    assert.ok(extra);
    extra.extra = true;
    assert.deepEqual(view(two).cells.map((cell) => cell.label), ['1', 'B']);
    assert.equal(view(two).shared, false, 'no name over seats it was not made for');
    delete extra.visit;
    assert.deepEqual(view(two).cells.map((cell) => cell.label), ['1']);
  });
});

describe('a response', () => {
  const paused = booth(1, [visit('v', 0, { ...PAUSED, response: 'r' })]);

  test('shows for how long, as large as any digits, and how many are there', () => {
    const cell = view(paused, [response('r', { there: 2 })]).cells[0];
    assert.deepEqual(
      [cell?.tone, cell?.word, cell?.main, cell?.kind, cell?.beside],
      ['response', 'response', '1:30', 'digits', '2 there'],
    );
  });

  test('nobody has reached it: as loud as can be, in words', () => {
    const cell = view(paused, [response('r', { there: 0, attended_until: null })]).cells[0];
    assert.deepEqual([cell?.tone, cell?.word, cell?.main, cell?.beside], ['high', 'NOBODY THERE', '1:30', '']);
  });

  test('nobody has said for long that they are there: not "nobody there"', () => {
    const cell = view(paused, [response('r', { there: 2, attended_until: at(-300) })]).cells[0];
    assert.deepEqual([cell?.tone, cell?.word, cell?.beside], ['high', 'RESPONSE', '2 there']);
  });

  test('someone is going', () => {
    const going = response('r', { there: 0, going: 1, attended_until: null, going_until: at(60) });
    assert.deepEqual([view(paused, [going]).cells[0]?.tone, view(paused, [going]).cells[0]?.beside], ['response', '1 going']);
  });

  test('more hands are wanted: louder than a look that is late, reached or not', () => {
    const asked = { more_hands_at: at(-5) };
    const reached = view(paused, [response('r', asked)]).cells[0];
    assert.deepEqual([reached?.tone, reached?.word, reached?.shape, reached?.beside], ['hands', 'more hands', 'hands', '1 there']);
    assert.ok(loudness('hands') > loudness('late'));
    const alone = view(paused, [response('r', { ...asked, there: 0, attended_until: null })]).cells[0];
    assert.deepEqual([alone?.tone, alone?.word, alone?.shape, alone?.beside], ['high', 'more hands', 'hands', '']);
  });

  test('in a free or closed place', () => {
    assert.equal(view(booth(1), [response('r')]).cells[0]?.beside, '1 there');
    assert.equal(view(booth(1, [null], { status: 'closed' }), [response('r')]).cells[0]?.beside, '1 there');
    assert.equal(view(booth(1), [response('r', { seat: 'gone' })]).cells[0]?.beside, '1 there');
  });

  test('in a shared place whose person is not chosen: on the place, beside everybody’s countdown', () => {
    const tile = view(booth(1, [visit('a', 200), visit('b', 100)]), [response('r', { seat: null })]);
    assert.deepEqual(tile.cells.map((cell) => cell.main), ['3:20', '1:40']);
    assert.deepEqual(tile.atLarge.map((cell) => [cell.word, cell.main]), [['response', '1:30']]);
    assert.equal(tile.tone, 'response');
  });

  for (const [where, moved] of /** @type {[string, Partial<import('../../ops/static/js/core/types.js').BoardResponse>][]} */ ([
    ['in the washroom', { booth: null, seat: null, place: 'washroom' }],
    ['in another place', { booth: 7, seat: 'A' }],
  ])) {
    test(`${where}, whoever is helped is shown so in the place they keep`, () => {
      const cell = view(paused, [response('r', moved)]).cells[0];
      assert.deepEqual([cell?.label, cell?.tone, cell?.word, cell?.main], ['1', 'response', 'response', '1:30']);
    });
  }
});

describe('the name over several seats', () => {
  /** @param {import('../../ops/static/js/core/types.js').Tile} tile @param {import('../../ops/static/js/core/types.js').BoardResponse[]} [responses] */
  const signs = (tile, responses) => signsOf(view(tile, responses), false).map((sign) => [sign.shape, sign.texts[0]]);

  test('says each state whose seat shows its shape alone, loudest first, each once, and not OK', () => {
    const people = [visit('a', 200), visit('b', 90, { track: 'sedation' }), visit('c', -80), visit('d', -85), null];
    assert.deepEqual(signs(booth(1, people)), [['late', 'look in'], ['moon', 'hard to rouse']]);
  });

  test('a response that is not yet anybody’s stands there with its time', () => {
    const tile = booth(1, [visit('a', 200), visit('b', 100)]);
    assert.deepEqual(signs(tile, [response('r', { seat: null })]), [['pulse', 'response 1:30 · 1 there']]);
    assert.equal(signsOf(view(tile, [response('r', { seat: null })]), true).length, 1);
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
