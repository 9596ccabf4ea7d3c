import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { planOf } from '../../ops/static/js/paper/typed_acts.js';
import { readPlace } from '../../ops/static/js/paper/typed_place.js';
import { blankRow } from '../../ops/static/js/paper/typed_rows.js';
import { daysBack, instantOf, readTime } from '../../ops/static/js/paper/typed_time.js';
import { at, board, booth, NOW, response, visit } from './boards.js';

const ROOM = board({
  booths: [
    booth(1, [visit('ann', 60, { seated_at: at(-3600) })]),
    booth(2),
    booth(3, [null, null, null], { name: 'Smoking' }),
    booth(10),
  ],
});

/** @param {string[]} lines "1305 2 S", "1310 2 D 0.4" */
function rowsOf(...lines) {
  return lines.map((line, number) => {
    const [time = '', place = '', what = '', ...value] = line.split(' ');
    return { ...blankRow(`row${number + 1}`, null), time, place: place.replace('_', ' '), what, value: value.join(' ') };
  });
}

/** @param {string[]} lines @param {Partial<import('../../ops/static/js/core/types.js').Board>} [more] */
function typed(lines, more = {}) {
  let made = 0;
  const plan = planOf(rowsOf(...lines), { ...ROOM, ...more }, 'here', NOW, () => `id${(made += 1)}`);
  return {
    acts: plan.acts.map(({ act }) => [act.path, act.body ?? {}, act.id ?? null]),
    wrong: Object.fromEntries(plan.wrong),
  };
}

/** @param {string} time */
const instant = (time) => `2026-11-22T${time}:00.000Z`;
/** @param {string} time @param {Record<string, unknown>} more */
const paper = (time, more) => ({ ...more, happened_at: instant(time), from_paper: true });

describe('a time from paper', () => {
  const of = (/** @type {string} */ text, /** @type {string | null} */ day, /** @type {number} */ now, zone = 'UTC') => {
    const time = readTime(text);
    const found = time && instantOf(time, day, now, zone);
    return typeof found === 'number' ? new Date(found).toISOString() : found;
  };

  test('is today, or yesterday where today it has not come yet; a chosen day holds', () => {
    assert.equal(of('1359', null, NOW), instant('13:59'));
    assert.equal(of('14:00', null, NOW), instant('14:00'));
    assert.equal(of('1401', null, NOW), '2026-11-21T14:01:00.000Z');
    assert.equal(of('905', '2026-11-20', NOW), '2026-11-20T09:05:00.000Z');
    assert.deepEqual(['', '9', '2400', '1360', 'noon'].map(readTime), [null, null, null, null, null]);
    assert.deepEqual(daysBack(NOW, 'UTC').slice(0, 2), ['2026-11-22', '2026-11-21']);
  });

  test('is on the site’s clock, also around midnight and where clocks change', () => {
    const zone = 'America/Toronto';
    assert.equal(of('2330', null, Date.parse('2026-11-22T05:10:00Z'), zone), '2026-11-22T04:30:00.000Z');
    assert.equal(of('0230', '2026-03-08', NOW, zone), null, 'skipped in spring');
    assert.equal(of('0130', '2026-11-01', Date.parse('2026-11-01T05:45:00Z'), zone), '2026-11-01T05:30:00.000Z');
    assert.equal(of('0130', '2026-11-01', Date.parse('2026-11-01T06:45:00Z'), zone), '2026-11-01T06:30:00.000Z');
  });
});

test('a place is what a hand writes: a number, the beginning of a name, a mark', () => {
  const read = (/** @type {string} */ text, anywhere = false) => {
    const found = readPlace(ROOM, text, anywhere);
    return 'wrong' in found ? found.wrong : found.name;
  };
  assert.deepEqual(['1', 'booth 10', 'smo b', 'Smoking C', 'sc'].map((text) => read(text)), ['Booth 1', 'Booth 10', 'Smoking B', 'Smoking C', 'Smoking C']);
  assert.equal(read('smoking'), 'Which seat there? Smoking A, Smoking B, Smoking C');
  assert.equal(read('wash'), 'No such place here.');
  assert.equal(read('wash', true), 'washroom');
});

