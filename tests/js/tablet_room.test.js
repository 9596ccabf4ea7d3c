import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { timersStilled } from '../../ops/static/js/core/everyone_out.js';
import * as acts from '../../ops/static/js/floor/acts.js';
import { alarmButton } from '../../ops/static/js/floor/alarm_button.js';
import { headCount, isCounting } from '../../ops/static/js/floor/head_count.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { landed, painted } from '../../ops/static/js/floor/overlay.js';
import { emptySeat } from '../../ops/static/js/floor/pane_arrive.js';
import { roomLine, roomStateButtons } from '../../ops/static/js/floor/pane_room_states.js';
import { placeOf } from '../../ops/static/js/floor/places.js';
import { findAll, h, textOf } from '../../ops/static/js/floor/vnode.js';
import { at, board, booth, NOW, visit } from './boards.js';

/** @typedef {import('../../ops/static/js/core/types.js').Board} Board */
/** @typedef {import('../../ops/static/js/core/types.js').Room} Room */
/** @typedef {import('../../ops/static/js/floor/scene.js').Scene} Scene */
/** @typedef {import('../../ops/static/js/floor/scene.js').Hands} Hands */
/** @typedef {import('../../ops/static/js/floor/vnode.js').VNode} VNode */

/** Ann, sedated and late, in booth 1; Bo in Smoking B; Kit waits. @param {Partial<Room>} [room] */
function told(room = {}) {
  const plan = board({
    booths: [
      booth(1, [visit('ann', -300, { handle: 'heron', track: 'sedation' })]),
      booth(2, [null, visit('bo', 90, { head_count: 'out' })], { name: 'Smoking' }),
    ],
    waiting: [{ id: 'kit', state: 'waiting', arrived_at: at(-600), handle: 'kite' }],
  });
  return { ...plan, room: { ...plan.room, ...room } };
}

/** @param {import('../../ops/static/js/floor/acts.js').FloorAct} one @param {string} id */
function unsent(one, id) {
  const body = { ...one.body, happened_at: at(0) };
  return /** @type {const} */ ({
    id, path: one.path, body, label: one.label, about: one.about, made_at: NOW, tries: 0, state: 'waiting',
  });
}

/** @param {Board} shown */
function before(shown) {
  /** @type {[string, any][]} */
  const done = [];
  const note = (/** @type {string} */ name) => (/** @type {any} */ what) => {
    done.push([name, what]);
    return 'made-id';
  };
  const hands = /** @type {Hands} */ (
    /** @type {unknown} */ ({ act: note('act'), open: note('open'), go: note('go') })
  );
  const scene = /** @type {Scene} */ (
    /** @type {unknown} */ ({
      page: { site: 'here' },
      board: shown,
      unsentOn: new Set(['ann']),
      alarms: alarmsAt(shown, NOW, 'floor'),
      now: NOW,
      ui: freshUi({ name: 'floor' }),
    })
  );
  return { scene, hands, done };
}

/** @param {any} page @param {RegExp} words */
function tap(page, words) {
  const root = h('div', null, page);
  const [found] = findAll(root, (node) => node.tag === 'button' && words.test(textOf(node)));
  assert.ok(found, `no button ${words}`);
  /** @type {any} */ (found).props.onclick();
}

const OUT = /** @type {const} */ ({ state: 'everyone_out', since: at(-192), before: 'last_entry' });

