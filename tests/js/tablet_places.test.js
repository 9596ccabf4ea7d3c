import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as acts from '../../ops/static/js/floor/acts.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { placeAt, placeOf } from '../../ops/static/js/floor/places.js';
import { at, board, booth, NOW, response as running, visit } from './boards.js';
import { vectorFile } from './vectors.js';

/** @typedef {import('../../ops/static/js/core/types.js').Board} Board */

const { protocol } = vectorFile('looks');

/** @param {import('../../ops/static/js/floor/acts.js').FloorAct} one */
function unsent(one) {
  const body = { ...one.body, happened_at: at(0) };
  return { id: 'act', path: one.path, body, label: one.label, about: one.about, made_at: NOW, tries: 0, state: /** @type {const} */ ('waiting') };
}

/** Ann, hard to rouse, in booth 1, Bo in booth 2, one seat of aftercare. @param {Partial<import('../../ops/static/js/core/types.js').Visit>} [bo] @returns {Board} */
function told(bo = {}) {
  const plan = board({
    booths: [
      booth(1, [visit('ann', 80, { track: 'sedation', answer: 'hard_to_rouse', last_look_at: at(-100) })]),
      booth(2, [visit('bo', 60, { last_look_at: at(-240), ...bo })]),
      booth(9, [null], { kind: 'aftercare', wiped: false }),
    ],
  });
  return { ...plan, room: { ...plan.room, protocol } };
}

/** @param {Board} plan @param {import('../../ops/static/js/floor/acts.js').FloorAct[]} all */
function after(plan, ...all) {
  return painted(plan, all.map(unsent)).board;
}

const SWAP = acts.swap('ann', 'Booth 1', 'Booth 2', 'bo');

describe('two change seats while the server is away', () => {
  test('each sits where the other sat, with their own clock, so that the next look is theirs', () => {
    const { booths } = after(told(), SWAP);
    const [first, second] = [booths[0]?.seats[0]?.visit, booths[1]?.seats[0]?.visit];
    assert.deepEqual([first?.id, first?.due_at], ['bo', at(60)]);
    assert.deepEqual([second?.id, second?.track, second?.due_at], ['ann', 'sedation', at(80)]);
    assert.deepEqual([booths[0]?.status, booths[1]?.status], ['occupied', 'occupied']);
  });

  test('a response goes along; whoever is out stays out', () => {
    const plan = told({ state: 'stepped_out', stepped_out_to: 'smoke' });
    plan.responses.push(running('r', { booth: 1, seat: 'A', visit: 'ann' }));
    const both = after(plan, SWAP);
    assert.equal(both.responses[0]?.booth, 2);
    assert.equal(placeAt(both, 1, 'A')?.seat.visit?.state, 'stepped_out');
  });

  test('with somebody who is not there any more nobody moves', () => {
    assert.equal(placeOf(after(told(), acts.swap('ann', 'Booth 1', 'Booth 2', 'gone')), 'ann')?.tile.id, 1);
  });
});

describe('to aftercare while the server is away', () => {
  test('in the seat, or in one of the area, and in one more when it is full', () => {
    const here = placeOf(after(told(), acts.aftercare('bo', 'Booth 2', null)), 'bo');
    assert.deepEqual([here?.tile.id, here?.visit.state, here?.visit.due_at], [2, 'aftercare', at(60)]);
    const both = after(told(), acts.aftercare('bo', 'Booth 2', 9), acts.aftercare('ann', 'Booth 1', 9));
    assert.deepEqual([placeAt(both, 9, 'A')?.seat.visit?.id, placeAt(both, 9, '+1')?.seat.visit?.id], ['bo', 'ann']);
    assert.deepEqual([both.booths[0]?.status, both.booths[1]?.status], ['cleaning', 'cleaning']);
  });

  test('the look after it is counted by aftercare', () => {
    const both = after(told(), acts.aftercare('bo', 'Booth 2', null), acts.checkIn('bo', 'Booth 2', 'ok'));
    assert.equal(placeOf(both, 'bo')?.visit.due_at, at(600));
  });
});

describe('back, more time and one more use while the server is away', () => {
  test('back in another seat', () => {
    const plan = told({ state: 'stepped_out', stepped_out_to: 'smoke' });
    const free = { ...plan, booths: [...plan.booths, booth(3)] };
    const bo = placeOf(after(free, acts.back('bo', 'Booth 2', { booth: 3, seat: 'A' })), 'bo');
    assert.deepEqual([bo?.tile.id, bo?.visit.state, bo?.visit.due_at], [3, 'using', at(300)]);
  });

  test('who had left and is back has a seat and a clock', () => {
    const plan = told();
    plan.booths.push(booth(3));
    const left = [{ id: 'cy', booth: 3, seat: 'A', booth_name: '3', ended_at: at(-300), naloxone: false }];
    const gone = { ...plan, room: { ...plan.room, recently_left: left } };
    const both = after(gone, acts.back('cy', 'Booth 3'));
    assert.deepEqual([placeOf(both, 'cy')?.tile.id, placeOf(both, 'cy')?.visit.due_at], [3, at(300)]);
    assert.deepEqual(both.room.recently_left, []);
    assert.equal(gone.room.recently_left.length, 1);
  });

  test('more time is counted from the usual time that runs', () => {
    const bo = placeOf(after(told({ usual_until: at(120) }), acts.extend('bo', 'Booth 2')), 'bo');
    assert.equal(bo?.visit.usual_until, at(720));
    const late = placeOf(after(told({ usual_until: at(-120) }), acts.extend('bo', 'Booth 2')), 'bo');
    assert.equal(late?.visit.usual_until, at(600));
  });

  test('one more use of an opioid brings the shorter interval', () => {
    const plan = told({ route: 'inject', substances: ['heroin'], episodes: 1, due_at: at(290) });
    assert.equal(placeOf(after(plan, acts.episode('bo', 'Booth 2')), 'bo')?.visit.due_at, at(180));
  });
});
