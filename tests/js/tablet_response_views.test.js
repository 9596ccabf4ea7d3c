import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { freshUi } from '../../ops/static/js/floor/moves.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { outcomeQuestion } from '../../ops/static/js/response/outcome.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { at, booth, NOW, response, visit } from './boards.js';
import { hands, key, PLAN, scene, tap } from './tablet_scene.js';

/** @typedef {import('../../ops/static/js/floor/vnode.js').VNode} VNode */

/** @param {VNode} node */
function isBreathing(node) {
  return String(node.props.class).startsWith('clock-box breathing');
}

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
