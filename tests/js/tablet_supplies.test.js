import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { freshShelf } from '../../ops/static/js/floor/moves.js';
import { openingCheck } from '../../ops/static/js/floor/acts_house.js';
import * as acts from '../../ops/static/js/floor/acts_supplies.js';
import { asListed } from '../../ops/static/js/floor/opening_shelf.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { homePane } from '../../ops/static/js/floor/pane_home.js';
import { openingPane } from '../../ops/static/js/floor/pane_opening.js';
import { suppliesPane } from '../../ops/static/js/floor/pane_supplies.js';
import { oxygenOf, shelfTells } from '../../ops/static/js/floor/shelf_lines.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { expiry, expiryTyped, isExpiry } from '../../ops/static/js/floor/words_supplies.js';
import { action, amendRow, takeOut } from '../../ops/static/js/response/acts.js';
import { at, NOW } from './boards.js';
import { hands, key, PLAN, scene, tap } from './tablet_scene.js';

/** @typedef {import('../../ops/static/js/core/types.js').SupplyItem} SupplyItem */

const FORMS = {
  'ampoule 0.4 mg': { kind: 'naloxone', par: 6, dose_mg: 0.4, routes: ['im'], litres: null, gauge_full: null },
  cylinder: { kind: 'oxygen', par: 1, dose_mg: null, routes: [], litres: 425, gauge_full: 137 },
};
const PROTOCOL = { supplies: { expiring_within_days: 30, oxygen_warning: 900, forms: FORMS } };

/** @param {Partial<SupplyItem>} of @returns {SupplyItem} */
function batch(of = {}) {
  const about = { form: 'ampoule 0.4 mg', label: null, expires_on: '2027-11-30', count: 6, counted_at: at(-3600) };
  return { id: 'near', kind: /** @type {const} */ ('naloxone'), ...about, ...of };
}

/** @param {Partial<SupplyItem>} of @returns {SupplyItem} */
function cylinder(of = {}) {
  const about = { form: 'cylinder', label: 'A', expires_on: null, count: 310, counted_at: at(-3600), draws: [] };
  const full = { full_litres: 425, gauge_full: 137, in_use_since: at(-7200) };
  return { id: 'bottle', kind: /** @type {const} */ ('oxygen'), ...about, ...full, ...of };
}

/** @param {SupplyItem[]} items */
function shelf(...items) {
  const room = { ...PLAN.room, protocol: { ...PLAN.room.protocol, ...PROTOCOL } };
  return { ...PLAN, room, supplies: { since: at(-99999), items } };
}

/**
 * @param {any} act @param {string} id @param {number} [seconds] from now
 * @returns {import('../../ops/static/js/core/outbox_rules.js').Act}
 */
function unsent(act, id, seconds = 0) {
  const body = { happened_at: at(seconds), ...act.body };
  return { id, path: act.path, body, label: act.label, about: act.about, made_at: NOW, state: 'waiting', tries: 0 };
}

/** @param {any} board @param {Partial<import('../../ops/static/js/floor/scene.js').Ui>} [ui] */
function shown(board, ui = {}) {
  const whole = scene(ui, { board });
  const taken = hands(whole.ui);
  return { pane: suppliesPane(whole, taken.hands, { kind: 'supplies' }), done: taken.done, ui: whole.ui };
}

describe('one quiet line about the shelf', () => {
  test('says what is below par, expired, near its day or below nothing, and nothing where all is well', () => {
    assert.deepEqual(shelfTells(shelf(batch(), cylinder()), NOW), []);
    const items = [batch({ count: -1 }), batch({ id: 'old', expires_on: '2020-01-31' }), cylinder({ count: 50 })];
    assert.deepEqual(shelfTells(shelf(...items), NOW), [
      'count ampoule 0.4 mg',
      'ampoule 0.4 mg: 0 of 6',
      'cylinder: 0 of 1',
      '1 batch expired',
    ]);
    const home = textOf(homePane(scene({}, { board: shelf(...items) }), hands().hands));
    assert.match(home, /Supplies count ampoule 0.4 mg · ampoule 0.4 mg: 0 of 6 · \+2/);
  });

  test('a site that keeps no list is told nothing', () => {
    assert.deepEqual(shelfTells({ ...shelf(), supplies: { since: null, items: [] } }, NOW), []);
  });
});

