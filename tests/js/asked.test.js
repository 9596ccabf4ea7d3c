import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { keptWithout } from '../../ops/static/js/core/handles.js';
import { actFrom } from '../../ops/static/js/core/outbox_rules.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { arriveForm, emptySeat } from '../../ops/static/js/floor/pane_arrive.js';
import { placeAt } from '../../ops/static/js/floor/places.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { ageBand, offeredGenders } from '../../ops/static/js/floor/words.js';
import { NOW } from './boards.js';
import { hands, key, PLAN, scene, tap } from './tablet_scene.js';

const ASKED = { why: 'The ministry counts it.', genders: ['female', 'two_spirit'], names: { female: 'woman' }, ages: ['under_20', '20_29', '30_plus'] };
const ASKING = { ...PLAN, room: { ...PLAN.room, asked: ASKED } };

/** The sheet of an empty seat. @param {object} [said] @param {typeof PLAN} [board] */
function sheet(said = {}, board = ASKING) {
  const person = { ...freshUi({ name: 'floor' }).person, ...said };
  const told = hands();
  const place = /** @type {any} */ (placeAt(board, 2, 'A'));
  const pane = emptySeat(scene({ person }, { board }), told.hands, { kind: 'seat', booth: 2, mark: 'A', part: null }, place);
  return { pane, told };
}

/** @param {any} pane @param {string} group */
const chipsOf = (pane, group) => findAll(findAll(pane, (node) => node.key === group)[0], (node) => node.tag === 'button');

describe('gender and age', () => {
  test('are asked only where the site asks, with why', () => {
    assert.match(textOf(sheet().pane), /The ministry counts it\./);
    assert.doesNotMatch(textOf(sheet({}, PLAN).pane), /if they like to say it/);
  });

  test('begin with "rather not say", which is what stands', () => {
    for (const group of ['gender', 'age']) {
      const [first, ...others] = chipsOf(sheet().pane, group);
      assert.equal(textOf(first), 'rather not say');
      assert.equal(first.props['aria-pressed'], 'true');
      assert.ok(others.every((chip) => chip.props['aria-pressed'] === 'false'));
    }
  });

  test('are the last thing of the form, so that nothing stands further away', () => {
    const groups = findAll(sheet().pane, (node) => node.props?.class === 'group' || node.key === 'handle');
    assert.deepEqual(groups.slice(-3).map(({ key }) => key), ['handle', 'gender', 'age']);
  });

  test('are asked of whoever waits, too', () => {
    assert.match(textOf(arriveForm(scene({}, { board: ASKING }), hands().hands)), /Gender, if they like to say it/);
  });

  test('not said, nothing of it goes out', () => {
    const { pane, told } = sheet();
    tap(key(pane, /^Seat/));
    assert.deepEqual(Object.keys(told.done[0][1].body).sort(), ['booth', 'seat']);
  });

  test('said, they go out with the act, and nothing that is kept of it holds them', () => {
    const { pane, told } = sheet({ gender: 'two_spirit', age: '30_plus' });
    tap(key(pane, /^Seat/));
    const act = told.done[0][1];
    assert.deepEqual([act.body.gender, act.body.age], ['two_spirit', '30_plus']);
    for (const kept of [[act.about, act.label], keptWithout(actFrom(act, 'x', NOW))]) {
      assert.doesNotMatch(JSON.stringify(kept), /two_spirit|30_plus/);
    }
  });

  test('are said in the site’s words and order', () => {
    assert.deepEqual(offeredGenders(ASKED).map(({ word }) => word), ['woman', 'two-spirit']);
    assert.deepEqual(ASKED.ages.map(ageBand), ['under 20', '20–29', '30 and over']);
  });
});
