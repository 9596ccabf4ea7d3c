import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { doseOf, emptyAt, expired, expires, gaugeNow, lacks, litresAt, litresLeft, takesFrom } from '../../ops/static/js/core/supplies.js';
import { vectorFile } from './vectors.js';

const { plan, today, shelf, takes, oxygen } = vectorFile('supplies');
const NOW = Date.parse('2026-11-22T15:00:00Z');

/** @param {Record<string, any>} of @returns {import('../../ops/static/js/core/types.js').SupplyItem} */
function item(of) {
  const about = { id: 'i', kind: 'naloxone', label: null, expires_on: null, count: 0, counted_at: '2026-11-22T14:00:00Z' };
  return /** @type {any} */ ({ ...about, ...of });
}

/** @param {number | null} seconds from now */
function at(seconds) {
  return seconds === null ? null : new Date(NOW + seconds * 1000).toISOString();
}

describe('the shelf, as Python has it', () => {
  const full = item({ form: 'bottle', kind: 'oxygen', count: 400, full_litres: 400, gauge_full: 200 });

  for (const one of shelf) {
    test(one.what, () => {
      const items = one.items.map(item);
      const short = lacks(plan, [...items, full, full], today, NOW);
      assert.deepEqual(short.map((lack) => [lack.form, lack.have, lack.par]), one.lacks);
      const told = expires(plan, items, today).map((near) => [near.form, near.expires_on, near.count, expired(near, today)]);
      assert.deepEqual(told, one.expires);
    });
  }

  for (const one of takes) {
    test(one.what, () => {
      const items = one.items.map((/** @type {any} */ of, /** @type {number} */ id) => item({ ...of, id: String(id) }));
      const dose = doseOf(plan, one.route, one.mg);
      assert.deepEqual(dose ? takesFrom(items, dose, today).map(Number) : [], one.from);
    });
  }

  for (const one of oxygen) {
    test(one.what, () => {
      const draws = one.draws.map((/** @type {any} */ draw) => ({
        response: 'r',
        since: at(draw.since),
        until: at(draw.until),
        litres_per_minute: draw.flow,
      }));
      const cylinder = { ...full, count: one.litres, counted_at: String(at(one.read ?? -3600)), draws };
      assert.ok(Math.abs(litresLeft(cylinder, NOW) - one.left) < 1e-6);
      const empty = emptyAt(cylinder, NOW);
      assert.equal(empty === null ? null : Math.round((empty - NOW) / 1000), one.empty_in);
      const short = lacks({ ...plan, forms: { bottle: plan.forms.bottle } }, [cylinder, full], today, NOW);
      assert.equal(short.length === 0, one.enough);
    });
  }

  test('a gauge stands for litres, and litres for a gauge', () => {
    const small = { ...full, full_litres: 425, gauge_full: 137 };
    const read = [0, 1, 68, 137, 200].map((gauge) => litresAt(small, gauge));
    assert.deepEqual(read, [0, 3, 211, 425, 425]);
    assert.equal(gaugeNow({ ...small, count: 211 }, NOW), 68);
  });
});