describe('the pane', () => {
  test('lists each form against its par, soonest to expire first as the server has it', () => {
    const words = textOf(shown(shelf(batch({ count: 2, expires_on: '2026-12-15', label: 'lot 7' }), cylinder())).pane);
    assert.match(words, /ampoule 0.4 mg 2 of 6 · below par expires 2026-12-15 · lot 7/);
    assert.match(words, /cylinder 1 of 1 A · in use about 310 of 425 L/);
  });

  test('a step says what it could mean; each is one act', () => {
    const board = shelf(batch());
    const { pane, done } = shown(board);
    tap(key(pane, /one less: ampoule/));
    assert.deepEqual(done[0]?.[1].shelf.number, 5);
    const open = shown(board, { shelf: done[0]?.[1].shelf });
    tap(key(open.pane, /^1 given out$/));
    assert.equal(open.done[0]?.[1].path, '/supplies/near/change');
    assert.deepEqual(open.done[0]?.[1].body, { number: -1, why: 'given_out' });
    const again = shown(board, { shelf: done[0]?.[1].shelf });
    tap(key(again.pane, /^counted: 5$/));
    assert.deepEqual(again.done[0]?.[1].body, { count: 5 });
  });

  test('two steps before it is painted again are two, whatever is stepped', () => {
    const bottle = cylinder({ in_use_since: null });
    const board = shelf(batch(), bottle);
    const fresh = { item: null, expires: '', label: '' };
    /** @type {[RegExp, any, number][]} */
    const steps = [
      [/one less: ampoule/, {}, 4],
      [/one more: ampoule/, { item: 'near', number: 3 }, 5],
      [/one less: gauge of/, {}, 80],
      [/one more: ampoule 0.4 mg$/, { form: 'ampoule 0.4 mg', number: 10, ...fresh }, 12],
      [/one more: cylinder$/, { form: 'cylinder', number: 125, ...fresh }, 137],
    ];
    for (const [words, open, number] of steps) {
      const { pane, ui } = shown(board, { shelf: { ...freshShelf(), ...open } });
      const stepKeys = findAll(pane, (node) => words.test(String(node.props['aria-label'])));
      const step = stepKeys.at(-1) ?? assert.fail(String(words));
      tap(step);
      tap(step);
      assert.equal(ui.shelf.number, number, String(words));
    }
  });

  test('another cylinder takes the place of the one in use', () => {
    const board = shelf(cylinder(), cylinder({ id: 'spare', label: 'B', in_use_since: null }));
    const { pane, done } = shown(board, { shelf: { item: 'spare', form: null, number: 137, expires: '', label: '' } });
    tap(key(pane, /^changed: this one instead of A$/));
    assert.deepEqual(done[0]?.[1].body, { on: true, instead_of: 'bottle' });
  });

  test('a new batch is one of the site’s forms, with the day as it is printed', () => {
    const draft = { item: null, form: 'ampoule 0.4 mg', number: 10, expires: '2027-03', label: ' ' };
    const { pane, done } = shown(shelf(batch()), { shelf: draft });
    tap(key(pane, /^Put it on the list$/));
    assert.deepEqual(done[0]?.[1].body, { form: 'ampoule 0.4 mg', count: 10, expires: '2027-03' });
    const typed = ['202703', '20270315', '2027', ''].map(expiryTyped);
    assert.deepEqual(typed, ['2027-03', '2027-03-15', '2027', '']);
    const could = ['2027-03', '2027-03-15', '2027-02-30', '2027-13', '2027', ''].map(isExpiry);
    assert.deepEqual(could, [true, true, false, false, false, true]);
    assert.deepEqual(['2027-03-31', '2027-03-15', '2028-02-28'].map(expiry), ['2027-03', '2027-03-15', '2028-02-28']);
  });
});

describe('the opening check', () => {
  test('naloxone and oxygen are as on the list in one tap, with the numbers', () => {
    const board = shelf(batch(), batch({ id: 'far', count: -2 }), cylinder());
    const taken = hands();
    const pane = openingPane(scene({}, { board }), taken.hands);
    assert.match(textOf(pane), /ampoule 0.4 mg: 6 \(2027-11\), -2 \(2027-11\)/);
    const keys = [...textOf(pane).matchAll(/as on the list/g)];
    assert.equal(keys.length, 2);
    assert.deepEqual(asListed(board.supplies.items, NOW), [
      { supply: 'near', number: 6 },
      { supply: 'far', number: 0 },
      { supply: 'bottle', number: 100 },
    ]);
    tap(key(pane, /^as on the list$/));
    assert.deepEqual(taken.done[0]?.[1].body.found, [{ supply: 'bottle', number: 100 }]);
    tap(key(pane, /^count$/));
    assert.deepEqual(taken.done[1], ['open', { kind: 'supplies', back: 'opening' }]);
  });
});

