import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { boothsOf, forBar } from '../../ops/static/js/wall/own_screen.js';
import { soundSign } from '../../ops/static/js/wall/sound_sign.js';
import { alarm } from './alarms_made.js';
import { board, booth, NOW, singles } from './boards.js';

const WALL = { id: 7, name: 'Wall', role: 'display' };

describe('the part of the room a wall shows', () => {
  const room = (/** @type {number[] | null} */ shows) => board({ booths: singles(1, 4), devices: [{ ...WALL, shows }] });
  const shown = (/** @type {import('../../ops/static/js/core/types.js').Board} */ whole, device = 7) =>
    boothsOf(whole, device).map((one) => one.id);

  test('is what it was set to, in the room’s order', () => {
    assert.deepEqual(shown(room([3, 1])), [1, 3]);
  });

  test('is the whole room when nothing is set, and on any other screen', () => {
    assert.deepEqual(shown(room(null)), [1, 2, 3, 4]);
    assert.deepEqual(shown(room([1]), 8), [1, 2, 3, 4]);
  });

  test('is the whole room when none of its booths is left', () => {
    assert.deepEqual(shown(room([99])), [1, 2, 3, 4]);
  });
});

describe('what the bar says of this very wall', () => {
  const causes = ['device:7:sound', 'device:8:sound', 'device:7:silent'];
  const said = (/** @type {import('../../ops/static/js/core/liveness.js').Liveness} */ liveness) =>
    forBar(causes.map((cause) => alarm(cause, 'technical')), 7, liveness).map((one) => one.cause);

  test('is not that its sound is off, which its own sign says', () => {
    assert.deepEqual(said('live'), ['device:8:sound', 'device:7:silent']);
  });

  test('unless something else stands where that sign does', () => {
    assert.deepEqual(said('delayed'), causes);
    assert.deepEqual(said('not_live'), causes);
  });
});

describe('what a wall says of its sound', () => {
  const heard = { trouble: null, testing: false };
  const whole = board({ booths: [booth(3, [null])] });
  const paused = (/** @type {string} */ cause, /** @type {number} */ seconds) => ({
    ...alarm(cause, 'high'),
    booth: 3,
    paused_until: NOW + seconds * 1000,
  });

  test('that it is off, whatever else is so', () => {
    assert.equal(soundSign({ trouble: 'blocked', testing: true }, whole, [paused('visit:a', 60)], NOW).tone, 'off');
    assert.equal(soundSign({ trouble: 'missing', testing: false }, null, [], NOW).tone, 'off');
  });

  test('a tap is asked for only where it would help', () => {
    assert.match(soundSign({ trouble: 'blocked', testing: false }, whole, [], NOW).text, /touch the screen/);
    assert.match(soundSign({ trouble: 'missing', testing: false }, whole, [], NOW).text, /no loudspeaker/);
  });

  test('nothing while it is armed and nothing is paused', () => {
    assert.deepEqual(soundSign(heard, whole, [alarm('visit:a', 'high')], NOW), { text: '', tone: '' });
  });

  test('what is paused and for how long, the soonest to sound again first', () => {
    const sign = soundSign(heard, whole, [paused('visit:a', 100), paused('visit:b', 42)], NOW);
    assert.deepEqual(sign, { text: 'sound off · Booth 3 +1 · 0:42', tone: 'paused' });
  });

  test('a sound test hides nothing that is paused', () => {
    const test = { trouble: null, testing: true };
    assert.deepEqual(soundSign(test, whole, [], NOW), { text: 'sound test', tone: 'test' });
    const sign = soundSign(test, whole, [paused('visit:a', 42)], NOW);
    assert.deepEqual(sign, { text: 'test · off · Booth 3 · 0:42', tone: 'paused' });
  });

  test('behind the curtain no place is said', () => {
    const plain = { ...whole, room: { ...whole.room, curtain: true } };
    assert.equal(soundSign(heard, plain, [paused('visit:a', 42)], NOW).text, 'sound off · 0:42');
  });
});
