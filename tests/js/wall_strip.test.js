import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { fitStrip, stripItems, widthOf } from '../../ops/static/js/wall/strip.js';
import { placeName } from '../../ops/static/js/wall/strip_alarms.js';
import { at, board, booth, NOW, response, visit } from './boards.js';
import { typeWidth } from './type_widths.js';

/** @param {Partial<import('../../ops/static/js/core/types.js').Board>} parts */
function items(parts) {
  const whole = board(parts);
  return stripItems(whole, alarmsAt(whole, NOW, 'wall'), NOW, false);
}

/** @param {number} count */
function late(count) {
  return Array.from({ length: count }, (_, place) => booth(place + 1, [visit(`v${place}`, -190 - place)]));
}

describe('what it says', () => {
  test('whoever is unattended, worst first, then running responses, then who is next', () => {
    const { alarms, rest } = items({
      booths: [booth(1, [visit('a', -101)]), booth(2, [visit('b', -190)]), booth(3, [visit('c', 48)])],
      responses: [response('r', { booth: 7, there: 2 }), response('u', { booth: null, seat: null, place: 'door', there: 0, attended_until: null })],
    });
    assert.deepEqual(alarms.map((item) => item.wordings[0]), [
      { text: 'RESPONSE door · 0 there', time: '1:30' },
      { text: 'Booth 2 · LOOK NOW', time: '3:10 late' },
      { text: 'Booth 1 · look in', time: '1:41 late' },
    ]);
    assert.deepEqual(rest.map((item) => item.tone), ['response', 'next']);
    assert.deepEqual(rest[1]?.wordings[0], { text: '3', time: '0:48' });
  });

  test('a response that wants more hands comes before the others', () => {
    const { rest } = items({ responses: [response('a'), response('b', { more_hands_at: at(-3) })] });
    assert.deepEqual(rest.map((item) => item.tone), ['hands', 'response']);
  });

  test('a screen that fell silent is named; one that went to sleep is not', () => {
    const device = { id: 1, name: 'Tablet 2', role: 'floor', silent_since: at(-240), sleeping: false };
    assert.equal(items({ devices: [device] }).rest[0]?.wordings[0]?.text, 'Tablet 2 silent');
    assert.equal(items({ devices: [{ ...device, sleeping: true }] }).rest.length, 0);
  });

  test('behind the curtain an alarm is a place, and nothing else is said', () => {
    const whole = board({ booths: late(1), responses: [response('r', { booth: 5 })] });
    whole.room.curtain = true;
    const { alarms, rest } = stripItems(whole, alarmsAt(whole, NOW, 'wall'), NOW, false);
    assert.deepEqual(alarms[0]?.wordings, [{ text: '1', time: '' }]);
    assert.deepEqual(rest, []);
  });

  test('places by the name people use', () => {
    const whole = board({ booths: [booth(1), booth(2, [null, null], { name: 'Smoking' })] });
    assert.equal(placeName(whole, { booth: 1, seat: 'A', place: null }), 'Booth 1');
    assert.equal(placeName(whole, { booth: 2, seat: 'B', place: null }), 'Smoking B');
    assert.equal(placeName(whole, { booth: 2, seat: null, place: null }), 'Smoking');
    assert.equal(placeName(whole, { booth: null, seat: null, place: 'washroom' }), 'washroom');
    assert.equal(placeName(whole, { booth: 99, seat: null, place: null }), 'elsewhere');
  });
});

describe('what fits', () => {
  /** @param {number} count */
  function fitted(count, width = 1900) {
    const { alarms, rest } = items({ booths: late(count), responses: [response('r', { booth: 30 })] });
    return fitStrip([...alarms, ...rest], width, typeWidth);
  }

  test('one alarm is said in full', () => {
    assert.equal(fitted(1).shown[0]?.wording.text, 'Booth 1 · LOOK NOW');
    assert.equal(fitted(1).left, 0);
  });

  test('the worst is said most fully, and each before any is left out', () => {
    const { shown, left } = fitted(6);
    assert.equal(left, 0);
    assert.equal(shown.length, 7);
    assert.notEqual(shown[0]?.wording.time, '');
  });

  test('what does not fit is counted', () => {
    const { shown, left } = fitted(30);
    assert.equal(shown.length + left, 31);
    assert.ok(left > 0);
  });

  test('never wider than the bar', () => {
    for (let count = 0; count <= 30; count += 1) {
      for (const width of [1060, 1900, 2600]) {
        assert.ok(widthOf(fitted(count, width).shown, typeWidth) <= width, `${count} in ${width}`);
      }
    }
  });

  test('who is next gives way to everything', () => {
    const { alarms, rest } = items({ booths: [...late(4), booth(9, [visit('n', 100)])] });
    const { shown } = fitStrip([...alarms, ...rest], 1200, typeWidth);
    assert.ok(shown.every((one) => one.item.tone !== 'next'));
  });
});
