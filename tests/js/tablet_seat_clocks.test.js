import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { floorView } from '../../ops/static/js/floor/view.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { over as overAct } from '../../ops/static/js/response/acts.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { at, booth, NOW, response, visit } from './boards.js';
import { hands, PLAN, scene } from './tablet_scene.js';

/** @param {Partial<import('../../ops/static/js/core/types.js').Visit>} more */
function sheet(more) {
  const booths = [booth(1, [visit('ann', 90, more)])];
  const pane = /** @type {const} */ ({ kind: 'seat', booth: 1, mark: 'A', visit: 'ann', part: null });
  return textOf(floorView(scene({ pane }, { board: { ...PLAN, booths, waiting: [] } }), hands().hands));
}

describe('clocks that last longer than a look', () => {
  test('a seat says since when somebody is hard to rouse, and the response the same', () => {
    const track = /** @type {const} */ ({ track: 'sedation', track_since: at(-3900) });
    assert.match(sheet(track), /hard to rouse since 12:55, 1 h 05/);
    assert.doesNotMatch(sheet({ track: 'regular', track_since: at(-3900) }), /hard to rouse since/);
    const seen = { id: 'a', kind: 'assessment', values: { sedation: 'unresponsive' }, happened_at: at(-5), recorded_at: at(-5) };
    for (const actions of [[], [seen]]) {
      const runs = response('r', { kind: 'prolonged_sedation', visit: 'ann', began_at: at(-600), actions });
      const shown = { ...PLAN, booths: [booth(1, [visit('ann', 90, { ...track, response: 'r' })])], responses: [runs] };
      const view = /** @type {const} */ ({ name: 'response', id: 'r' });
      assert.match(textOf(responseView(scene({ view }, { board: shown }), hands().hands, 'r')), /hard to rouse for 1 h 05/);
    }
  });

  test('aftercare says so, and until when it lasts, also when nobody waits', () => {
    const seated = { state: /** @type {const} */ ('aftercare') };
    assert.match(sheet({ ...seated, usual_until: at(480) }), /aftercare · observed until 14:08, 8 min more/);
    assert.match(sheet({ ...seated, usual_until: at(-300) }), /aftercare · observed until 13:55, 5 min ago/);
    assert.doesNotMatch(sheet({ usual_until: at(480) }), /observed until/);
  });
});

test('over opens the log anew, at its newest row', () => {
  const log = (/** @type {object} */ more) => {
    const shown = { ...PLAN, responses: [response('r', { actions: [], ...more })] };
    const page = responseView(scene({ view: { name: 'response', id: 'r' } }, { board: shown }), hands().hands, 'r');
    return findAll(page, (node) => String(node.props.class).startsWith('zone log'))[0]?.key;
  };
  assert.notEqual(log({}), log({ state: 'over', over_at: at(-1) }));
  assert.equal(log({}), log({ began_at: new Date(NOW - 9000).toISOString() }));
});

test('the clock of a long sedation goes on after over, before the server says so', () => {
  const seen = (/** @type {number} */ when, /** @type {string} */ sedation) =>
    ({ id: `s${when}`, kind: 'assessment', values: { sedation }, happened_at: at(when), recorded_at: at(when) });
  const actions = [seen(-900, 'unresponsive'), seen(-700, 'awake'), seen(-600, 'responds_to_pressure'), seen(-60, 'unresponsive')];
  const runs = response('r', { booth: 1, visit: 'ann', began_at: at(-1000), actions });
  const told = { ...PLAN, booths: [booth(1, [visit('ann', 90, { response: 'r' })])], responses: [runs] };
  const over = { ...overAct('r'), id: 'o', made_at: NOW, tries: 0, state: /** @type {const} */ ('waiting') };
  const stay = painted(told, [{ ...over, body: { happened_at: at(0) } }]).board.booths[0]?.seats[0]?.visit;
  assert.deepEqual([stay?.track, stay?.track_since], ['sedation', at(-600)]);
});
