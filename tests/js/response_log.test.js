import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ambulance, doses, goingOn, inAll, lastAssessment, longSedation, runsUntil, since } from '../../ops/static/js/response/clocks.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import * as acts from '../../ops/static/js/response/acts.js';
import { frontActs, moreActs } from '../../ops/static/js/response/kinds.js';
import { rowsOf, standing } from '../../ops/static/js/response/log.js';
import { asWanted, changesOf } from '../../ops/static/js/response/panel_row.js';
import { fieldsOf, stepped, valuesLine } from '../../ops/static/js/response/values.js';
import { actions as actionWords, kinds as kindWords } from '../../ops/static/js/response/words.js';
import { at, NOW, response } from './boards.js';
import { vectors } from './vectors.js';

/**
 * @param {string} id
 * @param {string} kind
 * @param {number} seconds when, from NOW
 * @param {Partial<import('../../ops/static/js/core/types.js').ResponseAction>} [more]
 */
function row(id, kind, seconds, more = {}) {
  return {
    id,
    kind,
    values: {},
    given_by: null,
    happened_at: at(seconds),
    recorded_at: at(seconds),
    by: 'Sam',
    marks: [],
    ...more,
  };
}

/** @param {ReturnType<typeof row>[]} actions */
function rows(...actions) {
  return rowsOf(response('r', { actions }), []);
}

/**
 * @param {import('../../ops/static/js/floor/acts.js').FloorAct} act
 * @param {string} id
 * @returns {import('../../ops/static/js/core/outbox_rules.js').Act}
 */
function unsent(act, id) {
  const body = act.timeless ? { ...act.body } : { ...act.body, happened_at: at(0) };
  return { id, path: act.path, body, label: act.label, about: act.about, made_at: NOW, tries: 0, state: 'waiting' };
}

describe('the log', () => {
  test('is in the order things happened; a superseded row stays with the one that stands for it, a voided one stays', () => {
    const log = rows(
      row('late', 'mark', -5),
      row('first', 'naloxone', -60, { superseded_by: 'old' }),
      row('old', 'naloxone', -60, { amends: 'first', values: { dose_mg: 4 }, superseded_by: 'new' }),
      row('new', 'naloxone', -90, { amends: 'old', values: { dose_mg: 4 }, amend_reason: 'wrong_time' }),
      row('void', 'suction', -30, { voided_at: at(-20) }),
    );
    assert.deepEqual(
      log.map((one) => one.id),
      ['new', 'void', 'late'],
    );
    assert.deepEqual(
      standing(log).map((one) => one.id),
      ['new', 'late'],
    );
    assert.deepEqual(
      log[0]?.before.map((one) => [one.happened_at, one.values, one.why]),
      [
        [at(-60), { dose_mg: 4 }, 'wrong_time'],
        [at(-60), {}, null],
      ],
    );
    assert.deepEqual(log[0]?.names, ['first', 'old', 'new']);
  });

  test('holds what this tablet has not sent yet, once', () => {
    const one = response('r', { actions: [row('a', 'naloxone', -60)] });
    const log = rowsOf(one, [
      unsent(acts.action('r', 'naloxone', { dose_mg: 0.4 }), 'a'),
      unsent(acts.action('r', 'oxygen_start', { litres_per_minute: 10 }), 'b'),
      unsent(acts.mark('r'), 'c'),
    ]);
    assert.deepEqual(
      log.map((line) => [line.id, line.unsent]),
      [
        ['a', null],
        ['b', 'b'],
        ['c', 'c'],
      ],
    );
  });

  test('shows unsent corrections on the row they are about', () => {
    const one = response('r', {
      actions: [row('a', 'naloxone', -60, { values: { dose_mg: 4 } }), row('b', 'suction', -50)],
    });
    const log = rowsOf(one, [
      unsent(acts.amendRow('r', 'a', { happened_at: at(-180), values: { dose_mg: 0.4 } }, 'x'), 'm'),
      unsent(acts.takeOut('r', 'b', 'suction', 'mis_tap'), 'v'),
    ]);
    assert.deepEqual(
      log.map((line) => [line.id, line.happened_at, line.voided, line.unsent]),
      [
        ['a', at(-180), false, 'm'],
        ['b', at(-50), true, 'v'],
      ],
    );
    assert.deepEqual(log[0]?.values, { dose_mg: 0.4 });
    assert.deepEqual(
      log[0]?.before.map((before) => [before.happened_at, before.values]),
      [[at(-60), { dose_mg: 4 }]],
    );
  });

  test('an answer to "same or second?" counts at once, and strikes nothing through that reads the same', () => {
    const twins = response('r', {
      actions: [row('a', 'naloxone', -60), row('b', 'naloxone', -50, { marks: ['same_or_second'] })],
    });
    const answer = (/** @type {string | null} */ same_as) => rowsOf(twins, [unsent(acts.amendRow('r', 'b', { same_as }, 'x'), 'n')]);
    assert.deepEqual([standing(answer('a')).length, answer('a')[1]?.void_reason], [1, 'same_act']);
    assert.deepEqual([doses(answer(null))?.least, answer(null)[1]?.before], [2, []]);
    const onRecord = rows(
      row('b', 'naloxone', -50, { superseded_by: 'n', marks: ['same_or_second'] }),
      row('n', 'naloxone', -50, { amends: 'b' }),
    );
    assert.deepEqual(onRecord[0]?.before, []);
  });
});

