import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Aim, AIMED_FOR, OWN_CHANGE } from '../../ops/static/js/floor/aim.js';

/** @param {string} name @param {number} top @returns {import('../../ops/static/js/floor/aim.js').Key} */
function key(name, top) {
  return { name, left: 0, top, right: 100, bottom: top + 80, press: () => undefined };
}

const START = [key('start breaths', 0), key('log dose #', 100)];
const STOP = [key('stop breaths', 0), key('log dose #', 100)];
const HERE = { x: 50, y: 40 };

/**
 * @param {Aim} aim
 * @param {import('../../ops/static/js/floor/aim.js').Key[]} before
 * @param {import('../../ops/static/js/floor/aim.js').Key[]} after
 * @param {number} now
 */
function becomes(aim, before, after, now) {
  aim.painted(before, now - 1_000);
  aim.painted(after, now);
}

describe('what a finger meant', () => {
  test('a key that changed while it was on its way is the key it was', () => {
    const aim = new Aim();
    becomes(aim, START, STOP, 10_000);
    assert.equal(aim.meant(HERE, 'stop breaths', 10_150)?.name, 'start breaths');
    assert.equal(aim.meant(HERE, 'stop breaths', 10_000 + AIMED_FOR), null);
  });

  test('a key that moved is meant where it was, also where nothing is now', () => {
    const aim = new Aim();
    becomes(aim, START, [key('Booth 4', 0), key('start breaths', 65), key('log dose #', 165)], 10_000);
    assert.equal(aim.meant(HERE, 'Booth 4', 10_200)?.name, 'start breaths');
    assert.equal(aim.meant(HERE, '', 10_200)?.name, 'start breaths');
  });

  test('of several changes the picture counts that was there when it set off', () => {
    const aim = new Aim();
    becomes(aim, [key('one', 0)], [key('two', 0)], 9_000);
    becomes(aim, [key('two', 0)], [key('three', 0)], 10_000);
    becomes(aim, [key('three', 0)], [key('four', 0)], 10_300);
    assert.equal(aim.meant(HERE, 'four', 10_400)?.name, 'two');
  });

  test('what a tap of one\'s own changed was meant to change', () => {
    const aim = new Aim();
    becomes(aim, START, STOP, 10_000);
    aim.tapped(10_100);
    assert.equal(aim.meant(HERE, 'stop breaths', 10_200), null);
    becomes(aim, STOP, START, 10_100 + OWN_CHANGE - 1);
    assert.equal(aim.meant(HERE, 'start breaths', 10_400), null);
    becomes(aim, START, STOP, 10_100 + OWN_CHANGE);
    assert.equal(aim.meant(HERE, 'stop breaths', 10_400)?.name, 'start breaths');
  });

  test('a page moved by hand is seen where it is', () => {
    const aim = new Aim();
    becomes(aim, START, STOP, 10_000);
    aim.moved();
    assert.equal(aim.meant(HERE, 'stop breaths', 10_100), null);
  });

  test('a key that moved by a hair is where it was', () => {
    const aim = new Aim();
    becomes(aim, START, [key('start breaths', 3), key('log dose #', 103)], 10_000);
    assert.equal(aim.meant(HERE, '', 10_100), null);
  });

  test('a tap on what was no key before is a tap on what is there', () => {
    const aim = new Aim();
    becomes(aim, [], START, 10_000);
    assert.equal(aim.meant(HERE, 'start breaths', 10_100), null);
  });
});
