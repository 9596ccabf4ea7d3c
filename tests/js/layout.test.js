import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { bestCut, DIGITS, NAME, sizes, WORD } from '../../ops/static/js/wall/fit.js';
import { GAP, plan } from '../../ops/static/js/wall/layout.js';
import { booth, singles, visit } from './boards.js';
import { typeWidth } from './type_widths.js';

/** What a 1080p screen leaves for the tiles, lying and standing. */
const LYING = { width: 1900, height: 872 };
const STANDING = { width: 1060, height: 1614 };

/** The room of ops/starter/site.toml. */
const STARTER = [
  ...singles(2, 4),
  booth(9, [null, null], { name: '9', row: 3, column: 1, width: 2 }),
  booth(10, [null, null, null], { name: 'Smoking', row: 3, column: 3, width: 2 }),
  booth(11, Array(6).fill(null), { name: 'Aftercare', row: 1, column: 5, width: 2, height: 3 }),
];

/**
 * @param {import('../../ops/static/js/core/types.js').Tile[]} booths
 * @param {{width: number, height: number}} area
 */
function drawn(booths, area) {
  const found = plan(booths, area, typeWidth);
  const cuts = booths.map((one) => {
    const { box } = /** @type {import('../../ops/static/js/wall/layout.js').Placed} */ (found.tiles.get(one.id));
    const seats = one.seats.filter((seat) => !seat.extra).length;
    return bestCut({ seats, name: one.name }, box, typeWidth, found.words);
  });
  return { found, cuts };
}

/** @type {[string, import('../../ops/static/js/core/types.js').Tile[], {width: number, height: number}, boolean][]} */
const ROOMS = [
  ['4 places, two by two', singles(2, 2), LYING, true],
  ['4 places in a row', singles(1, 4), LYING, true],
  ['12 places', singles(3, 4), LYING, true],
  ['the starter room', STARTER, LYING, true],
  ['24 places', singles(4, 6), LYING, true],
  ['24 places in three rows', singles(3, 8), LYING, true],
  ['4 places, standing', singles(2, 2), STANDING, true],
  ['12 places, standing', singles(3, 4), STANDING, true],
  ['the starter room, standing', STARTER, STANDING, true],
  ['24 places, standing', singles(4, 6), STANDING, false],
];

describe('legible at four metres', () => {
  for (const [name, booths, area, words] of ROOMS) {
    test(name, () => {
      const { found, cuts } = drawn(booths, area);
      for (const cut of cuts) {
        const size = sizes(cut, typeWidth, cut.scale);
        assert.ok(size.digits >= DIGITS, `digits ${size.digits}`);
        assert.ok(size.name >= NAME, `names ${size.name}`);
        assert.ok(size.word >= WORD, `words ${size.word}`);
      }
      assert.equal(found.words, words);
    });
  }
});

describe('the plan', () => {
  test('fills the screen and nothing lies outside it', () => {
    for (const [, booths, area] of ROOMS) {
      const { found } = drawn(booths, area);
      const high = found.rows.reduce((sum, row) => sum + row + GAP, -GAP);
      const wide = found.columns.reduce((sum, column) => sum + column + GAP, -GAP);
      assert.ok(high <= area.height + 0.5 && high > area.height - 1, `${high}`);
      assert.ok(wide <= area.width + 0.5, `${wide}`);
    }
  });

  test('is the room’s own where that is legible', () => {
    const booths = [booth(1, [null], { row: 5, column: 3 }), booth(2, [null], { row: 6, column: 1 })];
    const { found } = drawn(booths, LYING);
    assert.deepEqual(found.tiles.get(1)?.spot, { id: 1, row: 0, column: 2, width: 1, height: 1 });
    assert.deepEqual(found.tiles.get(2)?.spot, { id: 2, row: 1, column: 0, width: 1, height: 1 });
  });

  test('an aisle stays an aisle and takes little room', () => {
    const booths = [booth(1, [null], { column: 1 }), booth(2, [null], { column: 3 })];
    const { found } = drawn(booths, LYING);
    assert.equal(found.columns.length, 3);
    assert.ok(Number(found.columns[1]) < 30);
  });

  test('a tall place stands over two rows', () => {
    const booths = [
      booth(1, [null], { row: 1, column: 1, height: 2 }),
      booth(2, [null], { row: 1, column: 2 }),
      booth(3, [null], { row: 2, column: 2 }),
    ];
    const { found } = drawn(booths, LYING);
    assert.ok(Math.abs(Number(found.tiles.get(1)?.box.height) - LYING.height) < 1);
  });

  test('places that lie on each other are put in order instead', () => {
    const booths = [booth(1, [null], { column: 1 }), booth(2, [null], { column: 1 })];
    const spots = [...drawn(booths, LYING).found.tiles.values()].map(({ spot }) => `${spot.row}/${spot.column}`);
    assert.equal(new Set(spots).size, 2);
  });

  test('does not move when somebody sits down, or a second one beside them', () => {
    const empty = plan(STARTER, LYING, typeWidth);
    const full = STARTER.map((one) => ({
      ...one,
      status: /** @type {const} */ ('occupied'),
      seats: [
        ...one.seats.map((seat) => ({ ...seat, visit: visit(`${one.id}${seat.mark}`, 60) })),
        { mark: 'Z', extra: true, visit: visit(`${one.id}Z`, 60) },
      ],
    }));
    assert.deepEqual(plan(full, LYING, typeWidth), empty);
  });

  test('a room in one row, seats and all, is still drawn', () => {
    const booths = [1, 2, 3, 4].map((id) => booth(id, [null], { row: 0, column: id - 1 }));
    booths.push(booth(5, [null, null], { name: '5', row: 0, column: 4 }));
    booths.push(booth(6, Array(6).fill(null), { name: 'Aftercare', row: 0, column: 5 }));
    const { found } = drawn(booths, LYING);
    assert.equal(found.tiles.size, 6);
    assert.ok(found.scale >= 0.9, `scale ${found.scale}`);
  });
});
