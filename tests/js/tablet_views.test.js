import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { floorView } from '../../ops/static/js/floor/view.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { outcomeQuestion } from '../../ops/static/js/response/outcome.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { at, board, booth, NOW, response, visit } from './boards.js';

/** @typedef {import('../../ops/static/js/floor/scene.js').Scene} Scene */
/** @typedef {import('../../ops/static/js/floor/scene.js').Hands} Hands */
/** @typedef {import('../../ops/static/js/floor/scene.js').Ui} Ui */
/** @typedef {import('../../ops/static/js/floor/vnode.js').VNode} VNode */

const PLAN = board({
  booths: [
    booth(1, [visit('ann', -200, { handle: 'heron' })]),
    booth(2),
    booth(3, [null, null], { name: 'Smoking', status: 'cleaning', cleaning_since: at(-60) }),
    booth(4, [visit('bo', 90, { response: 'r' })]),
    booth(5, [null], { name: 'Aftercare', kind: 'aftercare' }),
  ],
  waiting: [{ id: 'kit', state: 'waiting', arrived_at: at(-600), handle: 'kite' }],
  responses: [response('r', { booth: 4, seat: 'A', visit: 'bo', actions: [] })],
  staff: [{ id: 1, name: 'Sam', place: 'break' }],
});

/** Hands that write down what they are asked to do. */
function hands() {
  /** @type {[string, any][]} */
  const done = [];
  const note =
    (/** @type {string} */ name) =>
    (/** @type {any[]} */ ...what) => {
      done.push([name, what[0]]);
      return 'id';
    };
  const names = ['act', 'undo', 'respond', 'set', 'open', 'draft', 'go', 'tapSeat', 'again', 'putAway'];
  return {
    done,
    hands: /** @type {Hands} */ (/** @type {unknown} */ (Object.fromEntries(names.map((name) => [name, note(name)])))),
  };
}

/**
 * @param {Partial<Ui>} ui
 * @param {Partial<Scene>} [more]
 * @returns {Scene}
 */
function scene(ui, more = {}) {
  const shown = more.board === undefined ? PLAN : more.board;
  return {
    page: { site: 'here', audience: 'floor', device: { id: 1, name: 'Tablet 2', role: 'floor' }, language: 'en' },
    board: shown,
    unsentOn: new Set(),
    alarms: shown ? alarmsAt(shown, NOW, 'floor') : [],
    liveness: 'live',
    lastGood: at(-2),
    revoked: null,
    now: NOW,
    ui: { ...freshUi({ name: 'floor' }), ...ui },
    sending: { unsent: [], setAside: [], unreachable: false, cannot: null, signedOut: false, lasting: true },
    fate: () => 'done',
    looking: false,
    ...more,
  };
}

/** @param {VNode} page @param {RegExp} words */
function key(page, words) {
  const found = findAll(
    page,
    (node) => node.tag === 'button' && words.test(String(node.props['aria-label'] ?? textOf(node))),
  );
  assert.ok(found[0], `no button ${words}`);
  return found[0];
}

/** @param {VNode} node */
function tap(node) {
  /** @type {() => void} */ (node.props.onclick)();
}

