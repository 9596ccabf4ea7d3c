import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { textOf, findAll } from '../../ops/static/js/floor/vnode.js';
import { shownPage } from '../../ops/static/js/floor/views.js';
import { planSays, wanted } from '../../ops/static/js/floor/wanted.js';
import { at, board, booth, response, visit } from './boards.js';
import { hands, scene } from './tablet_scene.js';

/** @typedef {import('../../ops/static/js/core/types.js').Board} Board */

const ALONE = { attended_until: null, there: 0, actions: [] };
const ASKS = { attended_until: at(900), more_hands_at: at(-5), actions: [] };
const AWAY = { booth: null, seat: null };
const CALL = { id: 'h', began_at: at(-5), loud_at: at(25), going_until: null, device: 9 };
const SILENT = { id: 7, name: 'Wall', role: 'display', silent_since: at(-60), sound: 'on', volume: 90 };
const SEAT = /** @type {const} */ ({ kind: 'seat', booth: 2, mark: 'A', part: null });

/** Two seats in use. @param {Partial<Board>} more @param {number} [left] until the first is due */
function room(more, left = 300) {
  const plain = board({});
  const whole = { ...plain.room, ...more.room };
  return board({ booths: [booth(1, [visit('ann', left)]), booth(2, [visit('bo', 300)])], ...more, room: whole });
}

/** @param {Board} shown */
function said(shown) {
  const whole = scene({}, { board: shown });
  return wanted(whole, shown).map((one) => [one.cause, planSays(shown, one)]);
}

/** What stands above an open seat, in words: with the plan beside it, and where the plan has no room. @param {Board} shown */
function above(shown) {
  const page = /** @type {any} */ (shownPage(scene({ pane: SEAT }, { board: shown }), hands().hands));
  const [line] = findAll(page, (node) => node.key === 'elsewhere');
  const isHidden = (/** @type {any} */ node) => String(node.props.class).split(' ').includes('on-plan');
  const rows = /** @type {any[]} */ (line?.children ?? []);
  const words = (/** @type {any[]} */ some) => some.map((row) => textOf(row).replace(/ \d+:\d\d.*/, ''));
  return { beside: line && !isHidden(line) ? words(rows.filter((row) => !isHidden(row))) : [], alone: words(rows) };
}

describe('the plan says', () => {
  test('whose look is late, and a response in a place of its own', () => {
    assert.deepEqual(said(room({ responses: [response('r', { booth: 2, ...ALONE })] }, -100)), [
      ['response:r', true],
      ['visit:ann', true],
    ]);
  });

  test('no response elsewhere, no call for hands wherever it comes from, no worker’s call', () => {
    const responses = [response('w', { ...AWAY, place: 'washroom', ...ALONE }), response('c', { booth: 2, ...ASKS })];
    assert.deepEqual(said(room({ responses, room: /** @type {any} */ ({ help: [CALL] }) })), [
      ['response:w', false],
      ['response:c', false],
      ['help:h', false],
    ]);
  });

  test('nothing of a place that it does not have', () => {
    assert.deepEqual(said(room({ responses: [response('r', { booth: 77, ...ALONE })] })), [['response:r', false]]);
  });

  test('of a screen that is silent it says nothing, and needs not: that can wait for the list', () => {
    assert.deepEqual(said(room({ devices: /** @type {any} */ ([SILENT]) })), [['device:7:silent', true]]);
  });
});

describe('above an open seat, with the plan beside it,', () => {
  test('a response elsewhere that nobody attends stays shown, also behind what is worse on the plan', () => {
    const soft = { ...AWAY, place: 'washroom', actions: [], attended_until: at(-10), there: 1 };
    for (const more of [{ ...AWAY, place: 'washroom', ...ALONE }, soft]) {
      const shown = room({ responses: [response('b', { booth: 1, ...ALONE, began_at: at(-400) }), response('w', more)] }, -400);
      const { beside, alone } = above(shown);
      assert.match(beside.join('\n'), /^washroom/);
      assert.equal(beside.length, 1);
      assert.match(alone.join('\n'), /^Booth 1.*\nwashroom.*\nand 1 more$/);
    }
  });

  test('what the plan says is not said twice', () => {
    const { beside, alone } = above(room({ responses: [response('b', { booth: 1, ...ALONE })] }, -400));
    assert.deepEqual(beside, []);
    assert.match(alone.join('\n'), /^Booth 1.*\nand 1 more$/);
  });

  test('a worker’s call stays shown from its beginning', () => {
    assert.equal(above(room({ room: /** @type {any} */ ({ help: [CALL] }) })).beside.length, 1);
  });

  test('so does a call for hands beside it, and what has no room is counted', () => {
    const responses = [
      response('w', { ...AWAY, place: 'washroom', ...ALONE }),
      response('d', { ...AWAY, place: 'door', ...ALONE, began_at: at(-30) }),
      response('c', { booth: 1, ...ASKS }),
    ];
    const { beside } = above(room({ responses }, -400));
    assert.match(beside.join('\n'), /^washroom.*\nBooth 1 MORE HANDS.*\nand 2 more$/);
  });
});

describe('a worker’s call is shown on every page, behind whatever is worse,', () => {
  const responses = [
    response('b', { booth: 2, ...ALONE, began_at: at(-400) }),
    response('w', { ...AWAY, place: 'washroom', ...ALONE }),
    response('c', { booth: 1, ...ASKS }),
  ];
  const called = { ...CALL, where: 'Tablet 5' };
  /** @type {[string, any][]} */
  const pages = [
    ['a response', { view: { name: 'response', id: 'o' } }],
    ['an open seat', { pane: SEAT }],
    ['what is typed in', { view: { name: 'paper' } }],
  ];
  for (const [name, ui] of pages) {
    for (const loud of [-1, 25]) {
      test(`${name}, ${loud < 0 ? 'loud' : 'soft'}`, () => {
        const own = response('o', { ...AWAY, place: 'door', actions: [], people: [] });
        const shown = room({ responses: [...responses, own], room: /** @type {any} */ ({ help: [{ ...called, loud_at: at(loud) }] }) }, -400);
        const page = /** @type {any} */ (shownPage(scene(ui, { board: shown }), hands().hands));
        const [line] = findAll(page, (node) => node.key === 'elsewhere');
        assert.match(textOf(/** @type {any} */ (line)), /^Booth 2.*washroom.*Tablet 5 NEEDS HELP.*and 1 more$/);
      });
    }
  }
});

test('a response page keeps the room for what is elsewhere, so that no key moves when something is', () => {
  const own = response('o', { ...AWAY, place: 'door', actions: [], people: [] });
  const view = /** @type {const} */ ({ name: 'response', id: 'o' });
  for (const responses of [[own], [own, response('b', { booth: 2, ...ALONE })]]) {
    const page = /** @type {any} */ (shownPage(scene({ view }, { board: room({ responses }) }), hands().hands));
    assert.equal(findAll(page, (node) => node.key === 'elsewhere').length, 1);
  }
});
