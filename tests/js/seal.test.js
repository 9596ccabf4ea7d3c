/** Whether a page without a line knows that the house waits for its key. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { watchSeal } from '../../ops/static/js/core/seal.js';

/** A page whose time is moved by hand. */
function page() {
  const line = { connected: true, revoked: /** @type {string | null} */ (null), sealed: false };
  const house = { says: /** @type {unknown} */ ('sealed'), asked: 0 };
  /** @type {(() => unknown) | null} */
  let next = null;
  const ask = async () => {
    house.asked += 1;
    if (house.says === null) throw new TypeError('nobody there');
    return house.says;
  };
  watchSeal(line, ask, (after, act) => {
    assert.equal(after, 5_000);
    next = act;
  });
  const passes = async () => {
    const act = next;
    next = null;
    await act?.();
    return next !== null;
  };
  return { line, house, passes };
}

test('with a line there is nothing to ask', async () => {
  const { line, house, passes } = page();
  await passes();
  assert.deepEqual([line.sealed, house.asked], [false, 0]);
});

test('without one it is asked, and known within five seconds; with the line back it is over', async () => {
  const { line, house, passes } = page();
  line.connected = false;
  house.says = null;
  await passes();
  assert.equal(line.sealed, false);
  house.says = 'sealed';
  await passes();
  assert.equal(line.sealed, true);
  house.says = 'down';
  await passes();
  assert.equal(line.sealed, false);
  house.says = 'sealed';
  await passes();
  line.connected = true;
  await passes();
  assert.equal(line.sealed, false);
});

test('a screen that may no longer look asks nothing', async () => {
  const { line, house, passes } = page();
  line.connected = false;
  line.revoked = 'revoked';
  assert.equal(await passes(), false);
  assert.equal(house.asked, 0);
});
