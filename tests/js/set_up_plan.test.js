import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { extentOf, firstFree, inOrder, inTheWay, movedTo, nextPlace, sizedTo, Steps, withPlace } from '../../ops/static/js/set_up/plan.js';
import { faultsOf, howLarge, marksOf, spokenWhere, whereItStands } from '../../ops/static/js/set_up/plan_words.js';

/** @typedef {import('../../ops/static/js/set_up/plan.js').Place} Place */

/** @param {string} name @param {number} row @param {number} column @param {Partial<Place>} [more] @returns {Place} */
function place(name, row, column, more = {}) {
  return { key: `p${name}`, name, kind: 'injection', row, column, width: 1, height: 1, seats: 'A', wiped: true, taken: false, ...more };
}

const NINE = place('9', 3, 1, { width: 2, seats: 'A, B' });
const ROOM = [place('1', 1, 1), place('2', 1, 2), NINE];

describe('a place on the plan', () => {
  test('moves as far as the plan reaches and keeps its size', () => {
    const corner = movedTo(NINE, { row: 30, column: 30 });
    assert.deepEqual([corner.row, corner.column, corner.width], [24, 23, 2]);
    const origin = movedTo(NINE, { row: 0, column: -3 });
    assert.deepEqual([origin.row, origin.column], [1, 1]);
  });

  test('grows as far as the plan reaches and never to nothing', () => {
    assert.equal(sizedTo(place('1', 1, 20), { width: 9, height: 1 }).width, 5);
    const least = sizedTo(NINE, { width: 0, height: -2 });
    assert.deepEqual([least.width, least.height], [1, 1]);
  });

  test('is in the way of whatever shares a square with it', () => {
    const onNine = movedTo(place('1', 1, 1), { row: 3, column: 2 });
    const places = withPlace(ROOM, onNine);
    assert.deepEqual(inTheWay(places, onNine).map((one) => one.name), ['9']);
    assert.deepEqual(inTheWay(places, NINE).map((one) => one.name), ['1']);
    assert.deepEqual(inTheWay(ROOM, NINE), []);
  });

  test('whose numbers cannot be read stands in nobody’s way', () => {
    const nowhere = place('3', NaN, 1);
    assert.deepEqual(inTheWay([...ROOM, nowhere], nowhere), []);
    assert.equal(movedTo(nowhere, { row: NaN + 1, column: 2 }).row, 1);
  });

  test('is read by row, then by column', () => {
    assert.deepEqual(inOrder([NINE, place('2', 1, 2), place('1', 1, 1)]).map((one) => one.name), ['1', '2', '9']);
  });
});

describe('a new place', () => {
  test('stands on the first free square, with the next number, like the last', () => {
    const made = nextPlace([...ROOM, place('Aftercare', 4, 1, { kind: 'aftercare' })], 'n1', 'any');
    assert.deepEqual([made?.name, made?.kind, made?.row, made?.column], ['10', 'injection', 1, 3]);
  });

  test('is the first in an empty room', () => {
    const made = nextPlace([], 'n1', 'any');
    assert.deepEqual([made?.name, made?.kind, made?.row, made?.column], ['1', 'any', 1, 1]);
  });

  test('has no room in a full plan', () => {
    assert.equal(firstFree([place('hall', 1, 1, { width: 24, height: 24 })]), null);
    assert.equal(nextPlace([place('hall', 1, 1, { width: 24, height: 24 })], 'n1', 'any'), null);
    assert.deepEqual(firstFree([place('hall', 1, 1, { width: 24, height: 23 })]), { row: 24, column: 1 });
  });
});

test('the plan shows what is used, a little more, and never more than there is', () => {
  assert.deepEqual(extentOf(ROOM), { columns: 8, rows: 6 });
  assert.deepEqual(extentOf([place('1', 10, 12)]), { columns: 14, rows: 12 });
  assert.deepEqual(extentOf([place('1', 24, 23)]), { columns: 24, rows: 24 });
});

test('steps go back and forth until another one is made', () => {
  const steps = new Steps();
  const moved = withPlace(ROOM, movedTo(NINE, { row: 5, column: 1 }));
  steps.made(ROOM);
  assert.equal(steps.back(moved), ROOM);
  assert.equal(steps.back(ROOM), null);
  assert.equal(steps.forth(ROOM), moved);
  assert.equal(steps.back(moved), ROOM);
  steps.made(ROOM);
  assert.equal(steps.canGoForth, false);
});

describe('what is said', () => {
  const onTwo = movedTo(place('1', 1, 1), { row: 1, column: 2 });

  test('where a place stands now, and with whom', () => {
    assert.equal(whereItStands(onTwo, withPlace(ROOM, onTwo)), '1: row 1, column 2, stands where 2 stands.');
    assert.equal(howLarge(NINE, ROOM), '9: 2 columns wide, 1 row high.');
  });

  test('what is seen of a place is read out, too', () => {
    assert.equal(spokenWhere(onTwo, withPlace(ROOM, onTwo)), 'row 1, column 2, stands where 2 stands');
    assert.equal(spokenWhere(NINE, ROOM), 'row 3, column 1, 2 columns wide');
  });

  test('what has to be put right before it is kept', () => {
    const faults = (/** @type {Partial<Place>} */ more) => {
      const one = { ...place('1', 1, 1), ...more };
      return faultsOf(one, [one, place('2', 1, 2)]);
    };
    assert.deepEqual(faults({}), []);
    assert.deepEqual(faults({ name: ' ' }), ['It needs a name.']);
    assert.deepEqual(faults({ name: 'x'.repeat(21) }), ['A name has at most 20 letters.']);
    assert.deepEqual(faults({ name: '2' }), ['Another place is called 2, too.']);
    assert.deepEqual(faults({ row: 25 }), ['Row, column and size are whole numbers from 1 to 24.']);
    assert.deepEqual(faults({ seats: ' ,' }), ['It needs a mark for each seat, such as A.']);
    assert.deepEqual(faults({ seats: 'A, +1' }), ['+1 cannot mark a seat: up to 4 letters, not beginning with +.']);
    assert.deepEqual(faults({ seats: 'a A' }), ['Two seats have the same mark.']);
    assert.deepEqual(faults({ column: 2 }), ['It stands where 2 stands.']);
  });

  test('marks are told apart by commas, or by spaces where there are none', () => {
    assert.deepEqual(marksOf('A, B 1 ,C'), ['A', 'B 1', 'C']);
    assert.deepEqual(marksOf('A B  C'), ['A', 'B', 'C']);
    assert.deepEqual(marksOf('B 1,'), ['B 1']);
  });
});
