import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { applied, BoardStore } from '../../ops/static/js/core/store.js';
import { board, booth, NOW, response, visit } from './boards.js';

/**
 * @param {number} base
 * @param {number} version
 * @param {Partial<import('../../ops/static/js/core/types.js').Delta>} [more]
 */
function delta(base, version, more = {}) {
  return { epoch: 'first', base, version, changed: {}, ...more };
}

/** @param {Partial<import('../../ops/static/js/core/types.js').Board>} [more] */
function holding(more = {}) {
  const store = new BoardStore();
  store.beginSubscribe();
  store.snapshot(board({ booths: [booth(1), booth(2)], ...more }));
  return store;
}

describe('a snapshot', () => {
  test('nothing is known before the first', () => {
    const store = new BoardStore();
    assert.equal(store.board, null);
    assert.equal(store.current, false);
    assert.equal(store.delta(delta(9, 10)), 'resync');
  });

  test('is the whole picture, never a merge', () => {
    const store = holding({ responses: [response('r')] });
    store.beginSubscribe();
    store.snapshot(board({ version: 20, booths: [booth(3)] }));
    assert.deepEqual(store.board, board({ version: 20, booths: [booth(3)] }));
  });

  test('deltas that overtake it are applied after it, older ones not', () => {
    const store = new BoardStore();
    store.beginSubscribe();
    assert.equal(store.delta(delta(10, 11, { changed: { 1: booth(1, [visit('v', 60)]) } })), 'kept');
    assert.equal(store.delta(delta(9, 10, { changed: { 2: booth(2, [visit('old', 60)]) } })), 'kept');
    assert.equal(store.snapshot(board({ booths: [booth(1), booth(2)] })), 'applied');
    assert.equal(store.version, 11);
    assert.equal(store.board?.booths[0]?.seats[0]?.visit?.id, 'v');
    assert.equal(store.board?.booths[1]?.seats[0]?.visit, undefined);
  });

  test('a gap between it and a kept delta asks anew', () => {
    const store = new BoardStore();
    store.beginSubscribe();
    store.delta(delta(12, 13));
    assert.equal(store.snapshot(board()), 'resync');
    assert.equal(store.current, false);
  });

  test('an unanswered one leaves the old picture and asks anew', () => {
    const store = holding();
    store.beginSubscribe();
    store.failSubscribe();
    assert.equal(store.version, 10);
    assert.equal(store.current, false);
    assert.equal(store.pulse({ epoch: 'first', version: 10 }), 'resync');
  });
});

describe('a delta', () => {
  test('not newer is ignored', () => {
    const store = holding();
    assert.equal(store.delta(delta(8, 9, { changed: { 1: null } })), 'ignored');
    assert.equal(store.delta(delta(9, 10, { changed: { 1: null } })), 'ignored');
    assert.equal(store.board?.booths.length, 2);
  });

  test('that starts at or before the picture is applied', () => {
    const store = holding();
    assert.equal(store.delta(delta(10, 12)), 'applied');
    assert.equal(store.delta(delta(11, 14)), 'applied');
    assert.equal(store.version, 14);
  });

  test('that starts after the picture asks anew, and the picture stays as it is', () => {
    const store = holding();
    assert.equal(store.delta(delta(11, 12, { changed: { 1: null } })), 'resync');
    assert.equal(store.version, 10);
    assert.equal(store.current, false);
  });

  test('of another epoch forgets everything', () => {
    const store = holding();
    assert.equal(store.delta(delta(3, 3, { epoch: 'second' })), 'resync');
    assert.equal(store.board, null);
    assert.equal(store.epoch, null);
  });

  test('replaces, adds and takes away tiles; whole lists beside them', () => {
    const after = applied(
      board({ booths: [booth(1), booth(3)] }),
      delta(10, 11, { changed: { 1: null, 2: booth(2), 3: booth(3, [visit('v', 9)]) }, responses: [response('r')] }),
    );
    assert.deepEqual(after.booths.map((one) => one.id), [2, 3]);
    assert.equal(after.booths[1]?.seats[0]?.visit?.id, 'v');
    assert.equal(after.responses.length, 1);
  });

  test('tells which tiles differ, and only those', () => {
    const store = holding();
    /** @type {any[]} */
    const told = [];
    store.subscribe((change) => told.push(change));
    store.delta(delta(10, 11, { changed: { 2: booth(2, [visit('v', 60)]) } }));
    assert.deepEqual([...told[0].booths], [2]);
    assert.deepEqual([...told[0].sections], []);
    assert.equal(told[0].all, false);
  });
});

describe('a pulse', () => {
  test('confirms the picture it names', () => {
    assert.equal(holding().pulse({ epoch: 'first', version: 10 }), 'good');
  });

  test('that names an older version confirms nothing: what it is about is not what we show', () => {
    const store = holding();
    assert.equal(store.pulse({ epoch: 'first', version: 9 }), 'ignored');
    assert.equal(store.pulse({ epoch: 'first', version: 10 }), 'good');
  });

  test('that names a newer version asks anew', () => {
    const store = holding();
    assert.equal(store.pulse({ epoch: 'first', version: 11 }), 'resync');
    assert.equal(store.current, false);
  });

  test('of another epoch forgets everything', () => {
    const store = holding();
    assert.equal(store.pulse({ epoch: 'second', version: 10 }), 'resync');
    assert.equal(store.board, null);
  });

  test('says nothing while a subscribe is under way', () => {
    const store = holding();
    store.beginSubscribe();
    assert.equal(store.pulse({ epoch: 'first', version: 10 }), 'ignored');
  });
});