describe('with this tablet’s unsent acts', () => {
  /** @param {any} board @param {...any} waiting */
  function after(board, ...waiting) {
    return painted(board, waiting).board.supplies?.items ?? [];
  }

  test('counts, changes, what came and what is gone', () => {
    const board = shelf(batch(), cylinder());
    const [near] = board.supplies.items;
    assert.ok(near);
    assert.equal(after(board, unsent(acts.countSupply(near, 3), 'a'))[0]?.count, 3);
    const late = unsent(acts.countSupply(near, 3), 'a', -7200);
    assert.equal(after(board, late)[0]?.count, 6);
    assert.equal(after(board, unsent(acts.changeSupply(near, -2, 'expired'), 'a'))[0]?.count, 4);
    assert.deepEqual(after(board, unsent(acts.supplyGone(near), 'a')).map((item) => item.id), ['bottle']);
    const body = { form: 'cylinder', count: 68, label: 'B' };
    const came = after(board, unsent(acts.addSupply('here', body, /** @type {any} */ (FORMS.cylinder)), 'b')).at(-1);
    assert.deepEqual([came?.id, came?.count, came?.full_litres, came?.label], ['b', 211, 425, 'B']);
    const seen = openingCheck('here', 'naloxone', 'naloxone', 'done', [{ supply: 'near', number: 4 }]);
    assert.equal(after(board, unsent(seen, 'c'))[0]?.count, 4);
    assert.ok(painted(board, [unsent(acts.supplyGone(near), 'a')]).unsent.has('supply:near'));
  });

  test('oxygen that was begun flows at once, over to another cylinder, until it is stopped', () => {
    const board = shelf(cylinder(), cylinder({ id: 'spare', label: 'B', in_use_since: null }));
    const start = unsent(action('r', 'oxygen_start', { litres_per_minute: 10 }), 's', -600);
    const flowing = { ...board, supplies: { ...board.supplies, items: after(board, start) } };
    const known = oxygenOf(flowing, new Set(['r']), NOW);
    assert.deepEqual(known, { left: 21 * 60_000, soon: false });
    assert.equal(oxygenOf(flowing, new Set(['r']), NOW + 7 * 60_000)?.soon, true);
    const spare = board.supplies.items[1];
    assert.ok(spare);
    const swap = unsent(acts.cylinderInUse(spare, true, board.supplies.items[0]), 'w', -300);
    const [old, fresh] = after(board, start, swap);
    assert.deepEqual([old?.draws?.[0]?.until, fresh?.draws?.[0]?.since], [at(-300), at(-300)]);
    const stopped = after(board, start, swap, unsent(action('r', 'oxygen_stop'), 'x', -60));
    assert.deepEqual(stopped.map((item) => item.draws?.at(-1)?.until), [at(-300), at(-60)]);
  });

  test('naloxone is taken from the shelf as it is logged, put right with its line, and given back', () => {
    const board = shelf(batch({ count: 1 }), batch({ id: 'far', expires_on: '2028-11-30' }));
    const counts = (/** @type {any[]} */ ...waiting) => after(board, ...waiting).map((item) => item.count);
    const dose = unsent(action('r', 'naloxone', { by_route: 'im', dose_mg: 0.4 }), 'd', -60);
    assert.deepEqual(counts(dose), [0, 6]);
    assert.deepEqual(counts(dose, unsent(amendRow('r', 'd', { values: { by_route: 'im', dose_mg: 1.2 } }, ''), 'e')), [0, 4]);
    assert.deepEqual(counts(dose, unsent(takeOut('r', 'd', '', 'mis_tap'), 'e')), [1, 6]);
    assert.deepEqual(counts(dose, unsent(amendRow('r', 'd', { given_by: 'peer' }, ''), 'e')), [1, 6]);
    assert.deepEqual(counts(unsent(action('r', 'naloxone', { by_route: 'im' }), 'd', -7200)), [1, 6], 'from before the count');
    const picture = painted(board, [dose]);
    assert.deepEqual([picture.unsent.has('supply:near'), picture.unsent.has('supply:far')], [true, false]);
    const known = { ...board, responses: board.responses.map((one) => ({ ...one, actions: [recorded] })) };
    const back = painted(known, [unsent(takeOut('r', 'old', '', 'mis_tap'), 'e')]).board.supplies?.items;
    assert.deepEqual(back?.map((item) => item.count), [2, 6], 'the server had taken it');
  });
});

const recorded = { id: 'old', kind: 'naloxone', values: { by_route: 'im', dose_mg: 0.4 }, happened_at: at(-60), recorded_at: at(-60) };
