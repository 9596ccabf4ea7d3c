import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import * as acts from '../../ops/static/js/floor/acts_walk.js';
import { afterPane } from '../../ops/static/js/floor/moves.js';
import { homePane } from '../../ops/static/js/floor/pane_home.js';
import { placeOf } from '../../ops/static/js/floor/places.js';
import { floorView } from '../../ops/static/js/floor/view.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { seatsToWalk, walkPage } from '../../ops/static/js/floor/walk.js';
import { gapWords } from '../../ops/static/js/floor/words_walk.js';
import { at, booth, NOW, visit } from './boards.js';
import { hands, key, scene, tap } from './tablet_scene.js';
import { afterOutage, told, WALK } from './walking.js';

/** @typedef {import('../../ops/static/js/core/types.js').Board} Board */
/** @typedef {import('../../ops/static/js/core/types.js').Found} Found */

/** The walk page of that board, and what hands did on it. @param {Board} shown */
function walking(shown) {
  const { done, hands: both } = hands();
  const page = /** @type {any} */ (walkPage(scene({ pane: { kind: 'walk' } }, { board: shown }), both));
  return { page, done };
}

/** @param {any} page */
function rows(page) {
  return findAll(page, (node) => String(node.props.class).startsWith('person ')).map(textOf);
}

describe('the walk', () => {
  test('takes the whole tablet; RESPOND stays', () => {
    const page = /** @type {any} */ (floorView(scene({ pane: { kind: 'walk' } }, { board: told({ walk: WALK }) }), hands().hands));
    assert.match(textOf(page), /Walk-round 1:12/);
    assert.ok(key(page, /^RESPOND/));
    assert.equal(findAll(page, (node) => String(node.props.class).startsWith('plan')).length, 0);
  });

  test('every seat in the room’s order, what the board has there, and what may be said of it', () => {
    const { page } = walking(told({ walk: WALK }));
    assert.deepEqual(rows(page), [
      'Booth 1 heron OK, awake · seen 4 min ago here asleep not here someone else',
      'Smoking A stepped out here asleep not here someone else',
      'Smoking B free someone is here asleep empty',
    ]);
    assert.match(textOf(page), /0 of 3 seen/);
  });

  test('a tap says what was found, and whom this tablet had there', () => {
    const { page, done } = walking(told({ walk: WALK }));
    tap(key(page, /^someone else$/));
    tap(key(page, /^someone is here$/));
    assert.deepEqual(done.map(([, act]) => [act.path, act.body, act.label]), [
      ['/walk-rounds/w1/found', { booth: 1, seat: 'A', visit: 'ann', found: 'someone_else' }, 'Booth 1 · someone else'],
      ['/walk-rounds/w1/found', { booth: 2, seat: 'B', found: 'here' }, 'Smoking B · someone is here'],
    ]);
  });

  test('the last that was said is pressed; where the board was wrong is said', () => {
    const found = [
      { booth: 1, seat: 'A', found: /** @type {Found} */ ('asleep'), differs: false },
      { booth: 1, seat: 'A', found: /** @type {Found} */ ('here'), differs: false },
      { booth: 2, seat: 'B', found: /** @type {Found} */ ('here'), differs: true },
    ];
    const { page } = walking(told({ walk: { ...WALK, found } }));
    assert.match(textOf(page), /2 of 3 seen · the board was wrong in 1/);
    assert.deepEqual(findAll(page, (node) => node.props['aria-pressed'] === 'true').map(textOf), [
      'here',
      'someone is here',
    ]);
    assert.match(String(rows(page)[2]), /the board had it otherwise/);
  });

  test('where a response runs the seat is only ticked', () => {
    const plan = told({ walk: WALK });
    Object.assign(/** @type {any} */ (placeOf(plan, 'ann')).visit, { response: 'r1' });
    assert.equal(rows(walking(plan).page)[0], 'Booth 1 heron response here');
  });

  test('whoever is looked for in an extra seat is not asked for there', () => {
    const plan = told({ walk: WALK });
    plan.booths[0]?.seats.push({ mark: '+1', extra: true, visit: visit('kit', 60, { state: 'looked_for' }) });
    assert.equal(seatsToWalk(plan).length, 3);
    Object.assign(/** @type {any} */ (placeOf(plan, 'kit')).visit, { state: 'using' });
    assert.equal(seatsToWalk(plan).length, 4);
  });

  test('done ends it, a name leads to the six answers, and what is loud elsewhere stays in view', () => {
    const plan = told({ walk: WALK });
    plan.booths.push(booth(3, [visit('kit', -100)]));
    const { page, done } = walking(plan);
    tap(key(page, /^Done$/));
    tap(key(page, /^Booth 1 heron$/));
    tap(key(page, /^Booth 3 look in/));
    assert.deepEqual(done, [
      ['act', acts.endWalk('w1')],
      ['open', { kind: 'home' }],
      ['open', { kind: 'seat', booth: 1, mark: 'A', part: null, back: 'walk' }],
      ['open', { kind: 'seat', booth: 3, mark: 'A', part: null }],
    ]);
  });

  test('the six answers lead back to it, by their own key and once one was given', () => {
    const plan = told({ walk: WALK });
    const pane = /** @type {const} */ ({ kind: 'seat', booth: 1, mark: 'A', part: null, back: 'walk' });
    const { done, hands: both } = hands();
    tap(key(/** @type {any} */ (floorView(scene({ pane }, { board: plan }), both)), /^Back to the walk$/));
    assert.deepEqual(done, [['open', { kind: 'walk' }]]);
    assert.deepEqual(afterPane(pane), { kind: 'walk' });
    assert.deepEqual(afterPane({ ...pane, back: undefined }), { kind: 'home' });
  });

  test('when the last was confirmed the page says so', () => {
    const { page, done } = walking(told());
    assert.match(textOf(page), /The walk is done/);
    tap(key(page, /^Begin again$/));
    assert.deepEqual(done, [['act', acts.beginWalk('here')], ['open', { kind: 'walk' }]]);
  });
});

