/** A response begun and worked on without the server reads on its tablet as it will in the house. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { actFrom } from '../../ops/static/js/core/outbox_rules.js';
import * as floor from '../../ops/static/js/floor/acts.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import * as acts from '../../ops/static/js/response/acts.js';
import { at, board, booth, NOW, visit } from './boards.js';

const TABLET = { who: 'Tablet 2', device: 'Tablet 2' };
const ANA = { who: 'Ana', device: 'Tablet 2' };
const ROOM = board({
  booths: [booth(1, [visit('ann', 100)]), booth(2)],
  staff: [{ id: 1, name: 'Ana', place: 'floor' }],
});
const START = floor.respond('here', 'Booth 1', { booth: 1, seat: 'A', visit: 'ann' });

/**
 * @param {[number, import('../../ops/static/js/floor/acts.js').FloorAct, {who: string, device: string}][]} taps
 *   seconds from NOW, what, by whom
 */
function tapped(taps) {
  const waiting = taps.map(([seconds, act, by], place) => {
    const wanted = { ...act, body: { ...act.body, happened_at: at(seconds) }, about: { ...act.about, by } };
    return actFrom(wanted, place ? `act-${place}` : 'r', NOW);
  });
  const picture = painted(ROOM, waiting);
  const [response] = picture.board.responses;
  assert.ok(response);
  return { ...picture, response };
}

test('whoever begins and logs is there, and it is quiet until that lapses', () => {
  const { response, board: after, unsent } = tapped([
    [0, START, TABLET],
    [5, acts.action('r', 'naloxone'), TABLET],
  ]);
  assert.deepEqual(response.people, [{ who: 'Tablet 2', state: 'here', since: at(5) }]);
  assert.equal(response.attended_until, at(185));
  assert.deepEqual(alarmsAt(after, NOW + 100_000, 'wall'), []);
  assert.deepEqual(alarmsAt(after, NOW + 400_000, 'wall').map((one) => one.cause), ['response:r']);
  assert.ok(unsent.has('r'));
  assert.ok(!unsent.has('booth:1'), 'nobody else of that booth waits to be sent');
});

test('nobody has said yet that they are there: it sounds at once', () => {
  const { board: after } = tapped([[0, START, TABLET]]);
  assert.deepEqual(alarmsAt(after, NOW + 1_000, 'floor').map((one) => [one.cause, one.level]), [['response:r', 'high']]);
});

test('a name takes the entry of its tablet, and its chip goes along', () => {
  const { response, board: after } = tapped([
    [0, START, TABLET],
    [5, acts.action('r', 'naloxone'), TABLET],
    [9, acts.here('r'), ANA],
    [10, acts.lead('r', null), ANA],
  ]);
  assert.deepEqual(response.people, [{ who: 'Ana', state: 'here', since: at(5) }]);
  assert.deepEqual([response.there, response.lead, after.staff[0]?.place], [1, 'Ana', 'response']);
});

test('going, then there; over, and the chip is back on the floor', () => {
  const going = tapped([
    [0, START, TABLET],
    [2, acts.going('r'), ANA],
  ]);
  assert.deepEqual([going.response.going, going.response.there], [1, 0]);
  const over = tapped([
    [0, START, TABLET],
    [2, acts.going('r'), ANA],
    [9, acts.here('r'), ANA],
    [60, acts.over('r'), ANA],
  ]);
  assert.deepEqual(over.response.people, [{ who: 'Ana', state: 'here', since: at(9) }]);
  assert.deepEqual([over.response.state, over.board.staff[0]?.place], ['over', 'floor']);
});

test('an older look at it never shortens how long it is quiet', () => {
  const { response } = tapped([
    [0, START, TABLET],
    [90, acts.here('r'), ANA],
    [30, acts.mark('r'), ANA],
  ]);
  assert.equal(response.attended_until, at(270));
});

test('whoever leads is there, and a second tablet without a name beside the first', () => {
  const led = tapped([
    [0, START, TABLET],
    [5, acts.lead('r', null), TABLET],
    [9, acts.action('r', 'naloxone'), { who: 'Tablet 5', device: 'Tablet 5' }],
  ]).response;
  assert.deepEqual(led.people?.map(({ who }) => who), ['Tablet 2', 'Tablet 5']);
  assert.deepEqual([led.lead, led.there, led.attended_until], ['Tablet 2', 2, at(189)]);
  const named = tapped([
    [0, START, TABLET],
    [5, acts.here('r'), ANA],
    [7, acts.lead('r', 'Ana'), TABLET],
    [9, acts.action('r', 'naloxone'), { who: 'Tablet 5', device: 'Tablet 5' }],
  ]).response;
  assert.deepEqual(named.people?.map(({ who }) => who), ['Ana']);
});
