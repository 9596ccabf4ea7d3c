import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { floorView } from '../../ops/static/js/floor/view.js';
import { textOf } from '../../ops/static/js/floor/vnode.js';
import { at, board, booth, NOW, visit } from './boards.js';
import { hands, key, scene, tap } from './tablet_scene.js';

const UNSEEN = { due_soon_at: null, due_at: null, overdue_at: null, urgent_at: null, confirm_since: at(-60) };

/** @param {Partial<import('../../ops/static/js/core/types.js').Room>} [room] */
function afterAnOutage(room = {}) {
  const whole = board({ booths: [booth(1, [visit('a', 0, { handle: 'heron', ...UNSEEN })]), booth(2, [null])] });
  Object.assign(whole.room, { gap: { from: at(-2400), until: at(-60) }, ...room });
  return whole;
}

/** @param {import('../../ops/static/js/core/types.js').Board} whole @param {any} [more] */
function walking(whole, more = {}) {
  return scene({ pane: { kind: 'walk' }, walk: 'w' }, { board: whole, ...more });
}

describe('after an outage', () => {
  test('the one alarm leads to the walk, which it begins', () => {
    const { done, hands: both } = hands();
    tap(key(floorView(scene({}, { board: afterAnOutage() }), both), /^WALK THE ROOM/));
    assert.deepEqual(done.map(([what]) => what).sort(), ['act', 'open', 'set']);
    const begun = done.find(([what]) => what === 'act')?.[1];
    assert.deepEqual([begun.path, begun.body], ['/sites/here/walk-rounds', { kind: 'reconfirm' }]);
    assert.deepEqual(done.find(([what]) => what === 'open')?.[1], { kind: 'walk' });
  });

  test('a walk that runs already is joined, not begun again', () => {
    const { done, hands: both } = hands();
    const whole = afterAnOutage({ walk: { id: 'x', kind: 'reconfirm', began_at: at(-5), found: [] } });
    tap(key(floorView(scene({}, { board: whole }), both), /^WALK THE ROOM/));
    assert.deepEqual(done, [['open', { kind: 'walk' }]]);
  });

  test('the gap is said, and who was not seen since', () => {
    const words = textOf(floorView(walking(afterAnOutage()), hands().hands));
    assert.match(words, /Not recorded 13:20–13:59/);
    assert.match(words, /heron · not seen since/);
    assert.match(words, /0 of 2 seen/);
  });
});

describe('a walk', () => {
  test('one tap says what is there, and whom the tablet had there', () => {
    const { done, hands: both } = hands();
    const page = floorView(walking(afterAnOutage()), both);
    tap(key(page, /^asleep$/));
    tap(key(page, /^someone is here$/));
    const said = done.filter(([what]) => what === 'act').map(([, act]) => [act.path, act.body]);
    assert.deepEqual(said, [
      ['/walk-rounds/w/found', { booth: 1, seat: 'A', visit: 'a', found: 'asleep' }],
      ['/walk-rounds/w/found', { booth: 2, seat: 'A', found: 'here' }],
    ]);
  });

  test('what was found counts, also before it is sent', () => {
    const told = { walk: { id: 'w', kind: /** @type {const} */ ('walk_round'), began_at: at(-5), found: [{ booth: 1, seat: 'A', found: /** @type {const} */ ('here'), differs: true }] } };
    const unsent = [{ about: { kind: 'found', walk: 'w', booth: 2, seat: 'A', found: 'empty' } }];
    const sending = { unsent, setAside: [], unreachable: true, signedOut: false, lasting: true };
    const page = floorView(walking(afterAnOutage(told), { sending }), hands().hands);
    assert.match(textOf(page), /2 of 2 seen · the board was wrong in 1/);
    assert.equal(key(page, /^here$/).props['aria-pressed'], 'true');
    assert.equal(key(page, /^empty$/).props['aria-pressed'], 'true');
  });
});

describe('the sound of one alarm', () => {
  const late = board({ booths: [booth(1, [visit('a', -200)])] });

  test('is off by one tap, for its cause alone', () => {
    const { done, hands: both } = hands();
    tap(key(floorView(scene({}, { board: late }), both), /^Booth 1: sound off$/));
    assert.deepEqual([done[0]?.[1].path, done[0]?.[1].body], ['/sites/here/pauses', { cause: 'visit:a' }]);
  });

  test('comes back by itself, and says when', () => {
    const whole = { ...late, room: { ...late.room, pauses: [{ cause: 'visit:a', at: at(-10), until: at(110) }] } };
    const page = floorView(scene({}, { board: whole, alarms: alarmsAt(whole, NOW, 'floor') }), hands().hands);
    assert.ok(key(page, /^Booth 1: sound off for 1:50$/));
  });
});