describe('a stay from paper', () => {
  test('seated and left is one past stay, with its looks in it, whatever the order of typing', () => {
    assert.deepEqual(typed(['1340 2 L', '1312 2 A', '1305 2 S']), {
      acts: [
        ['/sites/here/past-stays', paper('13:05', { booth: 2, seat: 'A', left_at: instant('13:40') }), 'id1'],
        ['/visits/id1/check-ins', paper('13:12', { answer: 'asleep' }), null],
      ],
      wrong: {},
    });
  });

  test('seated and not left is somebody who is here now', () => {
    assert.deepEqual(typed(['1305 smo_b S', '1310 smo_b M 2']).acts, [
      ['/sites/here/visits', paper('13:05', { booth: 3, seat: 'B' }), 'id1'],
      ['/visits/id1/move', paper('13:10', { booth: 2, seat: 'A' }), null],
    ]);
  });

  test('a past stay lies before whoever sits there now; one that would lie over them does not go', () => {
    assert.equal(typed(['1205 1 S', '1240 1 L']).acts.length, 1);
    assert.match(String(typed(['1205 1 S', '1210 1 O']).wrong.row1), /^The board has somebody there since 13:00\. The same person/);
    assert.equal(typed(['1205 1 S', '1210 1 O']).wrong.row2, 'Waits for the row of 12:05.');
    assert.match(String(typed(['1305 1 S', '1340 1 L']).wrong.row1), /^The board has somebody there since 13:00\. If they left before/);
  });

  test('whom the board has there is looked at, moved and leaves; then somebody else can sit there', () => {
    assert.deepEqual(typed(['1310 1 K', '1320 1 M 2', '1330 2 L', '1335 1 S']).acts, [
      ['/visits/ann/check-ins', paper('13:10', { answer: 'keep_an_eye' }), null],
      ['/visits/ann/move', paper('13:20', { booth: 2, seat: 'A' }), null],
      ['/visits/ann/end', paper('13:30', {}), null],
      ['/sites/here/visits', paper('13:35', { booth: 1, seat: 'A', room_says_otherwise: true }), 'id1'],
    ]);
  });

  test('of whoever left the board since, a look is told all the same', () => {
    const left = { recently_left: [{ id: 'bo', booth: 2, seat: 'A', ended_at: at(-600) }] };
    const { acts } = typed(['1345 2 O'], { room: { ...ROOM.room, ...left } });
    assert.equal(acts[0]?.[0], '/visits/bo/check-ins');
    assert.match(String(typed(['1355 2 O'], { room: { ...ROOM.room, ...left } }).wrong.row1), /^Nobody is known there at 13:55/);
  });
});

describe('a response from paper', () => {
  test('needs its end, and goes with it as one that is over; its acts follow', () => {
    assert.deepEqual(typed(['1310 1 R', '1312 1 D 0,4', '1315 1 T pulse weak', '1320 1 E']).acts, [
      ['/sites/here/past-responses', paper('13:10', { booth: 1, seat: 'A', visit: 'ann', over_at: instant('13:20') }), 'id1'],
      ['/responses/id1/actions', paper('13:12', { kind: 'naloxone', values: { dose_mg: 0.4 } }), null],
      ['/responses/id1/actions', paper('13:15', { kind: 'note', values: { text: 'pulse weak' } }), null],
    ]);
    const unended = typed(['1310 washroom R', '1312 washroom C', '1313 2 D']);
    assert.deepEqual(unended.acts, []);
    assert.equal(unended.wrong.row1, 'When was it over (E)? If it still runs, tap RESPOND.');
    assert.equal(unended.wrong.row2, 'Waits for the row of 13:10.');
    assert.match(String(unended.wrong.row3), /^No response is known there at 13:13/);
  });

  test('one on the board takes acts from paper, and is ended on its own page only', () => {
    const responses = [response('r', { booth: 2, seat: 'A', began_at: at(-1800) })];
    assert.equal(typed(['1340 2 D 0.4'], { responses }).acts[0]?.[0], '/responses/r/actions');
    assert.match(String(typed(['1350 2 E'], { responses }).wrong.row1), /^This response is on the board/);
  });
});

test('a bad row says what it lacks and holds up nobody else', () => {
  const { acts, wrong } = typed(['2561 1 O', '1310 9 O', '1310 1 Q', '1310 1 O x', '1310 1 M', '1310 1 O']);
  assert.deepEqual(wrong, {
    row1: 'A time is four digits: 1305.',
    row2: 'No such place here.',
    row3: 'No such letter.',
    row4: 'Nothing is written beside this letter.',
    row5: 'Moved where? Which seat?',
  });
  assert.equal(acts.length, 1);
  assert.deepEqual(planOf([{ ...blankRow('old', '2026-11-15'), time: '1300', place: '1', what: 'O' }], ROOM, 'here', NOW, () => '').wrong.get('old'), 'Longer ago than seven days.');
});
