import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { painted } from '../../ops/static/js/floor/overlay.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { amendRow } from '../../ops/static/js/response/acts.js';
import { rowsOf } from '../../ops/static/js/response/log.js';
import { changesOf } from '../../ops/static/js/response/panel_row.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { at, NOW, response } from './boards.js';
import { hands, key, MONO, PLAN, scene, tap } from './tablet_scene.js';

describe('a row of the log', () => {
  const view = /** @type {const} */ ({ name: 'response', id: 'r' });

  test('a row that was put right stands over what it read before, struck through, with the reason', () => {
    const dose = { kind: 'naloxone', happened_at: at(-60), recorded_at: at(-60), by: 'Sam' };
    const actions = [
      { ...dose, id: 'a', values: { dose_mg: 4 }, superseded_by: 'b' },
      { ...dose, id: 'b', values: { dose_mg: 0.4 }, amends: 'a', amend_reason: 'wrong_value' },
      { ...dose, id: 'c', kind: 'suction', values: {}, voided_at: at(-5), void_reason: 'mis_tap' },
    ];
    const shown = { ...PLAN, responses: [response('r', { actions })] };
    const page = responseView(scene({ view }, { board: shown }), hands().hands, 'r');
    const struck = findAll(page, (node) => node.tag === 's').map(textOf);
    assert.deepEqual(struck, ['suction', '13:59:00 naloxone 4 mg']);
    assert.match(textOf(page), /Sam · changed · wrong value/);
    assert.match(textOf(page), /Sam · taken out · mis-tap/);
  });

  test('a row said to be the same dose reads as answered, and says so when it counts again', () => {
    const dose = { kind: 'naloxone', values: {}, happened_at: at(-60), recorded_at: at(-60), by: 'Sam' };
    const same = { ...dose, id: 'b', marks: ['same_or_second'], voided_at: at(-5), void_reason: 'same_act', same_as: 'a' };
    const told = (/** @type {object} */ more) => {
      const shown = { ...PLAN, responses: [response('r', { actions: [{ ...dose, id: 'a', ...more }, same] })] };
      return textOf(responseView(scene({ view }, { board: shown }), hands().hands, 'r'));
    };
    assert.match(told({}), /the same act as another row/);
    const again = told({ voided_at: at(-3), void_reason: 'undone' });
    assert.match(again, /counts again: the row it was the same act as was taken out/);
    for (const text of [told({}), again]) assert.doesNotMatch(text, /same dose or second dose/);
  });

  test('"the same dose" means the nearest one, not the newest', () => {
    const dose = (/** @type {string} */ id, /** @type {number} */ when) =>
      ({ id, kind: 'naloxone', values: {}, happened_at: at(when), recorded_at: at(when), by: 'Sam' });
    const actions = [dose('a', -400), { ...dose('b', -380), marks: ['same_or_second'] }, dose('c', -60)];
    const told = hands();
    const shown = { ...PLAN, responses: [response('r', { actions })] };
    tap(key(responseView(scene({ view }, { board: shown }), told.hands, 'r'), /^the same dose$/));
    assert.equal(told.done[0]?.[1].body.same_as, 'a');
  });

  test('a correction that is not on record yet says so, whatever became of the row before it', () => {
    const actions = [{ id: 'a', kind: 'naloxone', values: { dose_mg: 4 }, happened_at: at(-60), recorded_at: at(-60), by: 'Sam' }];
    const shown = { ...PLAN, responses: [response('r', { actions })] };
    const made = amendRow('r', 'a', { values: { dose_mg: 0.4 } }, 'x');
    const act = { ...made, id: 'm', order: 1, made_at: NOW, state: /** @type {const} */ ('waiting'), tries: 0 };
    const sending = { ...scene({}).sending, unsent: [/** @type {any} */ (act)] };
    /** @param {string} id @returns {import('../../ops/static/js/core/outbox_mirror.js').Fate} */
    const fate = (id) => (id === 'm' ? 'saved' : 'done');
    const page = responseView(scene({ view }, { board: shown, sending, fate }), hands().hands, 'r');
    const fates = findAll(page, (node) => node.props.class === 'fate').map(textOf);
    assert.deepEqual(fates, ['saved on this tablet', '✓']);
  });

  test('"who?" signs the row it stands on, and the outcome, also before it is on record', () => {
    const actions = [
      { id: 'b', kind: 'naloxone', values: { dose_mg: 2 }, happened_at: at(-9), recorded_at: at(-9), by: 'Tablet 2' },
      { id: 'c', kind: 'naloxone', values: {}, happened_at: at(-90), recorded_at: at(-90), by: 'Sam' },
    ];
    const outcome = { state: 'awake', place: null, ambulance: null, by: 'Tablet 2' };
    const signs = (/** @type {Partial<import('../../ops/static/js/core/types.js').BoardResponse>} */ more) => {
      const shown = { ...PLAN, responses: [response('r', { actions, ...more })] };
      const asked = hands();
      tap(key(responseView(scene({ view }, { board: shown }), asked.hands, 'r'), /^who\?$/));
      const draft = { ...freshUi(view).draft, ...asked.done[0]?.[1] };
      const told = hands();
      tap(key(responseView(scene({ view, draft }, { board: shown }), told.hands, 'r'), /^Sam$/));
      const act = told.done[0]?.[1];
      const waits = { ...act, id: 'n', made_at: NOW, tries: 0, state: 'waiting' };
      return { act, after: painted(shown, [waits]).board.responses[0], waits };
    };
    const dose = signs({});
    assert.deepEqual([dose.act.path, dose.act.body], ['/responses/r/amend', { action: 'b', done_by: 1 }]);
    assert.equal(rowsOf(dose.after ?? assert.fail(), [dose.waits])[1]?.by, 'Sam');
    const end = signs({ state: 'over', over_at: at(-2), actions: [], outcome });
    assert.deepEqual([end.act.path, end.act.body], ['/responses/r/outcome', { done_by: 1 }]);
    assert.deepEqual(end.after?.outcome, { ...outcome, by: 'Sam' });
  });

  test('a mark that was a dose begins with the values of the site\'s key; how much may also be not known', () => {
    const mark = { id: 'a', kind: 'mark', values: {}, happened_at: at(-60), recorded_at: at(-60) };
    const protocol = { ...PLAN.room.protocol, action_defaults: { naloxone: { dose_mg: 0.4, by_route: 'im' } } };
    const shown = { ...PLAN, room: { ...PLAN.room, protocol }, responses: [response('r', { actions: [mark] })] };
    const draft = { ...freshUi(view).draft, open: /** @type {const} */ ('row'), row: 'a' };
    const told = hands();
    tap(key(responseView(scene({ view, draft }, { board: shown }), told.hands, 'r'), /^naloxone$/));
    const named = { ...draft, ...told.done[0]?.[1] };
    assert.deepEqual(changesOf(rowsOf(shown.responses[0] ?? assert.fail(), [])[0] ?? assert.fail(), named), {
      kind: 'naloxone',
      values: { dose_mg: 0.4, by_route: 'im' },
    });
    tap(key(responseView(scene({ view, draft: named }, { board: shown }), told.hands, 'r'), /^not known$/));
    assert.deepEqual(told.done[1]?.[1].values, { dose_mg: undefined, by_route: 'im', amount: 'not_known' });
  });

  test('each correction has its reason: what it looks like, or what is said in one more tap', () => {
    const actions = [{ id: 'a', kind: 'suction', values: {}, happened_at: at(-60), recorded_at: at(-60) }];
    const shown = { ...PLAN, responses: [response('r', { actions })] };
    const opened = (/** @type {any} */ change) => {
      const told = hands();
      const draft = { ...freshUi(view).draft, open: /** @type {const} */ ('row'), row: 'a', change: { earlier: 0, ...change } };
      return { done: told.done, page: responseView(scene({ view, draft }, { board: shown }), told.hands, 'r') };
    };
    const asked = opened({});
    tap(key(asked.page, /^Take it out/));
    assert.deepEqual(asked.done[0]?.[1].body, { action: 'a', reason: 'mis_tap' });
    tap(key(asked.page, /^wrong value$/));
    assert.deepEqual(asked.done.at(-1), ['draft', { change: { earlier: 0, reason: 'wrong_value' } }]);
    const said = opened({ reason: 'wrong_value' });
    tap(key(said.page, /^Take it out: wrong value/));
    assert.deepEqual(said.done[0]?.[1].body, { action: 'a', reason: 'wrong_value' });
    const saved = (/** @type {any} */ change) => {
      const one = opened(change);
      tap(key(one.page, /^Save/));
      return one.done[0]?.[1].body;
    };
    assert.deepEqual(saved({ earlier: 60_000 }), { action: 'a', happened_at: at(-120), reason: 'wrong_time' });
    assert.deepEqual(saved({ earlier: 60_000, given_by: 'peer' }).reason, 'wrong_value');
    assert.deepEqual(saved({ earlier: 60_000, reason: 'mis_tap' }).reason, 'mis_tap');
  });

  test('each young row has its undo and "2 min ago", also when something else was tapped since', () => {
    const row = (/** @type {string} */ id, /** @type {number} */ seconds, more = {}) => ({
      id, kind: 'suction', values: {}, happened_at: at(seconds), recorded_at: at(seconds), ...more,
    });
    const actions = [row('old', -70), row('voided', -65, { voided_at: at(-3) }), row('dose', -6), row('last', -2)];
    const toast = (/** @type {string} */ id, more = {}) => ({ id, label: id, until: MONO + 5_000, ...more });
    const toasts = [toast('hands'), toast('void', { row: 'voided' }), toast('last'), toast('dose')];
    const told = hands();
    const shown = { ...PLAN, responses: [response('r', { actions })] };
    const page = responseView(scene({ view, toasts }, { board: shown }), told.hands, 'r');
    const rows = findAll(page, (node) => /^row( |$)/.test(String(node.props?.class ?? '')));
    const words = rows.map((node) => findAll(node, (each) => /chip/.test(String(each.props?.class ?? '')) && each.tag === 'button').map(textOf));
    assert.deepEqual(words.slice(0, 4), [
      ['undo 5 s : last', '2 min ago', 'change'],
      ['undo 5 s : dose', '2 min ago'],
      ['undo 5 s : void'],
      [],
    ]);
    tap(key(page, /^undo 5 s : dose/));
    assert.deepEqual(told.done, [['undo', 'dose']]);
    const bar = responseView(scene({ view, toasts: toasts.slice(3) }, { board: shown }), told.hands, 'r');
    assert.equal(findAll(bar, (node) => node.tag === 'button' && /undo/.test(textOf(node))).length, 1);
  });
});
