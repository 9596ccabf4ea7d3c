import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SQUEEZED, splits, WORD } from '../../ops/static/js/wall/texts.js';
import { fitting, onTwoLines } from '../../ops/static/js/wall/words.js';
import { typeWidth } from './type_widths.js';

test('a word that has room is drawn as it is', () => {
  assert.deepEqual(fitting('asleep', WORD, 900, typeWidth).squeeze, 1);
});

test('with less room it is drawn narrower at full height, then smaller, then not at all', () => {
  const own = typeWidth('hard to rouse') * 70;
  const narrower = fitting('hard to rouse', 70, own * 0.9, typeWidth);
  assert.ok(narrower.size === 70 && Math.abs(narrower.squeeze - 0.9) < 1e-9);
  const smaller = fitting('hard to rouse', 70, own * 0.7, typeWidth);
  assert.ok(smaller.size < 70 && smaller.size >= WORD && smaller.squeeze === SQUEEZED);
  assert.ok(smaller.width <= own * 0.7 + 1e-9);
  assert.equal(fitting('hard to rouse', 70, own * 0.5, typeWidth).text, '');
  assert.equal(fitting('', 70, 900, typeWidth).text, '');
});

test('on two lines where both parts have room', () => {
  assert.deepEqual(splits('hard to rouse'), [['hard', 'to rouse'], ['hard to', 'rouse']]);
  const [first, last] = onTwoLines('NOBODY THERE', WORD, 300, 200, typeWidth);
  assert.deepEqual([first.text, last.text], ['NOBODY', 'THERE']);
  assert.equal(onTwoLines('NOBODY THERE', WORD, 300, 100, typeWidth)[0].text, '');
});
