import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { stripItems } from '../../ops/static/js/wall/strip.js';
import { placeName } from '../../ops/static/js/wall/strip_alarms.js';
import { fitStrip, widthOf } from '../../ops/static/js/wall/strip_fit.js';
import { at, board, booth, NOW, response, visit } from './boards.js';
import { typeWidth } from './type_widths.js';

const UNREACHED = { there: 0, attended_until: null };

/** @param {Partial<import('../../ops/static/js/core/types.js').Board>} parts @param {boolean} [curtain] */
function items(parts, curtain = false) {
  const whole = board(parts);
  whole.room.curtain = curtain;
  return stripItems(whole, alarmsAt(whole, NOW, 'wall'), NOW, false);
}

/** @param {number} count */
function late(count) {
  return Array.from({ length: count }, (_, place) => booth(place + 1, [visit(`v${place}`, -190 - place)]));
}

describe('what it says', () => {
  test('whoever is unattended, worst first, then running responses, then who is next', () => {
    const all = items({
      booths: [booth(1, [visit('a', -101)]), booth(2, [visit('b', -190)]), booth(3, [visit('c', 48)]), booth(7)],
      responses: [
        response('r', { booth: 7, there: 2 }),
        response('u', { booth: null, seat: null, place: 'door', ...UNREACHED }),
      ],
    });
    assert.deepEqual(all.map((item) => item.wordings[0]), [
      { text: 'RESPONSE door · NOBODY THERE', time: '1:30' },
      { text: 'Booth 2 · LOOK NOW', time: '3:10 late' },
      { text: 'Booth 1 · look in', time: '1:41 late' },
      { text: 'Response 7 · 2 there', time: '1:30' },
      { text: '3', time: '0:48' },
    ]);
    assert.deepEqual(all.map((item) => item.tone), ['high', 'high', 'late', 'response', 'next']);
  });

  test('a response that wants more hands comes before every look that is late', () => {
    const all = items({
      booths: [booth(1, [visit('a', -101)]), booth(8), booth(9)],
      responses: [response('a', { booth: 8 }), response('b', { booth: 9, more_hands_at: at(-3) })],
    });
    assert.deepEqual(all.map((item) => item.tone), ['hands', 'late', 'response']);
    assert.deepEqual([all[0]?.shape, all[0]?.wordings.at(-1)?.text], ['hands', '9 · MORE HANDS']);
  });

  test('nobody has reached it and it wants more hands: both, at its loudest', () => {
    const [item] = items({ responses: [response('a', { ...UNREACHED, more_hands_at: at(-3) })] });
    assert.deepEqual([item?.tone, item?.shape], ['high', 'hands']);
    assert.ok(item?.wordings.every((one) => one.text.endsWith(' · MORE HANDS')));
  });

  test('a place never stands without its word', () => {
    const all = items({
      booths: late(2),
      responses: [response('a', { booth: 8 }), response('b', { booth: null, place: 'washroom', more_hands_at: at(-3) })],
    });
    for (const item of all) assert.ok(item.wordings.every((one) => one.text.includes(' · ')), item.key);
  });

  test('the room as one alarm says for how many, and how long nobody was seen', () => {
    const booths = late(3).map((one) => ({
      ...one,
      seats: one.seats.map((seat) => ({ ...seat, visit: { .../** @type {any} */ (seat.visit), confirm_since: at(-60), due_at: null, overdue_at: null, urgent_at: null, due_soon_at: null } })),
    }));
    const [item] = items({ booths });
    assert.deepEqual([item?.tone, item?.wordings[0]], ['high', { text: 'WALK THE ROOM · 3 to see', time: 'longest 10 min' }]);
    assert.equal(item?.wordings.at(-1)?.text, 'WALK THE ROOM · 3 to see');
  });

  test('a screen that fell silent is named; one that went to sleep is not', () => {
    const device = { id: 1, name: 'Tablet 2', role: 'floor', silent_since: at(-240), sleeping: false };
    assert.equal(items({ devices: [device] })[0]?.wordings[0]?.text, 'Tablet 2 silent');
    assert.equal(items({ devices: [{ ...device, sleeping: true }] }).length, 0);
  });

  test('the machine under the house is named, also where that is no alarm', () => {
    /** @param {'clock_suspect' | 'disk_full' | 'disk_nearly_full' | 'drug_alert'} kind */
    const notice = (kind) => ({ id: kind, kind, since: at(-240), until: null, text: null, basis: null, about: null });
    const notices = [notice('clock_suspect'), notice('disk_nearly_full'), notice('drug_alert')];
    const said = ['CLOCK SUSPECT', 'disk nearly full'];
    const texts = (/** @type {import('../../ops/static/js/wall/strip.js').Item[]} */ all) =>
      all.filter((item) => item.tone === 'silent').map((item) => item.wordings[0]?.text);
    assert.deepEqual(texts(items({ notices })), said);
    // In a room in use a suspect clock is an alarm; it is still said once.
    assert.deepEqual(texts(items({ notices, booths: [booth(1, [visit('a', 200)])] })), said);
    assert.deepEqual(texts(items({ notices: [notice('disk_full')] })), ['DISK FULL']);
  });

  test('behind the curtain a call is a place, and nothing else is said', () => {
    const responses = [response('r', { booth: 5 }), response('h', { booth: 6, more_hands_at: at(-5) })];
    const all = items({ booths: [...late(1), booth(6)], responses }, true);
    assert.deepEqual(all.map((item) => [item.tone, item.wordings]), [
      ['high', [{ text: '1', time: '' }]],
      ['hands', [{ text: '6', time: '' }]],
    ]);
  });

  test('behind the curtain a screen that has no sound still says so', () => {
    const device = { id: 1, name: 'Wall', role: 'display', sound: /** @type {const} */ ('off') };
    const all = items({ booths: [booth(1, [visit('a', 200)])], devices: [device] }, true);
    assert.deepEqual(all.map((item) => item.wordings[0]?.text), ['Wall: SOUND IS OFF']);
  });

  test('places by the name people use', () => {
    const whole = board({ booths: [booth(1), booth(2, [null, null], { name: 'Smoking' }), booth(3, [visit('a', 9), visit('b', 9)])] });
    const second = whole.booths[2]?.seats[1];
    assert.ok(second);
    second.extra = true;
    assert.equal(placeName(whole, { booth: 1, seat: 'A', place: null }), 'Booth 1');
    assert.equal(placeName(whole, { booth: 2, seat: 'B', place: null }), 'Smoking B');
    assert.equal(placeName(whole, { booth: 2, seat: null, place: null }), 'Smoking');
    assert.equal(placeName(whole, { booth: 3, seat: 'A', place: null }), 'Booth 3');
    assert.equal(placeName(whole, { booth: 3, seat: 'B', place: null }, true), '3 B');
    assert.equal(placeName(whole, { booth: null, seat: null, place: 'washroom' }), 'washroom');
    assert.equal(placeName(whole, { booth: 99, seat: null, place: null }), 'elsewhere');
  });
});

