import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { answerOf, follows, shown } from '../../ops/static/js/core/walk.js';
import { visit } from './boards.js';
import { vectors } from './vectors.js';

for (const one of vectors('walk')) {
  test(one.name, () => {
    assert.deepEqual(follows(one.shown, one.found, one.to_confirm), [one.follows, one.differs]);
  });
}

for (const one of vectors('walk_answers')) {
  test(one.name, () => {
    assert.equal(answerOf(one.found, one.track), one.answer);
  });
}

describe('what the board has in a seat', () => {
  test('nobody, somebody, somebody out, somebody who is helped', () => {
    assert.equal(shown(null), 'nobody');
    assert.equal(shown(visit('ann', 60)), 'somebody');
    assert.equal(shown(visit('ann', 60, { state: 'aftercare' })), 'somebody');
    assert.equal(shown(visit('ann', 60, { state: 'stepped_out' })), 'out');
    assert.equal(shown(visit('ann', 60, { state: 'looked_for' })), 'out');
    assert.equal(shown(visit('ann', 60, { state: 'looked_for', response: 'r1' })), 'helped');
  });
});