describe('everyone out', () => {
  test('the head count stands by itself, and steps aside for what is opened', () => {
    const { scene } = before(told(OUT));
    assert.ok(isCounting(scene));
    assert.ok(!isCounting({ ...scene, ui: { ...scene.ui, pane: { kind: 'room' } } }));
    assert.ok(!isCounting(before(told()).scene));
  });

  test('everyone by place and seat, then who waits; what matters for carrying; the sums', () => {
    const { scene, hands } = before(told(OUT));
    const page = headCount(scene, hands);
    const rows = findAll(page, (node) => String(node.props.class).startsWith('person ')).map(textOf);
    assert.deepEqual(rows.map((one) => one.replace(/ out .*/, '')), [
      'Booth 1 heron hard to rouse, breathing not sent yet',
      'Smoking B',
      'waiting kite',
    ]);
    const [sums] = findAll(page, (node) => node.props.class === 'totals');
    assert.equal(textOf(/** @type {VNode} */ (sums)), '1 out 0 needs carrying 0 refused 0 not found 2 not said');
    assert.match(textOf(page), /EVERYONE OUT 3:12/);
  });

  test('a tick is one tap, and pressed afterwards', () => {
    const { scene, hands, done } = before(told(OUT));
    const page = headCount(scene, hands);
    tap(page, /^needs carrying$/);
    assert.deepEqual(done[0]?.[1].path, '/visits/ann/head-count');
    assert.deepEqual(done[0]?.[1].body, { state: 'needs_carrying' });
    const pressed = findAll(page, (node) => node.props['aria-pressed'] === 'true').map(textOf);
    assert.deepEqual(pressed, ['out']);
  });

  test('somebody more is here against the board, and out', () => {
    const { scene, hands, done } = before(told(OUT));
    tap(headCount(scene, hands), /^Somebody more$/);
    assert.deepEqual(done.map(([, act]) => [act.path, act.body]), [
      ['/sites/here/visits', { room_says_otherwise: true }],
      ['/visits/made-id/head-count', { state: 'out' }],
    ]);
  });

  test('its alarm leads to it', () => {
    const shown = told(OUT);
    const { scene, hands, done } = before(shown);
    const [alarm] = scene.alarms;
    assert.equal(alarm?.cause, 'head_count');
    tap(alarmButton(scene, hands, shown, /** @type {any} */ (alarm)), /EVERYONE OUT/);
    assert.deepEqual(done, [['open', { kind: 'home' }]]);
  });

  test('nobody is sent into a booth that was found empty', () => {
    const shown = told();
    const bo = booth(3, [visit('cy', -90, { look_outside: true }), visit('di', -90)], { name: 'Yard' });
    const { scene, hands } = before({ ...shown, booths: [bo] });
    const said = scene.alarms.map((alarm) => textOf(alarmButton(scene, hands, { ...shown, booths: [bo] }, alarm)));
    assert.deepEqual(said.map((one) => /look (in|outside)/.exec(one)?.[0]).sort(), ['look in', 'look outside']);
  });

  test('no timer asks for anything, and all do again afterwards', () => {
    const open = told();
    assert.equal(timersStilled(open), open);
    const still = timersStilled(told(OUT));
    assert.equal(placeOf(still, 'ann')?.visit.due_at, null);
    assert.equal(placeOf(open, 'ann')?.visit.due_at, at(-300));
  });
});

describe('an empty seat', () => {
  /** @param {('floor' | 'break')[]} places */
  function offered(places) {
    const shown = told({ minimum_free_staff: 2 });
    const staff = places.map((place, id) => ({ id, name: `n${id}`, place, since: at(0) }));
    const { scene, hands } = before({ ...shown, staff });
    const [tile] = board({ booths: [booth(9, [null])] }).booths;
    const open = /** @type {const} */ ({ kind: 'seat', booth: 9, mark: 'A', part: null });
    return textOf(emptySeat(scene, hands, open, /** @type {any} */ ({ tile, seat: tile?.seats[0] })));
  }

  test('says when fewer are free than the site asks for, and can be taken all the same', () => {
    assert.match(offered(['floor', 'break']), /No new people: 1 free on the floor, site minimum 2/);
    assert.match(offered(['floor', 'break']), /Seat/);
    assert.doesNotMatch(offered(['floor', 'floor']), /No new people/);
  });
});