describe('what fits', () => {
  const LYING = { width: 1900, rows: 1, size: 56 };
  const STANDING = { width: 1060, rows: 2, size: 56 };

  /**
   * @param {number} count
   * @param {typeof LYING} bar
   * @param {Partial<import('../../ops/static/js/core/types.js').BoardResponse>} [more]
   */
  function fitted(count, bar, more = {}) {
    return fitStrip(items({ booths: [...late(count), booth(31)], responses: [response('r', { booth: 31, ...more })] }), bar, typeWidth);
  }

  /** @param {ReturnType<typeof fitted>} given */
  const chips = ({ rows }) => rows.flatMap((row) => row.chips);

  test('one alarm is said in full', () => {
    assert.deepEqual(chips(fitted(1, LYING))[0]?.wording, { text: 'Booth 1 · LOOK NOW', time: '3:10 late' });
    assert.equal(fitted(1, LYING).hidden.length, 0);
  });

  test('however many there are the worst keeps place, word and how late; the rest is counted', () => {
    for (const bar of [LYING, STANDING]) {
      for (let count = 1; count <= 30; count += 1) {
        const found = fitted(count, bar);
        const shown = chips(found);
        assert.match(String(shown[0]?.wording.text), / · LOOK NOW$/);
        assert.match(String(shown[0]?.wording.time), / late$/);
        assert.ok(shown.every((one) => one.wording.text.includes(' · ')), 'every chip has its word');
        assert.equal(shown.length + found.hidden.length, count + 1);
        assert.equal(found.rows.at(-1)?.more ?? 0, found.hidden.length);
      }
    }
  });

  test('a call for more hands is among those said, whoever else waits', () => {
    for (const bar of [LYING, STANDING]) {
      const words = chips(fitted(12, bar, { more_hands_at: at(-3) })).map((one) => one.wording.text);
      assert.ok(words.some((text) => text.endsWith('31 · MORE HANDS')), words.join());
    }
  });

  test('beside the room as one alarm too: its time gives way to the call', () => {
    const parts = {
      booths: [...late(3), booth(31)],
      responses: [response('r', { booth: 31, more_hands_at: at(-3) })],
      staff: [{ place: /** @type {const} */ ('response') }],
    };
    const whole = board(parts);
    whole.room.minimum_free_staff = 1;
    const all = stripItems(whole, alarmsAt(whole, NOW, 'wall'), NOW, false);
    const shown = chips(fitStrip(all, { ...LYING, width: 1700 }, typeWidth)).map((one) => one.wording);
    assert.deepEqual(shown.map((one) => one.text), ['ROOM NEEDS EYES · 3 to see', '31 · MORE HANDS']);
    assert.equal(shown[0]?.time.includes('longest'), false);
  });

  test('a screen whose words have no room is passed over, and counted', () => {
    const device = { id: 1, name: 'The tablet at the far end of the long hall', role: 'floor', silent_since: at(-40), sleeping: false, unsent: 3 };
    const notice = { id: 'n', kind: /** @type {const} */ ('clock_suspect'), since: at(-90), until: null, text: null, basis: null, about: null };
    const all = items({ booths: [booth(1, [visit('a', 200)])], devices: [device], notices: [notice] });
    const { rows, hidden } = fitStrip(all, { ...LYING, width: 1400 }, typeWidth);
    assert.deepEqual(rows[0]?.chips.map((one) => one.wording.text), ['CLOCK SUSPECT', 'no tablet awake']);
    assert.equal(hidden.length, 1);
  });

  test('nobody is passed over for somebody less pressing with a shorter name', () => {
    const long = booth(1, [visit('a', -200)], { name: 'The room at the very end of the hall' });
    const all = items({ booths: [long, booth(2, [visit('b', -195)], { name: 'Another room of as long a name' }), booth(3, [visit('c', -100)])] });
    assert.equal(chips(fitStrip(all, LYING, typeWidth)).length, 1);
  });

  test('standing, alarms flow into the second row before anything else does', () => {
    const found = fitStrip(items({ booths: [...late(3), booth(9, [visit('n', 100)])] }), STANDING, typeWidth);
    assert.equal(found.rows.length, 2);
    assert.deepEqual(found.rows[1]?.chips.map((one) => one.item.tone), ['high', 'high']);
  });

  test('rows with nothing in them take no room', () => {
    assert.deepEqual(fitStrip([], STANDING, typeWidth).rows, []);
    const quiet = fitStrip(items({ booths: [booth(9, [visit('n', 100)])] }), STANDING, typeWidth);
    assert.deepEqual(quiet.rows.map((row) => [row.lead, row.chips.length]), [['Next', 1]]);
  });

  test('never wider than the bar', () => {
    for (let count = 0; count <= 30; count += 1) {
      for (const bar of [STANDING, LYING, { width: 2600, rows: 1, size: 56 }, { width: 600, rows: 1, size: 54 }]) {
        for (const row of fitted(count, bar).rows) {
          assert.ok(row.chips.length === 1 || widthOf(row, bar, typeWidth) <= bar.width, `${count} in ${bar.width}`);
        }
      }
    }
  });

  test('who is next gives way to everything', () => {
    const shown = chips(fitStrip(items({ booths: [...late(4), booth(9, [visit('n', 100)])] }), { ...LYING, width: 1200 }, typeWidth));
    assert.ok(shown.every((one) => one.item.tone !== 'next'));
  });
});
