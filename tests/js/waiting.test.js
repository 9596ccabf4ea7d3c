import assert from 'node:assert/strict';
import { test } from 'node:test';

import { linesOf } from '../../ops/static/js/wall/waiting.js';
import { roughWait, siteLines } from '../../ops/static/js/wall/waiting_lines.js';
import { at, board, NOW } from './boards.js';

/** @param {Partial<import('../../ops/static/js/core/types.js').Room>} room */
function lines(room, called = 0, waiting = 0) {
  const people = [...Array(called).fill('called'), ...Array(waiting).fill('waiting')];
  const whole = board({
    waiting: people.map((state, place) => ({ id: String(place), state, arrived_at: at(0) })),
  });
  Object.assign(whole.room, room);
  return linesOf(whole).map(({ number, words }) => `${number} ${words}`.trim());
}

test('places free and people ahead', () => {
  assert.deepEqual(lines({ free: 3 }), ['3 places free', '0 people waiting']);
  assert.deepEqual(lines({ free: 1 }, 0, 1), ['1 place free', '1 person waiting']);
});

test('a place held for someone who was called is not free', () => {
  assert.deepEqual(lines({ free: 2 }, 1, 2), ['1 place free', '3 people waiting']);
  assert.deepEqual(lines({ free: 0 }, 1), ['0 places free', '1 person waiting']);
});

test('closed, with its reason where there is one', () => {
  assert.equal(lines({ state: 'closed', reason: 'cleaning', free: 4 })[0], 'No new people for now: cleaning');
  assert.equal(lines({ state: 'closed', reason: null })[0], 'No new people for now');
});

test('a rough wait only when no place is free for whoever comes', () => {
  const wait = (/** @type {number} */ free, /** @type {number} */ ahead, more = {}) => {
    const people = Array.from({ length: ahead }, (_, id) => ({ id: String(id), state: /** @type {const} */ ('waiting'), arrived_at: at(0) }));
    const whole = board({ waiting: people });
    return roughWait({ ...whole, room: { ...whole.room, places: 10, usual_stay: 1800, free, ...more } });
  };
  assert.equal(wait(2, 0), null);
  assert.equal(wait(2, 2), 10);
  assert.equal(wait(0, 0), 5);
  assert.equal(wait(0, 9), 30);
  assert.equal(wait(0, 3, { state: 'closed' }), null);
  assert.equal(wait(0, 3, { places: 0 }), null);
});

test('the site’s lines: alerts first, the newest first, and nothing of the house', () => {
  const line = (/** @type {string} */ id, /** @type {any} */ kind, /** @type {number} */ since, text = id) => ({
    id, kind, since: at(since), until: null, text: /** @type {string | null} */ (text), basis: null, about: null,
  });
  const notices = [
    line('b', 'service', -10),
    { ...line('c', 'disk_full', -1), text: null },
    line('a', 'drug_alert', -90),
    { ...line('z', 'drug_alert', -20), basis: /** @type {const} */ ('tested') },
  ];
  assert.deepEqual(
    siteLines(board({ notices }), NOW).map(({ head, text }) => `${head}: ${text}`),
    ['Drug alert (tested): z', 'Drug alert (heard): a', 'Today: b'],
  );
});

test('each state of the room in words, and no number that makes somebody wait for nothing', () => {
  assert.deepEqual(lines({ state: 'last_entry', free: 4 }, 0, 2), [
    'Last entry has passed. Who waits still comes in.',
    '2 people waiting',
  ]);
  assert.deepEqual(lines({ state: 'closing', free: 4 }, 0, 1), ['The room is closing. Please ask the team.', '']);
  assert.deepEqual(lines({ state: 'everyone_out' }), ['Everyone out, please.', '']);
  assert.deepEqual(lines({ state: 'lock_down', free: 2 }, 0, 1), ['No new people for now', '']);
});
