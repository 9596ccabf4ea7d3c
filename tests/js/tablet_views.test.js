import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { floorView } from '../../ops/static/js/floor/view.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { at, board, booth, NOW, response, visit } from './boards.js';
import { hands, key, MONO, PLAN, scene, tap } from './tablet_scene.js';

/** @type {import('../../ops/static/js/floor/scene.js').Pane[]} */
const PANES = [
  { kind: 'home' },
  { kind: 'seat', booth: 1, mark: 'A', part: null },
  { kind: 'seat', booth: 1, mark: 'A', part: 'not_here' },
  { kind: 'seat', booth: 1, mark: 'A', part: 'breaths' },
  { kind: 'seat', booth: 1, mark: 'A', part: 'step_out' },
  { kind: 'seat', booth: 1, mark: 'A', part: 'leave' },
  { kind: 'seat', booth: 1, mark: 'A', part: 'aftercare' },
  { kind: 'seat', booth: 2, mark: 'A', part: null },
  { kind: 'seat', booth: 99, mark: 'A', part: null },
  { kind: 'pick', what: 'move', visit: 'ann', who: 'Booth 1', from: { booth: 1, mark: 'A' } },
  { kind: 'booth', booth: 3 },
  { kind: 'person', visit: 'kit' },
  { kind: 'person', visit: 'gone' },
  { kind: 'arrive' },
  { kind: 'who' },
  { kind: 'room' },
  { kind: 'unsent' },
];

