import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { bestCut, fontsAt, sizes } from '../../ops/static/js/wall/fit.js';
import { barOf, frameOf, largestDigits } from '../../ops/static/js/wall/frame.js';
import { insideOf, plan } from '../../ops/static/js/wall/layout.js';
import { DIGITS, NAME, WORD } from '../../ops/static/js/wall/texts.js';
import { GAP } from '../../ops/static/js/wall/tracks.js';
import { booth, singles, visit } from './boards.js';
import { typeWidth } from './type_widths.js';

/** What a 1080p screen leaves for the tiles, lying and standing. */
const LYING = frameOf(1920, 1080).tiles;
const STANDING = frameOf(1080, 1920).tiles;

/** The room of ops/starter/site.toml. */
const STARTER = [
  ...singles(2, 4),
  booth(9, [null, null], { name: '9', row: 3, column: 1, width: 2 }),
  booth(10, [null, null, null], { name: 'Smoking', row: 3, column: 3, width: 2 }),
  booth(11, Array(6).fill(null), { name: 'Aftercare', row: 4, column: 1, width: 4 }),
];
/** The same with its largest place beside the others. */
const BESIDE = STARTER.map((one) => (one.id === 11 ? { ...one, row: 1, column: 5, width: 2, height: 3 } : one));

/**
 * @param {import('../../ops/static/js/core/types.js').Tile[]} booths
 * @param {{width: number, height: number}} area
 */
function drawn(booths, area) {
  const found = plan(booths, area, typeWidth);
  const fonts = booths.map((one) => {
    const { box } = /** @type {import('../../ops/static/js/wall/layout.js').Placed} */ (found.tiles.get(one.id));
    const { single, texts, mode } = found;
    const inside = insideOf(one);
    if (inside.seats < 2) return { digits: single.digits, ...fontsAt(single.scale) };
    const cut = bestCut(inside, box, texts, mode);
    return sizes(cut, texts, Math.min(cut.scale, single.scale));
  });
  return { found, fonts };
}

/** @type {[string, import('../../ops/static/js/core/types.js').Tile[], {width: number, height: number}, boolean][]} */
const ROOMS = [
  ['4 places, two by two', singles(2, 2), LYING, true],
  ['4 places in a row', singles(1, 4), LYING, true],
  ['12 places', singles(3, 4), LYING, true],
  ['the starter room', STARTER, LYING, true],
  ['a tall place beside the others', BESIDE, LYING, true],
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
      const { found, fonts } = drawn(booths, area);
      for (const size of fonts) {
        assert.ok(size.digits >= DIGITS, `digits ${size.digits}`);
        assert.ok(size.name >= NAME, `names ${size.name}`);
        assert.ok(size.word >= WORD, `words ${size.word}`);
      }
      assert.equal(found.mode.words, words);
    });
  }

  for (const [name, area] of /** @type {[string, typeof LYING][]} */ ([['lying', LYING], ['standing', STANDING]])) {
    test(`a second person in a single place has digits as large, and nothing moves, ${name}`, () => {
      const two = crowded(STARTER, 1);
      const { found, fonts } = drawn(two, area);
      for (const size of fonts) assert.ok(size.digits >= DIGITS, `digits ${size.digits}`);
      assert.deepEqual(found, plan(STARTER, area, typeWidth));
    });
  }

  test('for a third the row grows, in its place', () => {
    const { found, fonts } = drawn(crowded(STARTER, 2), LYING);
    const before = plan(STARTER, LYING, typeWidth);
    assert.ok(Number(found.rows[0]) > Number(before.rows[0]) + 50);
    for (const [id, { spot }] of before.tiles) assert.deepEqual(found.tiles.get(id)?.spot, spot);
    assert.ok(Math.min(...fonts.map((size) => size.digits)) >= 0.85 * DIGITS);
  });
});

/**
 * The first place with so many people more than it was made for.
 *
 * @param {import('../../ops/static/js/core/types.js').Tile[]} booths
 * @param {number} more
 */
function crowded(booths, more) {
  const [first, ...others] = structuredClone(booths);
  assert.ok(first?.seats[0]);
  first.seats[0].visit = visit('own', 60);
  for (let n = 1; n <= more; n += 1) first.seats.push({ mark: `+${n}`, extra: true, visit: visit(`extra${n}`, 60) });
  return [first, ...others];
}

describe('the frame', () => {
  test('leaves the tiles the same room whatever stands over them, and fills the screen', () => {
    for (const [width, height] of /** @type {[number, number][]} */ ([[1920, 1080], [1080, 1920], [3840, 2160], [2560, 1080]])) {
      const { unit, top, tiles } = frameOf(width, height);
      assert.ok(Math.abs((10 + top + GAP + tiles.height + 10) * unit - height) < 0.01);
      assert.ok(Math.abs((tiles.width + 20) * unit - width) < 0.01);
    }
  });

  test('while the picture is not live its sign takes the bar’s room, but for one row', () => {
    const standing = frameOf(1080, 1920);
    assert.deepEqual([barOf(standing, false, 0).rows, barOf(standing, true, 400).rows], [2, 1]);
    const lying = frameOf(1920, 1080);
    assert.ok(barOf(lying, true, 400).width <= barOf(lying, false, 0).width - 400);
    assert.equal(largestDigits(true), DIGITS);
  });
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

  test('does not move when somebody sits down', () => {
    const empty = plan(STARTER, LYING, typeWidth);
    const full = STARTER.map((one) => ({
      ...one,
      status: /** @type {const} */ ('occupied'),
      seats: one.seats.map((seat) => ({ ...seat, visit: visit(`${one.id}${seat.mark}`, 60) })),
    }));
    assert.deepEqual(plan(full, LYING, typeWidth), empty);
  });

  test('ages stand on every single place or on none', () => {
    assert.equal(plan(singles(3, 4), LYING, typeWidth).mode.ages, true);
    assert.equal(plan(STARTER, LYING, typeWidth).mode.ages, false);
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
