/** Two taps that are handled before the page is painted again: each goes on from the one before. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { freshUi } from '../../ops/static/js/floor/moves.js';
import { floorView } from '../../ops/static/js/floor/view.js';
import { shownPage } from '../../ops/static/js/floor/views.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { at } from './boards.js';
import { hands, key, PLAN, scene, tap } from './tablet_scene.js';

test('two breaths before the page is painted again are two', () => {
  const ui = freshUi({ name: 'floor' });
  const { hands: both } = hands(ui);
  const pages = [
    shownPage(scene({ ...ui, pane: { kind: 'seat', booth: 1, mark: 'A', part: 'breaths' } }), both),
    shownPage(scene({ view: { name: 'response', id: 'r' }, draft: { ...ui.draft, open: 'assess' } }), both),
  ];
  for (const page of pages) {
    const breath = key(/** @type {any} */ (page), /tap for each breath/);
    for (const timeStamp of [1000, 1090]) /** @type {any} */ (breath.props.onclick)({ timeStamp });
  }
  assert.deepEqual([ui.breaths, ui.draft.breaths], [[1000, 1090], [1000, 1090]]);
});

test('steps are counted also before they are painted; at the end of a scale a step stays there', () => {
  const fresh = freshUi({ name: 'response', id: 'r' });
  const ui = { ...fresh, draft: { ...fresh.draft, open: /** @type {const} */ ('assess') } };
  const stepping = (/** @type {Record<string, number>} */ values, /** @type {RegExp} */ words, times = 2) => {
    ui.draft = { ...ui.draft, values };
    const step = key(responseView(scene(ui), hands(ui).hands, 'r'), words);
    for (let time = 0; time < times; time += 1) tap(step);
    return ui.draft.values;
  };
  assert.deepEqual(stepping({ spo2_percent: 90 }, /^SpO2: less$/), { spo2_percent: 88 });
  assert.deepEqual(stepping({}, /^SpO2: more$/), { spo2_percent: 81 });
  assert.deepEqual(stepping({ spo2_percent: 99 }, /^SpO2: more$/, 3), { spo2_percent: 100 });
});

test('two that are chosen before it is painted again are both chosen', () => {
  const shift = { ...PLAN, room: { ...PLAN.room, shift: { opened_at: at(-3600) } } };
  const chosen = (/** @type {any} */ pane, /** @type {RegExp[]} */ words) => {
    const whole = scene({ pane }, { board: /** @type {any} */ (shift) });
    const page = floorView(whole, hands(whole.ui).hands);
    for (const chip of words.map((one) => key(page, one))) tap(chip);
    return whole.ui;
  };
  assert.deepEqual(chosen({ kind: 'arrive' }, [/^cocaine$/, /^heroin$/, /^smoke/]).person.substances, ['cocaine', 'heroin']);
  assert.deepEqual(chosen({ kind: 'room' }, [/^Booth 1$/, /^Booth 4$/]).gone, ['ann', 'bo']);
  const { basis, hours } = chosen({ kind: 'bulletins' }, [/^tested$/, /^7 days$/]).line;
  assert.deepEqual({ basis, hours }, { basis: 'tested', hours: 168 });
});
