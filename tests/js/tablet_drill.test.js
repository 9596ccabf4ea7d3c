import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { drillBand } from '../../ops/static/js/floor/drill_band.js';
import { marked } from '../../ops/static/js/floor/drill_marks.js';
import { breaksThrough, mayBeHeard } from '../../ops/static/js/floor/drill_real.js';
import { drillPane } from '../../ops/static/js/floor/pane_drill.js';
import { homePane } from '../../ops/static/js/floor/pane_home.js';
import { roomPane } from '../../ops/static/js/floor/pane_room.js';
import { findAll, h, textOf } from '../../ops/static/js/floor/vnode.js';
import { shownPage } from '../../ops/static/js/floor/views.js';
import { at, board, booth, response, visit } from './boards.js';
import { hands, key, scene, tap } from './tablet_scene.js';

/** @typedef {import('../../ops/static/js/core/types.js').Board} Board */

const EMPTY = board({ booths: [booth(1)] });

/** The causes that break through. @param {Board | null} real @param {Partial<import('../../ops/static/js/floor/scene.js').Scene>} [more] */
const through = (real, more = {}) => breaksThrough(scene({}, { board: real, ...more })).map((one) => one.cause);

describe('every button of a drill', () => {
  test('says so, to the eye and to a screen reader, on whatever page', () => {
    for (const ui of [{}, { pane: { kind: /** @type {const} */ ('arrive') } }, { view: { name: /** @type {const} */ ('response'), id: 'r' } }]) {
      const page = marked(shownPage(scene(ui), hands().hands));
      const buttons = findAll(page, (node) => node.tag === 'button');
      assert.ok(buttons.length > 3);
      for (const one of buttons) {
        assert.match(textOf(one), /DRILL$/);
        assert.match(String(one.props['aria-label'] ?? textOf(one)), / DRILL$/);
      }
    }
  });

  test('keeps its node, its handler and its words', () => {
    const act = () => {};
    const one = marked(h('p', null, h('button', { key: 'k', onclick: act, class: 'key' }, 'Seat')));
    const [found] = findAll(one, (node) => node.tag === 'button');
    assert.deepEqual([found?.key, found?.props.onclick, found && textOf(found)], ['k', act, 'Seat DRILL']);
  });
});

describe('the real room', () => {
  test('lets a drill be while nobody has to go', () => {
    assert.deepEqual(through(board({ booths: [booth(1, [visit('ann', 100)])] })), []);
  });

  test('breaks through with a late look, a response though it is attended, more hands, everyone out', () => {
    assert.deepEqual(through(board({ booths: [booth(1, [visit('ann', -90)])] })), ['visit:ann']);
    const attended = response('r', { there: 1, attended_until: at(100), more_hands_at: at(-5) });
    const [one] = breaksThrough(scene({}, { board: board({ booths: [booth(1)], responses: [attended] }) }));
    assert.equal(one?.cause, 'response:r');
    assert.match(one?.words ?? '', /RESPONSE.*MORE HANDS/);
    const late = booth(2, [visit('ann', -90)]);
    assert.deepEqual(through(board({ booths: [late], responses: [response('q'), attended] })), ['response:r', 'visit:ann', 'response:q']);
    const urgent = booth(2, [visit('ann', -400)]);
    assert.deepEqual(through(board({ booths: [urgent], responses: [attended] })), ['visit:ann', 'response:r']);
    assert.deepEqual(through({ ...EMPTY, room: { ...EMPTY.room, state: 'everyone_out' } }), ['head_count']);
  });

  test('breaks through when nobody knows what it is', () => {
    assert.deepEqual(through(EMPTY, { liveness: 'not_live' }), ['not_live']);
    assert.deepEqual(through(null, { liveness: 'connecting' }), ['not_live']);
  });

  test('is one tap away', () => {
    /** @type {string[]} */
    const followed = [];
    const real = scene({}, { board: board({ booths: [booth(1, [visit('ann', -400)])] }) });
    const band = drillBand(real, { hands: hands().hands, leave: () => {}, follow: (one) => followed.push(one.cause) });
    const keys = findAll(band, (node) => node.tag === 'button');
    assert.deepEqual(keys.map((node) => node.key), ['help', 'real']);
    const only = keys.find((node) => node.key === 'real');
    assert.match(only ? textOf(only) : '', /REAL: Booth 1: LOOK NOW/);
    /** @type {any} */ (only?.props).onclick();
    assert.deepEqual(followed, ['visit:ann']);
  });

  test('is where a worker calls from, also out of a drill', () => {
    const done = hands();
    const band = drillBand(scene({}, { board: EMPTY }), { hands: done.hands, leave: () => {}, follow: () => {} });
    const [call] = findAll(band, (node) => node.key === 'help');
    /** @type {any} */ (call?.props).onclick();
    assert.equal(done.done[0]?.[1].path, '/sites/here/help');
    const drill = scene({}, { board: EMPTY });
    const page = shownPage({ ...drill, page: { ...drill.page, drill: true } }, hands().hands);
    assert.deepEqual(findAll(page, (node) => node.key === 'help'), []);
  });

  test('is never taken for the drill by ear', () => {
    assert.equal(mayBeHeard(scene({}, { board: EMPTY })), true);
    assert.equal(mayBeHeard(scene({}, { board: board({ booths: [booth(1, [visit('ann', 100)])] }) })), false);
    assert.equal(mayBeHeard(scene({}, { board: EMPTY, liveness: 'not_live' })), false);
  });
});

describe('the panes', () => {
  const kept = {
    id: 'd', site: null, began_at: at(-900), ended_at: at(-60),
    times: [{ booth: '1', seat: 'A', place: null, began_at: at(-800), steps: [{ step: 'there', at: at(-770) }] }],
  };
  const after = { ...EMPTY, room: { ...EMPTY.room, drills: [kept] } };

  test('show a team its times, and let it delete them', () => {
    const done = hands();
    const pane = drillPane(scene({}, { board: after }), done.hands, 'd');
    assert.match(textOf(pane), /Booth 1 .*somebody there 0:30 .*first dose not done/);
    const [remove] = findAll(pane, (node) => node.key === 'delete');
    /** @type {any} */ (remove?.props).onclick();
    assert.equal(done.done[0]?.[1].path, '/drills/d/delete');
  });

  test('say in one quiet line that one runs, and on which tablet, until it is over', () => {
    const runs = { ...kept, ended_at: null, site: 'drill-d', on: 'Tablet 2', times: [] };
    const done = hands();
    const home = homePane(scene({}, { board: { ...EMPTY, room: { ...EMPTY.room, drills: [runs] } } }), done.hands);
    tap(key(home, /^Drill runs on Tablet 2 since 13:45$/));
    assert.deepEqual(done.done, [['open', { kind: 'room' }]]);
    assert.doesNotMatch(textOf(homePane(scene({}, { board: after }), hands().hands)), /Drill/);
  });

  test('offer a drill in the room, and in a drill only its end', () => {
    const offered = roomPane(scene({ pane: { kind: 'room' } }, { board: after }), hands().hands);
    assert.match(textOf(offered), /Begin a drill Times of the drill at 13:45/);
    const room = scene({ pane: { kind: 'room' } }, { board: EMPTY });
    const inside = roomPane({ ...room, page: { ...room.page, drill: true } }, hands().hands);
    assert.match(textOf(inside), /End the drill/);
    assert.doesNotMatch(textOf(inside), /walls|shift|Begin a drill/);
  });
});
