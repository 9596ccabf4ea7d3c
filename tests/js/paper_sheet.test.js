import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { addressOf, respondTarget, viewOf } from '../../ops/static/js/floor/moves.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { shownPage } from '../../ops/static/js/floor/views.js';
import { sheet } from '../../ops/static/js/paper/sheet.js';
import { at, board, booth, response, visit } from './boards.js';
import { hands, scene } from './tablet_scene.js';

const NAMED = { handle: 'heron', substances: ['fentanyl'], route: 'inject' };
const ROOM = board({
  booths: [
    booth(1, [visit('ann', 180, { ...NAMED, last_look_at: at(-120) })]),
    booth(2, [null], { status: 'closed', closed_reason: 'broken lamp' }),
    booth(3, [visit('bo', 90, { ...NAMED, response: 'r' }), null], { name: 'Smoking' }),
    booth(4, [visit('cy', 60, { ...NAMED, track: 'sedation', track_since: at(-3600), state: 'aftercare' })]),
    booth(5, [null], { status: 'cleaning', cleaning_since: at(-60) }),
  ],
  waiting: [
    { id: 'kit', state: 'waiting', arrived_at: at(-600), ...NAMED },
    { id: 'lou', state: 'called', arrived_at: at(-300), hold_until: at(120), ...NAMED },
  ],
  responses: [response('r', { booth: 3, seat: 'A', visit: 'bo' }), response('old', { state: 'over' })],
});

/** @param {Partial<import('../../ops/static/js/floor/scene.js').Scene>} [more] */
function printed(more = {}) {
  const now = scene({ view: { name: 'sheet' }, paper: '019a0000-0000-7000-8000-0000007fe289' }, { board: ROOM, ...more });
  return sheet(now, ROOM);
}

/** @param {string} place */
function block(place) {
  const found = findAll(printed(), (node) => node.tag === 'section' && textOf(node).startsWith(place));
  return textOf(found[0] ?? '').replace(/ time what.*/, '');
}

describe('the room sheet', () => {
  test('says of every seat who is there and when the next look is due', () => {
    assert.equal(block('Booth 1'), 'Booth 1 here since 13:50 13:58 OK, awake next look 14:03');
    assert.equal(block('Booth 2'), 'Booth 2 closed');
    assert.equal(block('Smoking A'), 'Smoking A here since 13:50 RESPONSE');
    assert.equal(block('Smoking B'), 'Smoking B free');
    assert.equal(block('Booth 4'), 'Booth 4 aftercare, here since 13:50 hard to rouse since 13:00 next look 14:01');
    assert.equal(block('Booth 5'), 'Booth 5 to be cleaned, since 13:59');
  });

  test('says what runs, who waits in order, as of when, its number and the day it is shredded by', () => {
    const words = textOf(printed());
    assert.match(words, /as of 2026-11-22 14:00/);
    assert.match(words, /number 7FE289 · Type it in and shred it by 2026-11-29/);
    assert.match(words, /Responses running Smoking A, since 13:58 Waiting 1\. since 13:50 2\. since 13:55, called, place held until 14:02/);
    assert.doesNotMatch(words, /last picture/);
  });

  test('nothing on it describes a person', () => {
    assert.doesNotMatch(textOf(printed()), /heron|fentanyl|inject|lamp/);
  });

  test('without the server it is the last picture, and says so with its time', () => {
    const words = textOf(printed({ liveness: 'not_live', lastGood: at(-900) }));
    assert.match(words, /as of 2026-11-22 13:45 From the last picture of Tablet 2, not from the server/);
  });

  test('each seat has blank rows, and there are two strips for responses', () => {
    const tables = findAll(printed(), (node) => node.tag === 'table').map((node) => String(node.props['aria-label']));
    assert.equal(tables.filter((name) => name === 'Blank rows: Booth 2').length, 1);
    assert.equal(tables.filter((name) => name === 'Blank rows: Response').length, 2);
  });

  test('is a page with an address, from which a response is one tap and about no seat left open elsewhere', () => {
    assert.deepEqual(viewOf('/floor/sheet'), { name: 'sheet' });
    assert.equal(addressOf({ name: 'sheet' }), '/floor/sheet');
    const now = scene({ view: { name: 'sheet' }, pane: { kind: 'seat', booth: 1, mark: 'A', part: null } }, { board: ROOM });
    assert.deepEqual(respondTarget(now.ui, ROOM), { place: 'other' });
    assert.match(textOf(shownPage(now, hands().hands)), /RESPOND elsewhere/);
  });
});
