import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { painted } from '../../ops/static/js/floor/overlay.js';
import { shownPage } from '../../ops/static/js/floor/views.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { TypingDesk } from '../../ops/static/js/paper/desk.js';
import { board, booth, NOW } from './boards.js';
import { hands, key, scene, tap } from './tablet_scene.js';

const ROOM = board({ booths: [booth(1), booth(2)] });

function desk() {
  let made = 0;
  /** @type {any[]} */
  const kept = [];
  /** @type {string[]} */
  const focused = [];
  const one = new TypingDesk({
    makeId: () => `id${(made += 1)}`,
    keep: (rows) => kept.push(rows.map((row) => ({ ...row }))),
    show: () => {},
    see: () => {},
    focus: (row, field) => {
      focused.push(`${row} ${field}`);
      one.here(row, field);
    },
  });
  /** @param {string} time @param {string} place @param {string} what */
  const type = (time, place, what) => {
    const row = /** @type {any} */ (one.state.rows.at(-1)).id;
    for (const [field, text] of Object.entries({ time, place, what })) one.write(row, /** @type {any} */ (field), text);
    return row;
  };
  return { desk: one, kept, focused, type };
}

describe('the desk', () => {
  test('keeps a blank row at the end, and what is written on the tablet', () => {
    const { desk: one, kept, type } = desk();
    type('1305', '1', 'S');
    assert.equal(one.state.rows.length, 2);
    assert.deepEqual(kept.at(-1), [{ id: 'id1', day: null, time: '1305', place: '1', what: 'S', value: '' }]);
    const { desk: next } = desk();
    next.open(kept.at(-1));
    assert.deepEqual(next.state.rows.map((row) => row.time), ['1305', '']);
  });

  test('a glove goes from field to field, and on to the next row', () => {
    const { desk: one, focused } = desk();
    one.here('id1', 'time');
    for (const digit of '1305') one.press(digit, false);
    one.press('Booth 1', true);
    one.press('D', true);
    assert.deepEqual(focused.slice(-3), ['id1 place', 'id1 what', 'id1 value']);
    one.here('id1', 'what');
    one.press('S', true);
    assert.equal(focused.at(-1), 'id2 time');
    one.press('⌫', false);
    assert.deepEqual(one.state.rows[0], { id: 'id1', day: null, time: '1305', place: 'Booth 1', what: 'S', value: '' });
  });

  test('what lacks something stays, the rest goes; the day chosen is that of the rows to come', () => {
    const { desk: one, type } = desk();
    type('1305', '1', 'S');
    const bad = type('1320', '9', 'O');
    type('1340', '1', 'L');
    one.on('2026-11-21');
    type('2330', '2', 'S');
    /** @type {any[]} */
    const sent = [];
    one.record(ROOM, 'here', NOW, (act) => `sent${sent.push(act)}`);
    assert.deepEqual(sent.map((act) => [act.path, act.body.happened_at]), [
      ['/sites/here/visits', '2026-11-21T23:30:00.000Z'],
      ['/sites/here/past-stays', '2026-11-22T13:05:00.000Z'],
    ]);
    assert.deepEqual(one.state.rows.map((row) => row.id)[0], bad);
    assert.deepEqual(one.state.sent.map(({ row, acts }) => [row.time, acts]), [['1305', ['sent2']], ['1340', ['sent2']], ['2330', ['sent1']]]);
  });
});

describe('the page', () => {
  const rows = [
    { id: 'a', day: null, time: '1305', place: '9', what: 'O', value: '' },
    { id: 'b', day: null, time: '1330', place: '1', what: 'S', value: '' },
    { id: 'c', day: null, time: '', place: '', what: '', value: '' },
  ];
  const typing = { rows, day: null, at: null, sent: [{ row: { ...rows[1], id: 'd' }, acts: ['x'] }] };
  const shown = (/** @type {any} */ more = {}) => shownPage(scene({ view: { name: 'paper' } }, { board: ROOM, typing, ...more }), hands().hands);

  test('says at each row what it lacks, and why the server set one aside', () => {
    const refusal = { code: 'booth_full', detail: 'The place is full.', offers: [] };
    const page = textOf(shown({ sending: { ...scene({}).sending, setAside: [{ id: 'x', refusal, label: '', path: '', body: {} }] } }));
    assert.match(page, /No such place here\./);
    assert.match(page, /13:30 · Booth 1 · seated set aside: The place is full\./);
  });

  test('Enter goes to the next row; nothing goes on record without the server’s clock', () => {
    const done = hands();
    const page = shownPage(scene({ view: { name: 'paper' } }, { board: ROOM, typing }), done.hands);
    const [field] = findAll(page, (node) => node.tag === 'input');
    /** @type {any} */ (field?.props).onkeydown({ key: 'Enter', preventDefault() {} });
    tap(key(page, /^Put 1 row on record$/));
    assert.deepEqual(done.done, [['next', 'a'], ['record', undefined]]);
    assert.equal(key(shown({ liveness: 'not_live' }), /^Put 1 row on record$/).props.disabled, true);
  });
});

describe('what was typed in', () => {
  const view = /** @type {const} */ ({ name: 'paper' });
  const staff = [{ id: 1, name: 'Ana', place: /** @type {const} */ ('floor') }];
  const waits = { ...ROOM, staff, room: { ...ROOM.room, unsigned: 2 } };
  const by = { id: 1, name: 'Ana', until: Infinity };

  test('waits for a name under it: whose, then one tap, for what is in the picture', () => {
    const asked = hands();
    const page = shownPage(scene({ view }, { board: waits }), asked.hands);
    assert.match(textOf(page), /2 entries from paper are not signed off yet/);
    assert.doesNotMatch(textOf(page), /Sign off as/);
    tap(key(page, /^Ana$/));
    assert.equal(asked.done[0]?.[1].by.name, 'Ana');
    const named = hands();
    tap(key(shownPage(scene({ view, by }, { board: waits }), named.hands), /^Sign off as Ana$/));
    const [what, act] = named.done[0] ?? [];
    assert.deepEqual([what, act.path, act.body], ['act', '/sites/here/late-entries/sign', { until: 10 }]);
    const waiting = { id: 'a', path: act.path, body: act.body, label: '', about: act.about, made_at: NOW, tries: 0 };
    assert.equal(painted(waits, [{ ...waiting, state: 'waiting' }]).board.room.unsigned, 0);
  });

  test('asks for nothing where all is signed', () => {
    assert.doesNotMatch(textOf(shownPage(scene({ view }, { board: ROOM }), hands().hands)), /signed off/);
  });
});