describe('what was the same act as a row that counts no more', () => {
  for (const { name, rows: told, stand } of vectors('standing')) {
    test(name, () => {
      const log = rows(...told.map((/** @type {[string, string]} */ one, /** @type {number} */ index) => asTold(told, one, index)));
      assert.deepEqual(standing(log).map((one) => one.id), stand);
    });
  }

  test('counts again before the server says so, and says why', () => {
    const twins = response('r', {
      actions: [row('a', 'naloxone', -60), row('b', 'naloxone', -50, { marks: ['same_or_second'] })],
    });
    const same = unsent(acts.amendRow('r', 'b', { same_as: 'a' }, 'x'), 'n');
    const out = unsent(acts.takeOut('r', 'a', 'naloxone', 'mis_tap'), 'v');
    for (const both of [[same, out], [out, same]]) {
      const log = rowsOf(twins, both);
      assert.deepEqual(standing(log).map((one) => [one.id, one.again, one.marks]), [['b', true, []]]);
      assert.equal(doses(log)?.least, 1);
    }
  });
});

/** @param {[string, string][]} all @param {[string, string]} told @param {number} index */
function asTold(all, [id, became], index) {
  const [how, , other] = became.split(' ');
  const amends = all.find(([, said]) => said === `now ${id}`)?.[0] ?? null;
  /** @type {Partial<import('../../ops/static/js/core/types.js').ResponseAction>} */
  const more =
    how === 'same' ? { voided_at: at(0), void_reason: 'same_act', same_as: other }
    : how === 'now' ? { superseded_by: became.split(' ')[1] }
    : how === 'out' ? { voided_at: at(0) }
    : {};
  return row(id, how === 'suction' ? 'suction' : 'naloxone', index - 60, { amends, ...more });
}