/** @param {VNode} node */
function isBreathing(node) {
  return String(node.props.class).startsWith('clock-box first');
}

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

  test('a picture that is not live says so, and that others cannot see', () => {
    const page = floorView(scene({}, { liveness: 'not_live' }), hands().hands);
    assert.match(textOf(page), /NOT LIVE since 13:59: LOOK AT THE ROOM\. Other tablets cannot see/);
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
      signedOut: false,
      lasting: true,
    };
    const told = hands();
    const page = floorView(scene({}, { sending }), told.hands);
    assert.match(textOf(page), /set aside: Someone is there\./);
    tap(key(page, /^The room says otherwise$/));
    assert.deepEqual(told.done, [['again', 'x']]);
  });

  test('one act has one toast, with its place apart from its words; what changed nothing has no undo', () => {
    const toast = (/** @type {string} */ id) => ({ id, label: `Booth ${id} · hard to rouse, breathing`, until: NOW });
    /** @type {Record<string, any>} */
    const fates = { 1: 'done', 2: 'dropped', 3: 'noted', 4: 'repeated' };
    const shown = (/** @type {string[]} */ ...ids) => {
      const page = floorView(scene({ toasts: ids.map(toast) }, { fate: (id) => fates[id] }), hands().hands);
      return findAll(page, (node) => String(node.props.class).startsWith('toast ')).map(textOf);
    };
    assert.deepEqual(shown('1', '2'), [
      'Booth 1 hard to rouse, breathing on record ✓ undo 1 s : Booth 1 · hard to rouse, breathing',
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

describe('the response page', () => {
  const view = /** @type {const} */ ({ name: 'response', id: 'r' });
  for (const open of /** @type {const} */ ([null, 'assess', 'more', 'kind', 'others', 'who', 'unsent'])) {
    test(`marks, more hands, over and RESPOND stay in reach with ${open} open`, () => {
      const draft = { ...freshUi(view).draft, open };
      const page = responseView(scene({ view, draft }), hands().hands, 'r');
      for (const words of [/^MARK/, /^MORE HANDS/, /^OVER/, /^I’m here/, /^RESPOND/]) key(page, words);
    });
  }

  test('a button names the act its tap logs', () => {
    const told = hands();
    const page = responseView(scene({ view }), told.hands, 'r');
    tap(key(page, /^log dose 1/));
    assert.deepEqual(told.done[0]?.[1].body, { kind: 'naloxone', values: {} });
  });

  test('what goes on is stopped by its button, which says so', () => {
    const actions = [
      { id: 'a', kind: 'breaths_start', values: { every_seconds: 5 }, happened_at: at(-60), recorded_at: at(-60) },
    ];
    const shown = { ...PLAN, responses: [response('r', { actions })] };
    const told = hands();
    tap(key(responseView(scene({ view }, { board: shown }), told.hands, 'r'), /^stop breaths going on 1:00/));
    assert.equal(told.done[0]?.[1].body.kind, 'breaths_stop');
  });

  test('calling for more hands again never withdraws the call', () => {
    const called = { ...PLAN, responses: [response('r', { more_hands_at: at(-40) })] };
    const told = hands();
    const page = responseView(scene({ view }, { board: called }), told.hands, 'r');
    tap(key(page, /^MORE HANDS asked for 0:40 ago$/));
    tap(key(page, /^enough hands$/));
    assert.deepEqual(
      told.done.map(([, act]) => act.body),
      [{ on: true }, { on: false }],
    );
    const quiet = responseView(scene({ view }), hands().hands, 'r');
    assert.doesNotMatch(textOf(quiet), /enough hands/);
  });

  test('breathing that nobody counted is not counted, whatever else was seen', () => {
    const actions = [
      { id: 'a', kind: 'assessment', values: { sedation: 'unresponsive' }, happened_at: at(-20), recorded_at: at(-20) },
    ];
    const shown = { ...PLAN, responses: [response('r', { actions })] };
    const [box] = findAll(responseView(scene({ view }, { board: shown }), hands().hands, 'r'), isBreathing);
    assert.ok(box);
    assert.equal(textOf(box), 'breathing · seen 0:20 ago not counted unresponsive');
  });

  test('over stops every clock', () => {
    const log = /** @type {[string, Record<string, any>, number][]} */ ([
      ['assessment', { breaths_per_minute: 8, spo2_percent: 80 }, -80],
      ['breaths_start', {}, -70],
      ['naloxone', { dose_mg: 0.4, by_route: 'im' }, -60],
      ['ambulance_called', {}, -50],
    ]);
    const actions = log.map(([kind, values, seconds]) => ({
      id: kind,
      kind,
      values,
      happened_at: at(seconds),
      recorded_at: at(seconds),
    }));
    const over = response('r', { state: 'over', over_at: at(-40), actions });
    const clocks = (/** @type {number} */ later) => {
      const page = responseView(
        scene({ view }, { board: { ...PLAN, responses: [over] }, now: NOW + later }),
        hands().hands,
        'r',
      );
      return findAll(page, (node) => String(node.props.class).startsWith('clock-box')).map(textOf);
    };
    assert.deepEqual(clocks(0), [
      'breathing · last seen 13:58 8 / min SpO2 80 % · breaths for 0:30',
      '13:58 to 13:59 0:50',
      'dose 1 to over, 0.4 mg IM 0:20 1 dose, 0.4 mg in all',
      'ambulance called 0:10',
    ]);
    assert.deepEqual(clocks(600_000), clocks(0));
  });

  test('an over that did not end it says why', () => {
    const goesOn = { ...PLAN, responses: [response('r', { marks: ['others_at_work'] })] };
    assert.match(textOf(responseView(scene({ view }, { board: goesOn }), hands().hands, 'r')), /so it goes on/);
    assert.doesNotMatch(textOf(responseView(scene({ view }), hands().hands, 'r')), /so it goes on/);
  });

  test('over asks for the outcome inline, each word by itself', () => {
    const over = {
      ...PLAN,
      responses: [response('r', { state: 'over', over_at: at(-5), missing: ['outcome_state'] })],
    };
    const told = hands();
    const page = responseView(scene({ view }, { board: over }), told.hands, 'r');
    assert.match(textOf(page), /Over\. To finish: how they are/);
    tap(key(page, /^awake and well$/));
    assert.deepEqual(told.done[0]?.[1].body, { state: 'awake' });
    assert.equal(findAll(page, (node) => textOf(node) === 'died').length, 0, 'not in the quick row');
  });

  test('words that hardly go together are a question, not a refusal', () => {
    const asked = (/** @type {string | null} */ place, /** @type {string | null} */ ambulance) =>
      outcomeQuestion({ state: 'awake', place, ambulance });
    assert.match(String(asked('stayed', 'transported')), /stayed here\?/);
    assert.match(String(asked('left', 'transported')), /Left with ambulance/);
    assert.match(String(asked('with_ambulance', 'not_called')), /took nobody/);
    for (const [place, ambulance] of [
      ['stayed', 'not_called'],
      ['stayed', 'chose_not_to_go'],
      ['with_ambulance', 'transported'],
      ['other_care', 'transported'],
      ['stayed', null],
      [null, 'transported'],
    ])
      assert.equal(asked(place ?? null, ambulance ?? null), null, `${place} ${ambulance}`);
    const outcome = { state: 'awake', place: 'stayed', ambulance: 'transported' };
    const over = response('r', { booth: 4, visit: 'bo', state: 'over', over_at: at(-5), complete: true, outcome });
    const page = responseView(scene({ view }, { board: { ...PLAN, responses: [over] } }), hands().hands, 'r');
    assert.match(textOf(page), /complete, with a question below/);
    assert.match(textOf(page), /Transported, and stayed here\?/);
  });

  test('after the end it says which place holds the person, and only that is pressed', () => {
    const page = (/** @type {Partial<import('../../ops/static/js/core/types.js').Visit>} */ more) => {
      const booths = [booth(4, [visit('bo', 90, more)]), booth(5, [null], { name: 'Aftercare', kind: 'aftercare' })];
      const over = response('r', { booth: 4, visit: 'bo', state: 'over', over_at: at(-5) });
      return responseView(scene({ view }, { board: { ...PLAN, booths, responses: [over] } }), hands().hands, 'r');
    };
    const here = page({ state: 'aftercare' });
    assert.match(textOf(here), /Now in Booth 4, in aftercare\. Looks go on there\./);
    assert.equal(key(here, /^in this place$/).props['aria-pressed'], 'true');
    assert.equal(key(here, /^→ Aftercare$/).props['aria-pressed'], undefined);
    assert.match(textOf(page({ state: 'using' })), /Now in Booth 4\. Looks go on there\./);
  });

  test('all that is asked for elsewhere is one tap away', () => {
    const told = hands();
    const late = [visit('x', -100), visit('y', -100), visit('z', -300)];
    const booths = [booth(1, [null]), booth(2, late, { name: 'Smoking' })];
    const shown = { ...PLAN, booths, responses: [response('r')] };
    tap(key(responseView(scene({ view }, { board: shown }), told.hands, 'r'), /^and 2 more$/));
    assert.deepEqual(told.done, [
      ['go', { name: 'floor' }],
      ['open', { kind: 'home' }],
    ]);
  });

  test('a response this tablet has no picture of still leaves the way back and RESPOND', () => {
    const page = responseView(scene({ view: { name: 'response', id: 'x' } }), hands().hands, 'x');
    key(page, /Floor/);
    key(page, /^RESPOND/);
  });
});
