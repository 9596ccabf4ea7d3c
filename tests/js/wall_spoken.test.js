import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Spoken } from '../../ops/static/js/wall/spoken.js';

/**
 * @param {string} key
 * @param {string} text
 * @param {import('../../ops/static/js/wall/strip.js').StripTone} [tone]
 * @returns {import('../../ops/static/js/wall/strip.js').Item}
 */
function item(key, text, tone = 'high') {
  return { key, tone, shape: null, call: !['next', 'response'].includes(tone), place: text, wordings: [{ text, time: '0:10' }] };
}

test('each call is said once, when it begins, and again when it becomes worse', () => {
  const spoken = new Spoken();
  assert.equal(spoken.hear([item('a', 'A · look in', 'late')], false), 'A · look in');
  assert.equal(spoken.hear([item('a', 'A · look in', 'late'), item('b', 'B')], false), 'B');
  assert.equal(spoken.hear([item('a', 'A · LOOK NOW'), item('b', 'B')], false), 'A · LOOK NOW');
});

test('what is not a call is not said', () => {
  assert.equal(new Spoken().hear([item('n', '3', 'next'), item('r', 'Response 7', 'response')], false), '');
});

test('when it is over nothing stands any more', () => {
  const spoken = new Spoken();
  spoken.hear([item('a', 'A'), item('b', 'B')], false);
  assert.equal(spoken.hear([item('b', 'B')], false), 'A. B', 'one of the two still calls');
  assert.equal(spoken.hear([], false), '');
});

test('when what was said last is over, and something older goes on, nothing stands', () => {
  const spoken = new Spoken();
  spoken.hear([item('a', 'A')], false);
  spoken.hear([item('a', 'A'), item('b', 'B')], false);
  assert.equal(spoken.hear([item('a', 'A')], false), '');
});

test('the curtain takes what was said before it', () => {
  const spoken = new Spoken();
  spoken.hear([item('a', 'Booth 1 · LOOK NOW')], false);
  assert.equal(spoken.hear([item('a', '1')], true), '');
  assert.equal(spoken.hear([item('a', '1'), item('b', '2')], true), '2');
});