describe('clocks', () => {
  test('what goes on counts from its first start, with the values of the last', () => {
    const log = rows(
      row('a', 'oxygen_start', -100, { values: { litres_per_minute: 10 } }),
      row('b', 'oxygen_start', -50, { values: { litres_per_minute: 15 } }),
    );
    assert.equal(goingOn(log, 'oxygen_start')?.happened_at, at(-100));
    assert.deepEqual(goingOn(log, 'oxygen_start')?.values, { litres_per_minute: 15 });
    assert.equal(goingOn(rows(row('a', 'breaths_start', -9), row('b', 'breaths_stop', -5)), 'breaths_start'), null);
    assert.equal(goingOn(rows(row('a', 'cpr_start', -9, { voided_at: at(0) })), 'cpr_start'), null);
  });

  test('breathing is the last assessment, with the SpO2 before it', () => {
    assert.equal(lastAssessment(rows()), null);
    const seen = lastAssessment(
      rows(
        row('a', 'assessment', -90, { values: { spo2_percent: 71, breaths_per_minute: 4 } }),
        row('b', 'assessment', -60, { values: { sedation: 'unresponsive' } }),
        row('c', 'assessment', -8, { values: { spo2_percent: 84, breaths_per_minute: 8 } }),
      ),
    );
    assert.deepEqual(seen, { at: NOW - 8000, rate: 8, spo2: 84, spo2Before: 71, sedation: null });
  });

  test('two likely repeats of one dose are counted 1–2', () => {
    assert.equal(doses(rows()), null);
    const sure = doses(
      rows(
        row('a', 'naloxone', -60, { values: { dose_mg: 0.4 } }),
        row('b', 'naloxone', -9, { values: { dose_mg: 0.4 } }),
      ),
    );
    assert.deepEqual([sure?.least, sure?.count, sure && inAll(sure)], [2, 2, '0.8 mg']);
    const doubt = doses(rows(row('a', 'naloxone', -10), row('b', 'naloxone', -9, { marks: ['same_or_second'] })));
    assert.deepEqual([doubt?.least, doubt?.count], [1, 2]);
  });

  test('nobody is told more or less naloxone than is known', () => {
    const dose = (/** @type {string} */ name, /** @type {number | null} */ mg, more = {}) =>
      row(name, 'naloxone', -60, { values: mg === null ? {} : { dose_mg: mg }, ...more });
    const said = (/** @type {Parameters<typeof rows>} */ ...given) => inAll(doses(rows(...given)) ?? assert.fail());
    assert.equal(said(dose('a', 4), dose('b', null)), 'at least 4 mg');
    assert.equal(said(dose('a', null)), 'amount not said');
    assert.equal(said(dose('a', 0.4), dose('b', 0.8, { marks: ['same_or_second'] })), '0.4\u20131.2 mg');
    assert.equal(said(dose('a', 0.04), dose('b', 0.04), dose('c', 0.04)), '0.12 mg');
  });

  test('a long sedation is counted from when they were hard to rouse, and breaths from when they were', () => {
    const began = NOW - 7_200_000;
    const said = (/** @type {Parameters<typeof rows>} */ ...given) => longSedation(rows(...given), began, 180_000);
    const seen = (/** @type {string} */ name, /** @type {number} */ when, /** @type {any} */ values) =>
      row(name, 'assessment', when, { values });
    assert.deepEqual(said(), { since: began, countAt: began + 180_000 });
    const hard = [seen('a', -3600, { sedation: 'unresponsive', breaths_per_minute: 8 }), seen('b', -60, { sedation: 'responds_to_pressure' })];
    assert.deepEqual(said(...hard), { since: began, countAt: NOW - 3_420_000 }, 'a word on the scale never sets it back');
    const awake = seen('c', -40, { sedation: 'awake' });
    assert.equal(said(...hard, awake).since, null);
    assert.equal(said(...hard, awake, seen('d', -30, { sedation: 'unresponsive' })).since, NOW - 30_000);
    const track = began - 600_000;
    assert.equal(longSedation(rows(...hard), began, 180_000, track).since, track, 'the track of the stay is older');
  });

  test('the ambulance stands where its newest row says', () => {
    assert.equal(ambulance(rows()), null);
    const called = row('a', 'ambulance_called', -60);
    assert.equal(ambulance(rows(called))?.state, 'called');
    assert.equal(ambulance(rows(called, row('b', 'ambulance_arrived', -9)))?.calledAt, NOW - 60_000);
    assert.equal(ambulance(rows(called, row('b', 'ambulance_cancelled', -9)))?.state, 'cancelled');
  });

  test('the running time stops when it is over', () => {
    assert.equal(runsUntil(response('r'), NOW), NOW);
    assert.equal(runsUntil(response('r', { over_at: at(-30) }), NOW), NOW - 30_000);
    assert.equal(since(NOW - 90_000, NOW - 30_000, 'UTC'), '1:00');
    assert.equal(since(NOW, NOW - 30_000, 'UTC'), '14:00', 'added after the end');
  });
});

