import assert from 'node:assert/strict';
import { test } from 'node:test';

import { countsOf } from '../../ops/static/js/core/counts.js';
import { toasts } from '../../ops/static/js/floor/toasts.js';
import { textOf } from '../../ops/static/js/floor/vnode.js';
import { at, board, booth, visit } from './boards.js';
import { hands, PLAN, scene } from './tablet_scene.js';

/** @param {import('../../ops/static/js/core/types.js').Board} of */
function onTablet(of) {
  return textOf(toasts(scene({}, { board: of }), hands().hands, 2));
}

test('wall and tablet count people where they are, also who rests in a booth after a response', () => {
  const resting = board({
    booths: [
      booth(1, [visit('ann', 90, { state: 'aftercare' })]),
      booth(2, [visit('bo', 90)]),
      booth(3, [visit('cy', 90), null], { name: 'Aftercare', kind: 'aftercare' }),
    ],
    waiting: [
      { id: 'kit', state: 'waiting', arrived_at: at(-600), handle: 'kite' },
      { id: 'lou', state: 'called', arrived_at: at(-600), handle: 'lark' },
    ],
  });
  const told = countsOf(resting).map(({ n, word }) => `${n} ${word}`);
  assert.deepEqual(told, ['2 in places', '1 aftercare', '1 called', '1 waiting']);
  assert.equal(onTablet(resting), told.join(' · '));
});

test('what is none is left off, but for the places', () => {
  assert.equal(onTablet(board({ ...PLAN, booths: [booth(1)], waiting: [] })), '0 in places');
});