describe('the answer to a write', () => {
  const seated = booth(1, [visit('v', 300)]);

  test('paints its tile at once and never moves the version', () => {
    const store = holding();
    store.paint({ version: 11, tile: seated }, 'first');
    assert.equal(store.board?.booths[0]?.seats[0]?.visit?.id, 'v');
    assert.equal(store.version, 10);
  });

  test('knows the handles from the picture, because an answer holds none', () => {
    const store = holding();
    store.delta(delta(10, 11, { changed: { 1: booth(1, [visit('v', 300, { handle: 'heron' })]) } }));
    store.paint({ version: 12, tiles: [booth(2, [visit('v', 300)]), booth(1)] }, 'first');
    assert.equal(store.board?.booths[1]?.seats[0]?.visit?.handle, 'heron');
  });

  test('lies over older deltas and under newer ones', () => {
    const store = holding();
    store.paint({ version: 12, tiles: [seated] }, 'first');
    store.delta(delta(10, 11, { changed: { 1: booth(1) } }));
    assert.equal(store.board?.booths[0]?.seats[0]?.visit?.id, 'v');
    store.delta(delta(11, 13, { changed: { 1: booth(1, [visit('next', 300)]) } }));
    assert.equal(store.board?.booths[0]?.seats[0]?.visit?.id, 'next');
  });

  test('a delta that reaches it without naming its tile shows what was told', () => {
    const store = holding();
    store.paint({ version: 12, tile: seated }, 'first');
    store.delta(delta(10, 12));
    assert.equal(store.board?.booths[0]?.seats[0]?.visit, undefined);
  });

  test('that is not newer than the picture is not shown', () => {
    const store = holding();
    store.paint({ version: 10, tile: seated }, 'first');
    assert.equal(store.board?.booths[0]?.seats[0]?.visit, undefined);
  });

  test('an earlier answer does not cover a later one', () => {
    const store = holding();
    store.paint({ version: 12, tile: seated }, 'first');
    store.paint({ version: 11, tile: booth(1) }, 'first');
    assert.equal(store.board?.booths[0]?.seats[0]?.visit?.id, 'v');
  });

  test('of another epoch, or from before the first picture, is not shown', () => {
    const store = holding();
    store.paint({ version: 900, tile: seated }, 'before');
    assert.equal(store.board?.booths[0]?.seats[0]?.visit, undefined);
    const empty = new BoardStore();
    empty.paint({ version: 1, tile: seated }, null);
    assert.equal(empty.board, null);
  });

  test('shows a response it began, until the list has come', () => {
    const store = holding();
    store.paint({ version: 11, response: response('r', { there: 0 }) }, 'first');
    assert.equal(store.board?.responses[0]?.there, 0);
    store.delta(delta(10, 11, { responses: [response('r', { there: 2 })] }));
    assert.deepEqual(store.board?.responses.map((one) => one.there), [2]);
  });

  test('is gone when another epoch begins', () => {
    const store = holding();
    store.paint({ version: 11, tile: seated }, 'first');
    store.beginSubscribe();
    store.snapshot(board({ epoch: 'second', version: 3, booths: [booth(1)] }));
    assert.equal(store.board?.booths[0]?.seats[0]?.visit, undefined);
  });
});

describe('a full disk', () => {
  const since = '2026-11-22T13:58:00.000Z';
  const full = { epoch: 'first', version: 10, disk_full_since: since };
  /** @param {BoardStore} store */
  const kinds = (store) => store.board?.notices.map((one) => one.kind);

  test('is told by the pulse and shown among the notices', () => {
    const store = holding();
    /** @type {any[]} */
    const told = [];
    store.subscribe((change) => told.push([...change.sections]));
    assert.equal(store.pulse(full), 'good');
    store.pulse(full);
    assert.deepEqual(kinds(store), ['disk_full']);
    assert.equal(store.board?.notices[0]?.since, since);
    assert.deepEqual(told, [['notices']]);
  });

  test('stays in view through deltas, snapshots and paint, until a pulse says otherwise', () => {
    const store = holding();
    store.pulse(full);
    store.delta(delta(10, 11, { notices: [] }));
    assert.deepEqual(kinds(store), ['disk_full']);
    store.beginSubscribe();
    store.snapshot(board({ version: 12, booths: [booth(1)] }));
    store.paint({ version: 13, tile: booth(1, [visit('v', 60)]) }, 'first');
    assert.deepEqual(kinds(store), ['disk_full']);
    assert.equal(store.board?.booths[0]?.seats[0]?.visit?.id, 'v');
    store.pulse({ epoch: 'first', version: 12, disk_full_since: null });
    assert.deepEqual(kinds(store), []);
  });

  test('is an alarm of the house while the room is in use', () => {
    const store = holding({ booths: [booth(1, [visit('v', 60)])] });
    store.pulse(full);
    const alarms = alarmsAt(/** @type {any} */ (store.board), NOW, 'wall');
    assert.deepEqual(alarms.map((alarm) => [alarm.cause, alarm.level, alarm.since]), [
      ['disk_full', 'technical', Date.parse(since)],
    ]);
  });
});
