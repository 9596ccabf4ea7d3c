import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';

import { clock, clockSeconds, day } from '../../ops/static/js/core/format.js';
import { everySecond } from '../../ops/static/js/core/every_second.js';
import { Painting, WELL_FOR } from '../../ops/static/js/core/painting.js';

function screen() {
  let mono = 50_000;
  /** @type {unknown[]} */
  const told = [];
  const painting = new Painting(() => mono, (fault) => told.push(fault));
  return { painting, told, pass: (/** @type {number} */ by) => (mono += by) };
}

const broken = () => {
  throw new TypeError('no seats');
};

describe('a screen that cannot paint', () => {
  test('is not well before it has painted, and once its last good painting is old', () => {
    const { painting, pass } = screen();
    assert.equal(painting.well, false);
    painting.run(() => {});
    assert.equal(painting.well, true);
    pass(WELL_FOR - 1);
    painting.run(broken);
    assert.equal(painting.well, true);
    pass(1);
    painting.run(broken);
    assert.equal(painting.well, false);
  });

  test('says so once, and once that it paints again', () => {
    const { painting, told } = screen();
    for (const paint of [() => {}, broken, broken, () => {}, () => {}]) painting.run(paint);
    assert.deepEqual(told.map((fault) => fault instanceof TypeError), [false, true, false]);
  });

  test('says that it paints again, too, where nobody let it paint for long', () => {
    const { painting, told, pass } = screen();
    painting.run(() => {});
    pass(WELL_FOR - 1);
    painting.run(() => {});
    assert.deepEqual(told, [null]);
    pass(WELL_FOR);
    assert.equal(painting.well, false);
    painting.run(() => {});
    assert.deepEqual(told, [null, null]);
  });

  test('is painted again the next second, whatever happened', () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    let seconds = 0;
    assert.throws(() => everySecond(() => 1_600, () => {
      seconds += 1;
      if (seconds === 1) broken();
    }));
    mock.timers.tick(401);
    mock.timers.tick(401);
    assert.equal(seconds, 3);
    mock.timers.reset();
  });
});

describe('a time zone this browser does not know', () => {
  const at = Date.parse('2026-11-22T23:05:09Z');

  test('is told in UTC, and says so', () => {
    assert.equal(clock(at, 'Mars/Olympus'), '23:05 UTC');
    assert.equal(clockSeconds(at, 'Mars/Olympus'), '23:05:09 UTC');
    assert.equal(day(at, 'Mars/Olympus'), '2026-11-22');
  });

  test('a known one is as before', () => {
    assert.equal(clock(at, 'America/Toronto'), '18:05');
    assert.equal(clockSeconds(at, ''), '23:05:09');
    assert.equal(day(at, 'Europe/Paris'), '2026-11-23');
  });
});