describe('a tablet without a server', () => {
  test('somebody more who is not found is heard at once, though the sound of the count was off', () => {
    const pauses = [{ cause: 'head_count', at: at(-10), until: at(110) }];
    const heard = (/** @type {string} */ who, /** @type {string} */ state) => {
      const after = painted(told({ ...OUT, pauses }), [unsent(acts.headCount(who, 'there', state, state), 'a')]).board;
      return alarmsAt(after, NOW, 'floor').find((one) => one.cause === 'head_count')?.paused_until === null;
    };
    assert.deepEqual([heard('ann', 'not_found'), heard('bo', 'refused'), heard('ann', 'out')], [true, true, false]);
    const later = { ...OUT, pauses: [{ cause: 'head_count', at: at(5), until: at(125) }] };
    const after = painted(told(later), [unsent(acts.headCount('ann', 'there', 'not_found', 'not found'), 'a')]).board;
    assert.deepEqual(after.room.pauses, later.pauses);
  });

  test('counts heads from its own taps, on a list that begins empty', () => {
    const told_ = told({ state: 'last_entry' });
    const { board: after } = painted(told_, [
      unsent(acts.room('here', 'everyone_out'), 'a'),
      unsent(acts.headCount('ann', 'Booth 1', 'needs_carrying', 'needs carrying'), 'b'),
      unsent(acts.headCount('kit', 'waiting', 'out', 'out'), 'c'),
    ]);
    assert.deepEqual([after.room.state, after.room.since, after.room.before], ['everyone_out', at(0), 'last_entry']);
    assert.equal(placeOf(after, 'ann')?.visit.head_count, 'needs_carrying');
    assert.equal(placeOf(after, 'bo')?.visit.head_count, null);
    assert.equal(after.waiting[0]?.head_count, 'out');
    assert.equal(told_.room.state, 'last_entry', 'the told picture is not written on');
  });

  test('back in brings the state of before, and nobody’s deadline is believed', () => {
    const { board: after } = painted(told(OUT), [unsent(acts.backIn('here', 'everyone_out'), 'a')]);
    assert.deepEqual([after.room.state, after.room.before], ['last_entry', null]);
    const bo = placeOf(after, 'bo')?.visit;
    assert.deepEqual([bo?.head_count, bo?.due_at, bo?.confirm_since], [null, null, at(0)]);
  });

  test('a second tap on the same changes nothing', () => {
    const { board: after } = painted(told(OUT), [unsent(acts.room('here', 'everyone_out'), 'a')]);
    assert.equal(placeOf(after, 'bo')?.visit.head_count, 'out');
    assert.equal(after.room.since, OUT.since);
    const { board: calm } = painted(told(), [unsent(acts.backIn('here', 'everyone_out'), 'a')]);
    assert.equal(placeOf(calm, 'ann')?.visit.due_at, at(-300));
  });

  test('what is on record and not yet in the picture is shown, and no longer as unsent', () => {
    const waits = [unsent(acts.headCount('kit', 'waiting', 'out', 'out'), 'c')];
    const landing = [
      unsent(acts.room('here', 'everyone_out'), 'a'),
      unsent(acts.headCount('ann', 'Booth 1', 'refused', 'refused'), 'b'),
    ];
    const { board: after, unsent: marked } = painted(landed(told(), landing, waits), waits);
    assert.equal(after.room.state, 'everyone_out');
    assert.deepEqual([placeOf(after, 'ann')?.visit.head_count, after.waiting[0]?.head_count], ['refused', 'out']);
    assert.deepEqual([...marked], ['kit']);
  });

  test('a lock-down and its end leave the timers alone', () => {
    const locked = painted(told({ state: 'closed', reason: 'staff' }), [unsent(acts.room('here', 'lock_down'), 'a')]);
    assert.equal(locked.board.room.before, 'closed');
    const { board: after } = painted(told({ state: 'lock_down', before: 'closed' }), [
      unsent(acts.backIn('here', 'lock_down'), 'b'),
    ]);
    assert.equal(after.room.state, 'closed');
    assert.equal(placeOf(after, 'ann')?.visit.due_at, at(-300));
  });
});

describe('the states of the room', () => {
  test('each in a line', () => {
    assert.equal(roomLine(told().room), 'open to new people');
    assert.equal(roomLine(told({ state: 'closed', reason: 'staff' }).room), 'closed to new people · not enough staff');
    assert.equal(roomLine(told({ state: 'closing' }).room), 'closing');
  });

  for (const [words, body] of /** @type {[RegExp, object][]} */ ([
    [/^EVERYONE OUT$/, { state: 'everyone_out' }],
    [/^Lock-down$/, { state: 'lock_down' }],
    [/^last entry$/, { state: 'last_entry' }],
    [/^closing$/, { state: 'closing' }],
    [/^after an event$/, { state: 'closed', reason: 'after_event' }],
  ])) {
    test(`one tap: ${words.source}`, () => {
      const { scene, hands, done } = before(told());
      tap(roomStateButtons(scene, hands), words);
      assert.deepEqual([done[0]?.[1].path, done[0]?.[1].body], ['/sites/here/room', body]);
    });
  }

  test('a lock-down and everyone out are ended first', () => {
    for (const [state, words] of /** @type {[Room['state'], RegExp][]} */ ([
      ['lock_down', /^End the lock-down$/],
      ['everyone_out', /^Back in$/],
    ])) {
      const { scene, hands, done } = before(told({ state, since: at(-60) }));
      const buttons = h('div', null, roomStateButtons(scene, hands));
      assert.doesNotMatch(textOf(buttons), /last entry/);
      tap(buttons, words);
      assert.equal(done[0]?.[1].path, '/sites/here/back-in');
    }
  });

  test('closing says who is still here and what next', () => {
    const { scene, hands, done } = before(told({ state: 'closing' }));
    const buttons = roomStateButtons(scene, hands);
    assert.match(textOf(h('div', null, buttons)), /2 still here.*Booth 1 Smoking B.*1 still waits.*kite/);
    tap(buttons, /^Smoking B$/);
    assert.deepEqual(done[0]?.[1], { kind: 'seat', booth: 2, mark: 'B', part: 'leave' });
    const empty = { ...told({ state: 'closing' }), booths: [booth(1)], waiting: [] };
    const { scene: none } = before(empty);
    assert.match(textOf(h('div', null, roomStateButtons(none, hands))), /The shift can be closed/);
  });
});