describe('the floor page', () => {
  for (const pane of PANES) {
    test(`RESPOND is one tap away with ${JSON.stringify(pane)} open`, () => {
      const told = hands();
      tap(key(floorView(scene({ pane }), told.hands), /^RESPOND/));
      assert.deepEqual(told.done, [['respond', undefined]]);
    });
  }

  test('before any picture RESPOND is there, and nothing else pretends to know the room', () => {
    const page = floorView(scene({}, { board: null, liveness: 'connecting' }), hands().hands);
    key(page, /^RESPOND/);
    assert.match(textOf(page), /LOOK AT THE ROOM/);
    assert.equal(findAll(page, (node) => String(node.props.class).startsWith('seat ')).length, 0);
  });

  test('a sheet offers all six answers at once, and a tap sends one', () => {
    const told = hands();
    const page = floorView(scene({ pane: { kind: 'seat', booth: 1, mark: 'A', part: null } }), told.hands);
    for (const words of [/^asleep, breathing seen$/, /^keep an eye$/, /^hard to rouse/, /^not here$/]) key(page, words);
    tap(key(page, /^OK, awake$/));
    assert.deepEqual(told.done[0]?.[1].body, { answer: 'ok' });
    assert.equal(told.done[0]?.[1].path, '/visits/ann/check-ins');
  });

  test('a sheet says only what was said: no look before the first, no way of looking nobody agreed', () => {
    const facts = (/** @type {Partial<import('../../ops/static/js/core/types.js').Visit>} */ more) => {
      const booths = [booth(1, [visit('ann', 200, { last_look_at: at(-60), ...more })])];
      const shown = { ...PLAN, booths };
      const page = floorView(scene({ pane: { kind: 'seat', booth: 1, mark: 'A', part: null } }, { board: shown }), hands().hands);
      return findAll(page, (node) => node.key === 'facts').map(textOf)[0];
    };
    assert.equal(facts({ answer: null, look: null }), 'route not said · substances not said · no look yet');
    assert.equal(facts({ look: 'knock' }), 'route not said · substances not said · look: knock · OK, awake 13:59');
  });

  test('someone new who says nothing is seated with nothing said', () => {
    const told = hands();
    tap(key(floorView(scene({ pane: { kind: 'seat', booth: 2, mark: 'A', part: null } }), told.hands), /^Seat$/));
    assert.deepEqual(told.done[0]?.[1].body, { booth: 2, seat: 'A' });
  });

  test('what needs someone stands worst first', () => {
    const page = floorView(scene({}), hands().hands);
    const [first] = findAll(page, (node) => String(node.props.class).startsWith('alarm level-'));
    assert.ok(first);
    assert.match(textOf(first), /^Booth 1 LOOK NOW 3:20 late$/);
  });

  test('whose look is due, who is on the way and who is looked for stand below, quietly', () => {
    const plan = board({
      booths: [
        booth(1, [visit('late', -100)]),
        booth(2, [visit('due', -30)]),
        booth(3, [visit('gone', -100, { going_until: at(60) })]),
        booth(4, [visit('lost', 90, { state: 'looked_for' })]),
        booth(5, [visit('worry', 80, { state: 'looked_for', look_outside: true })]),
        booth(6, [visit('fine', 200)]),
        booth(7, [visit('soon', 30)]),
      ],
    });
    const rows = (/** @type {import('../../ops/static/js/core/types.js').Board} */ shown) =>
      findAll(floorView(scene({}, { board: shown }), hands().hands), (node) => /^alarm /.test(String(node.props.class))).map(
        (node) => [String(node.props.class).split(' ')[1], textOf(node)],
      );
    assert.deepEqual(rows(plan), [
      ['level-medium', 'Booth 1 look in 1:40 late'],
      ['quiet', 'Booth 3 going 1:40 late'],
      ['quiet', 'Booth 2 due 0:30 late'],
      ['quiet', 'Booth 5 look outside 1:20'],
      ['quiet', 'Booth 4 looked for 1:30'],
    ]);
    assert.doesNotMatch(textOf(floorView(scene({}, { board: plan }), hands().hands)), /No look is due/);
    const calm = { ...plan, booths: plan.booths.slice(5) };
    assert.deepEqual(rows(calm), []);
    assert.match(textOf(floorView(scene({}, { board: calm }), hands().hands)), /No look is due\./);
  });

  test('while the room needs eyes, who is to be seen is listed in order, each one tap away', () => {
    const booths = [booth(1, [visit('a', -100)]), booth(2, [visit('b', -300)]), booth(3, [null])];
    const few = { ...PLAN.room, minimum_free_staff: 1 };
    const shown = { ...PLAN, booths, room: few, responses: [response('r', { booth: 3 })] };
    const told = hands();
    const page = floorView(scene({}, { board: shown }), told.hands);
    const rows = findAll(page, (node) => String(node.props.class).startsWith('alarm level-'));
    assert.deepEqual(rows.map(textOf), [
      'ROOM NEEDS EYES 2 to see 5:00',
      'Booth 2 LOOK NOW 5:00 late',
      'Booth 1 look in 1:40 late',
    ]);
    const [, , last] = rows;
    assert.ok(last);
    tap(last);
    assert.deepEqual(told.done[0]?.[1], { kind: 'seat', booth: 1, mark: 'A', part: null });
  });

  test('a screen that is an alarm is not listed twice', () => {
    const wall = { id: 7, name: 'Wall', role: 'display', silent_since: at(-120) };
    const other = { id: 8, name: 'Tablet 3', role: 'floor', silent_since: at(-120) };
    const words = textOf(floorView(scene({}, { board: { ...PLAN, devices: [wall, other] } }), hands().hands));
    assert.equal(words.match(/Wall/g)?.length, 1);
    assert.match(words, /Screens Tablet 3: silent for 2 min/);
  });

  test('three who left are listed, the others are one tap further', () => {
    const left = [1, 2, 3, 4, 5].map((n) => ({ id: `l${n}`, booth: 2, seat: 'A', ended_at: at(-n * 60), naloxone: n === 1 }));
    const shown = { ...PLAN, room: { ...PLAN.room, recently_left: left } };
    const page = floorView(scene({}, { board: shown }), hands().hands);
    const [list] = findAll(page, (node) => node.tag === 'section' && node.key === 'left');
    assert.ok(list);
    assert.match(textOf(list), /^Recently left Booth 2 left 1 min ago · had naloxone Back Booth 2 left 2 min ago/);
    assert.deepEqual(findAll(list, (node) => node.tag === 'summary').map(textOf), ['2 more']);
    assert.equal(findAll(list, (node) => node.key === 'back').length, 5);
  });

  test('a tablet whose sound is off says so on every page, and what would help', () => {
    const words = /SOUND IS OFF/;
    assert.doesNotMatch(textOf(floorView(scene({}), hands().hands)), words);
    const off = /** @type {const} */ ({ soundTrouble: 'blocked' });
    assert.match(textOf(floorView(scene({}, off), hands().hands)), /SOUND IS OFF · touch/);
    assert.match(textOf(responseView(scene({}, off), hands().hands, 'r')), /SOUND IS OFF · touch/);
    assert.match(textOf(responseView(scene({}, off), hands().hands, 'gone')), /SOUND IS OFF · touch/);
    assert.match(textOf(floorView(scene({}, { soundTrouble: 'missing' }), hands().hands)), /SOUND IS OFF · no loudspeaker/);
  });

  test('that nothing would be heard is listed, and does not move the answers of an open seat', () => {
    const tablet = { id: 1, name: 'Tablet 1', role: 'floor', silent_since: null, sound: 'off', said_at: at(-60) };
    const shown = board({ ...PLAN, booths: [booth(1, [visit('ann', 200)])], responses: [], devices: /** @type {any} */ ([tablet]) });
    const off = /** @type {const} */ ({ board: shown, soundTrouble: 'blocked' });
    assert.match(textOf(floorView(scene({}, off), hands().hands)), /no alarm would be heard/);
    const seat = floorView(scene({ pane: { kind: 'seat', booth: 1, mark: 'A', part: null } }, off), hands().hands);
    assert.deepEqual(findAll(seat, (node) => node.props.class === 'elsewhere'), []);
  });

  test('another tablet whose sound is off is named; of its own a tablet has said so already', () => {
    const tablets = [1, 2].map((id) => ({ id, name: `Tablet ${id}`, role: 'floor', silent_since: null, sound: 'off' }));
    const shown = board({ ...PLAN, devices: /** @type {any} */ (tablets) });
    const words = textOf(floorView(scene({}, { board: shown }), hands().hands));
    assert.match(words, /Tablet 2: SOUND IS OFF/);
    assert.doesNotMatch(words, /Tablet 1: SOUND IS OFF/);
  });

  test('a picture that is not live says so, and that others cannot see', () => {
    const page = floorView(scene({}, { liveness: 'not_live' }), hands().hands);
    assert.match(textOf(page), /NOT LIVE since 13:59: LOOK AT THE ROOM\. Other tablets cannot see/);
  });

  test('a house that waits for its key is no house that is away', () => {
    const words = textOf(floorView(scene({}, { liveness: 'not_live', sealed: true }), hands().hands));
    assert.match(words, /SEALED: LOOK AT THE ROOM\. The server waits for its key\. Other tablets cannot see/);
    assert.doesNotMatch(words, /NOT LIVE/);
  });

  test('a refused act shows its reason and what to do', () => {
    const refusal = { code: 'seat_taken', detail: 'Someone is there.', offers: ['room_says_otherwise'] };
    const act = {
      id: 'x',
      path: '/x',
      body: {},
      label: 'Booth 1 → Booth 2',
      about: {},
      made_at: NOW,
      tries: 1,
      refusal,
    };
    const sending = {
      unsent: [],
      setAside: [{ ...act, state: /** @type {const} */ ('set_aside') }],
      unreachable: false,
      cannot: null,
      heldUpBy: null,
      signedOut: false,
      lasting: true,
    };
    const told = hands();
    const page = floorView(scene({}, { sending }), told.hands);
    assert.match(textOf(page), /set aside: Someone is there\./);
    tap(key(page, /^The room says otherwise$/));
    assert.deepEqual(told.done, [['again', 'x']]);
    const meanwhile = { happened_at: at(-60), by: 'Tablet 7' };
    const late = { ...act, state: /** @type {const} */ ('set_aside'), refusal: { ...refusal, meanwhile, after: 90_000 } };
    const words = textOf(floorView(scene({}, { sending: { ...sending, setAside: [late] } }), told.hands));
    assert.match(words, /Tablet 7 put somebody there at 13:59, while this tablet was without the server\./);
    assert.match(words, /Leave it/);
    const list = floorView(scene({ pane: { kind: 'unsent' } }, { sending: { ...sending, setAside: [late] } }), told.hands);
    assert.match(textOf(list), /set aside, tapped at 14:00 Tablet 7 put somebody there .* Someone is there\./);
    const look = { ...late, id: 'y', path: '/visits/x/check-ins', label: 'Booth 2 · OK, awake', refusal: { ...refusal, because: 'x' } };
    const both = floorView(scene({ pane: { kind: 'unsent' } }, { sending: { ...sending, setAside: [late, look] } }), told.hands);
    assert.match(textOf(both), /Leave all 2.*Booth 2 · OK, awake waits for the act above/s);
    const left = floorView(scene({ pane: { kind: 'unsent' } }, { sending: { ...sending, setAside: [look] } }), told.hands);
    assert.match(textOf(left), /The act it rested on was left\. .*Leave it/);
    const unsent = [{ ...act, state: /** @type {const} */ ('waiting') }, { ...look, state: /** @type {const} */ ('waiting') }];
    const heldUp = { ...sending, setAside: [], unsent, heldUpBy: 'x' };
    const held = textOf(floorView(scene({ pane: { kind: 'unsent' } }, { sending: heldUp, fate: () => 'saved' }), told.hands));
    assert.match(held, /goes past it.*Booth 1 → Booth 2 the server fails at this one.*Booth 2 · OK, awake saved on this tablet/s);
  });

  test('one act has one toast, with its place apart from its words; what changed nothing has no undo', () => {
    const toast = (/** @type {string} */ id) => ({ id, label: `Booth ${id} · hard to rouse, breathing`, until: MONO });
    /** @type {Record<string, any>} */
    const fates = { 1: 'done', 2: 'dropped', 3: 'noted', 4: 'repeated' };
    const shown = (/** @type {string[]} */ ...ids) => {
      const page = floorView(scene({ toasts: ids.map(toast) }, { fate: (id) => fates[id] }), hands().hands);
      return findAll(page, (node) => String(node.props.class).startsWith('toast ')).map(textOf);
    };
    assert.deepEqual(shown('1', '2'), [
      'Booth 1 hard to rouse, breathing on record ✓ undo 1 s : Booth 1 · hard to rouse, breathing',
    ]);
    const refused = { ...toast('1'), stays: true };
    const said = floorView(scene({ toasts: [refused] }, { fate: () => 'saved' }), hands().hands);
    assert.deepEqual(findAll(said, (node) => String(node.props.class).startsWith('toast ')).map(textOf), [
      'Booth 1 · hard to rouse, breathing An act can be undone for ten seconds, and only while nothing was built on it.',
    ]);
    assert.deepEqual(shown('3', '4'), [
      'Booth 3 hard to rouse, breathing kept as a note; the board knows something newer',
      'Booth 4 hard to rouse, breathing already done ✓',
    ]);
  });

  test('too few on the floor is said, not enforced', () => {
    const few = { ...PLAN, room: { ...PLAN.room, minimum_free_staff: 1 } };
    assert.match(
      textOf(floorView(scene({}, { board: few }), hands().hands)),
      /No new people: 0 free on the floor, site minimum 1\./,
    );
  });
});