describe('after an outage', () => {
  test('the one alarm leads to the walk, which it begins', () => {
    const { done, hands: both } = hands();
    tap(key(/** @type {any} */ (floorView(scene({}, { board: afterOutage() }), both)), /^WALK THE ROOM/));
    assert.deepEqual(done, [['act', acts.beginWalk('here')], ['open', { kind: 'walk' }]]);
  });

  test('a walk that runs already is joined, not begun again', () => {
    const { done, hands: both } = hands();
    const shown = afterOutage({ walk: WALK });
    tap(key(/** @type {any} */ (floorView(scene({}, { board: shown }), both)), /^WALK THE ROOM/));
    assert.deepEqual(done, [['open', { kind: 'walk' }]]);
  });

  test('how long nothing was recorded is said, and who is to be seen, longest unseen first', () => {
    const shown = afterOutage({ walk: { ...WALK, kind: 'reconfirm' } });
    const { done, hands: both } = hands();
    const home = /** @type {any} */ (homePane(scene({}, { board: shown }), both));
    assert.match(textOf(home), /Not recorded 13:20–13:58. No deadline from before is believed/);
    assert.match(textOf(home), /WALK THE ROOM 2 to see 4 min .*Booth 1 last look 4 min Smoking A last look 2 min/);
    tap(key(home, /^Smoking A last look/));
    assert.deepEqual(done, [['open', { kind: 'seat', booth: 2, mark: 'A', part: null }]]);
    assert.match(textOf(walking(shown).page), /WALK THE ROOM 1:12 .*0 of 3 seen · 2 to confirm · Not recorded 13:20–13:58/);
  });

  test('not any more when everybody was seen, nor when it was not for an outage', () => {
    assert.equal(gapWords(told({ gap: { from: at(-2400), until: at(-120) } })), null);
    assert.equal(gapWords(afterOutage({ gap: { from: at(-90_000), until: at(-80_000) } })), null);
  });

  test('days are said when it took that long', () => {
    const shown = afterOutage({ gap: { from: at(-180_000), until: at(-120) } });
    assert.equal(gapWords(shown), 'Not recorded 2026-11-20 12:00–2026-11-22 13:58');
  });

  test('a house that began with its clock behind does not know for how long it was away', () => {
    const shown = afterOutage({ gap: { from: at(-120), until: at(-120) } });
    assert.equal(gapWords(shown), 'Not recorded until 13:58');
  });
});

describe('the room needs eyes', () => {
  test('its alarm leads to the list of who is to be seen, and there to the first of them', () => {
    const plan = told();
    plan.room.eyes_since = at(-10);
    plan.room.minimum_free_staff = 1;
    plan.staff = [{ id: 1, name: 'Sam', place: 'response' }];
    plan.booths.push(booth(3, [visit('kit', -100)]));
    const { done, hands: both } = hands();
    const open = scene({ pane: { kind: 'room' } }, { board: plan });
    tap(key(/** @type {any} */ (floorView(open, both)), /^ROOM NEEDS EYES/));
    tap(key(/** @type {any} */ (floorView(scene({}, { board: plan }), both)), /^ROOM NEEDS EYES/));
    assert.deepEqual(done, [
      ['open', { kind: 'home' }],
      ['open', { kind: 'seat', booth: 3, mark: 'A', part: null }],
    ]);
  });
});

describe('the sound of one alarm', () => {
  /** Ann is late. @param {Parameters<typeof told>[0]} [room] */
  const late = (room = {}) => {
    const plan = told(room);
    Object.assign(/** @type {any} */ (placeOf(plan, 'ann')).visit, visit('ann', -100));
    return plan;
  };

  test('is off by one tap, for its cause alone', () => {
    const { done, hands: both } = hands();
    tap(key(/** @type {any} */ (floorView(scene({}, { board: late() }), both)), /^Booth 1: sound off$/));
    assert.deepEqual([done[0]?.[1].path, done[0]?.[1].body], ['/sites/here/pauses', { cause: 'visit:ann' }]);
  });

  test('comes back by itself, and says when, wherever the alarm stands', () => {
    const shown = late({ pauses: [{ cause: 'visit:ann', at: at(-18), until: at(102) }] });
    const alarms = alarmsAt(shown, NOW, 'floor');
    for (const pane of /** @type {const} */ ([{ kind: 'home' }, { kind: 'room' }, { kind: 'walk' }])) {
      const page = /** @type {any} */ (floorView(scene({ pane }, { board: shown, alarms }), hands().hands));
      assert.match(textOf(key(page, /^Booth 1: sound off for 1:42$/)), /sound off 1:42/);
    }
  });
});