describe('buttons', () => {
  test('six stand in front for every kind, and nothing is out of reach', () => {
    for (const { value } of kindWords()) {
      assert.equal(new Set(frontActs(value, [])).size, 6, value);
      assert.equal(frontActs(value, []).length + moreActs(value, []).length, 16, value);
    }
  });

  test('what the kit has not leaves its place to the next, and is never out of reach', () => {
    const without = ['oxygen', 'naloxone'];
    for (const { value } of kindWords()) {
      const [front, more] = [frontActs(value, without), moreActs(value, without)];
      assert.equal(new Set(front).size, 6, value);
      assert.deepEqual([...front, ...more].sort(), [...frontActs(value, []), ...moreActs(value, [])].sort());
      assert.ok(without.every((name) => more.includes(name)), value);
    }
    assert.deepEqual(frontActs('slow_breathing', ['oxygen']).slice(0, 2), ['breaths', 'naloxone']);
  });

  test('values read as the log shows them', () => {
    assert.equal(valuesLine('naloxone', { dose_mg: 0.4, by_route: 'im' }), '0.4 mg IM');
    assert.equal(valuesLine('oxygen_start', { litres_per_minute: 15, device: 'bag_valve' }), '15\u00a0L, bag-valve');
    assert.equal(valuesLine('assessment', { breaths_per_minute: 8, spo2_percent: 84 }), '8/min, SpO2\u00a084\u00a0%');
    assert.equal(valuesLine('suction', {}), '');
  });

  test('a step stays within what an instrument shows', () => {
    const [dose] = fieldsOf('naloxone');
    assert.ok(dose?.kind === 'measure');
    assert.equal(stepped(dose, 0.4, 0.1), 0.5);
    assert.equal(stepped(dose, 0.3, -0.1), 0.2);
    assert.equal(stepped(dose, 10, 0.1), 10);
    assert.equal(stepped(dose, undefined, 0.1), 0.8);
  });

  test('any oxygen saturation of a person is a few taps away', () => {
    const spo2 = fieldsOf('assessment').find(({ name }) => name === 'spo2_percent');
    assert.ok(spo2?.kind === 'measure' && spo2.coarse);
    const moves = [spo2.step, -spo2.step, spo2.coarse, -spo2.coarse];
    let reached = new Set(spo2.offered);
    for (let taps = 2; taps <= 4; taps++) {
      reached = new Set([...reached, ...[...reached].flatMap((value) => moves.map((by) => stepped(spo2, value, by)))]);
    }
    for (let value = 15; value <= 100; value++) assert.ok(reached.has(value), `${value} %`);
    assert.ok(spo2.offered.includes(20));
  });

  test('every kind of act has a word', () => {
    assert.ok(actionWords().every(({ word }) => word && !word.includes('_')));
  });
});

describe('a row being put right', () => {
  const draft = freshUi({ name: 'floor' }).draft;
  const [dose] = rows(row('a', 'naloxone', -60, { values: { dose_mg: 0.4, by_route: 'im' }, given_by: 'staff' }));
  const [mark] = rows(row('b', 'mark', -60));
  assert.ok(dose && mark);

  test('sends only what differs', () => {
    const same = { ...draft, values: { by_route: 'im', dose_mg: 0.4 } };
    assert.deepEqual(changesOf(dose, same), {});
    assert.deepEqual(changesOf(dose, { ...same, change: { earlier: 120_000 } }), { happened_at: at(-180) });
    assert.deepEqual(changesOf(dose, { ...same, change: { earlier: 0, given_by: 'peer' } }), { given_by: 'peer' });
    assert.deepEqual(changesOf(dose, { ...same, values: { dose_mg: 2, by_route: undefined } }), {
      values: { dose_mg: 2 },
    });
  });

  test('a mark takes a name with its values, and drops values that do not belong to it', () => {
    const named = { ...draft, values: { dose_mg: 0.8, shocks: 1 }, change: { earlier: 0, kind: 'naloxone' } };
    assert.deepEqual(changesOf(mark, named), { kind: 'naloxone', values: { dose_mg: 0.8 } });
    assert.equal(asWanted(mark, named).happened_at, at(-60));
  });
});
