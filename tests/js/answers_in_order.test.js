import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AnswersInOrder } from '../../ops/static/js/coordinator/answers_in_order.js';

/** @param {number} second */
const at = (second) => `2026-11-22T14:00:${String(second).padStart(2, '0')}.000Z`;

/** @param {(number | '')[]} seconds at which answers were made, in the order in which they came; the news among them */
function news(...seconds) {
  const answers = new AnswersInOrder();
  return seconds.filter((second) => answers.isNews(second === '' ? '' : at(second)));
}

test('each answer that was made later is news', () => {
  assert.deepEqual(news(10, 12, 14), [10, 12, 14]);
});

test('the same answer again is none, however often it comes', () => {
  assert.deepEqual(news(10, 10, 12, 12, 12), [10, 12]);
});

test('one of before is none, however often it comes', () => {
  assert.deepEqual(news(10, 12, 14, 11, 11, 11, 16), [10, 12, 14, 16]);
});

test('once the clock is set back the second answer is believed, and all that follow', () => {
  assert.deepEqual(news(50, 52, 3, 5, 7, 9), [50, 52, 5, 7, 9]);
});

test('an answer that does not say when it was made is none, and proves nothing of the next', () => {
  assert.deepEqual(news('', 10, '', 5, '', 5), [10]);
});
