import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsHere } from '../../ops/static/js/floor/help_call.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { floorView } from '../../ops/static/js/floor/view.js';
import { shownPage } from '../../ops/static/js/floor/views.js';
import { stripItems } from '../../ops/static/js/wall/strip.js';
import { at, board, NOW } from './boards.js';
import { hands, key, PLAN, scene } from './tablet_scene.js';

/** @param {Partial<import('../../ops/static/js/core/types.js').HelpCall>} [more] */
function called(more = {}) {
  const call = { id: 'h1', device: 2, where: 'Tablet 3', who: null, began_at: at(-30), loud_at: at(-20), going_until: null, going: null, ...more };
  return { ...PLAN, room: { ...PLAN.room, help: [call] } };
}

/** @param {any} shown */
function alarms(shown) {
  return alarmsHere(shown, NOW, 1);
}

/** @param {any} vnode */
function words(vnode) {
  return textOf(vnode);
}

/** @param {any} page @param {RegExp} on */
function tap(page, on) {
  const { props } = /** @type {any} */ (key(page, on));
  props.onclick();
}

describe('a call on the tablet it was raised on', () => {
  test('is one tap on every page, about this tablet', () => {
    /** @type {import('../../ops/static/js/floor/scene.js').View[]} */
    const pages = [{ name: 'floor' }, { name: 'response', id: 'r' }, { name: 'response', id: 'gone' }, { name: 'sheet' }, { name: 'paper' }];
    for (const view of pages) {
      const { hands: mine, done } = hands();
      tap(shownPage(scene({ view }), mine), /^I need help$/);
      assert.deepEqual([done[0][0], done[0][1].path, done[0][1].about.device], ['act', '/sites/here/help', 1]);
    }
  });

  test('shows that it was sent, that somebody comes, and nothing else', () => {
    const own = called({ device: 1, where: 'Tablet 2' });
    const shown = scene({}, { board: own, alarms: alarms(own) });
    assert.deepEqual(alarms(own).filter((alarm) => alarm.cause === 'help:h1'), []);
    const page = words(floorView(shown, hands().hands));
    assert.match(page, /told/);
    assert.doesNotMatch(page, /NEEDS HELP|needs help|I need help/);
    const coming = called({ device: 1, going_until: at(60), going: 'Ana' });
    assert.match(words(floorView(scene({}, { board: coming, alarms: alarms(coming) }), hands().hands)), /coming/);
  });

  test('says without the server that others cannot see it yet', () => {
    const act = /** @type {any} */ ({ id: 'h9', body: {}, made_at: NOW, about: { kind: 'help', device: 1, where: 'Tablet 2' } });
    const shown = painted(PLAN, [act]).board;
    const away = scene({}, { board: shown, alarms: alarms(shown), sending: { ...scene({}).sending, unsent: [act], unreachable: true } });
    assert.match(words(floorView(away, hands().hands)), /others cannot see it yet/);
  });

  test('ends it with one tap', () => {
    const own = called({ device: 1 });
    const { hands: mine, done } = hands();
    const shown = scene({ pane: { kind: 'help', call: 'h1', names: [], why: null } }, { board: own, alarms: alarms(own) });
    tap(floorView(shown, mine), /^It is over$/);
    assert.deepEqual([done[0][1].path, done[0][1].body], ['/help/h1/reset', {}]);
  });
});

describe('a call on the other tablets', () => {
  test('says where, and leads to "I am going"', () => {
    const other = called({ who: 'Ana' });
    const { hands: mine, done } = hands();
    const list = scene({}, { board: other, alarms: alarms(other) });
    tap(floorView(list, mine), /Tablet 3 NEEDS HELP · Ana/);
    assert.deepEqual(done[0], ['open', { kind: 'help', call: 'h1', names: [], why: null }]);
    const open = scene({ pane: done[0][1] }, { board: other, alarms: alarms(other) });
    tap(floorView(open, mine), /^I am going$/);
    assert.equal(done[1][1].path, '/help/h1/going');
  });

  test('is over by two others with a reason, and not before', () => {
    const staff = [1, 2, 3].map((id) => ({ id, name: ['', 'Ana', 'Bo', 'Cy'][id], place: /** @type {const} */ ('floor') }));
    const other = { ...called({ who: 'Ana' }), staff };
    const page = (/** @type {any} */ pane, /** @type {any} */ mine) =>
      /** @type {any} */ (floorView(scene({ pane }, { board: other, alarms: alarms(other) }), mine));
    const overs = (/** @type {any} */ shown) => findAll(shown, (node) => node.tag === 'button' && textOf(node) === 'It is over');
    const { hands: mine, done } = hands();
    const one = page({ kind: 'help', call: 'h1', names: [2], why: 'all_well' }, mine);
    assert.equal(overs(one).length, 0);
    assert.equal(findAll(one, (node) => node.tag === 'button' && textOf(node) === 'Ana').length, 0);
    const two = page({ kind: 'help', call: 'h1', names: [2, 3], why: 'all_well' }, mine);
    /** @type {any} */ (overs(two)[0]).props.onclick();
    assert.deepEqual(done[0][1].body, { first: 2, second: 3, why: 'all_well' });
  });

  test('stays in view while somebody is going', () => {
    const going = called({ going_until: at(60), going: 'Ana' });
    assert.match(words(floorView(scene({}, { board: going, alarms: alarms(going) }), hands().hands)), /Tablet 3 Ana is going/);
  });
});

test('the wall says the words of the site, behind the curtain, too, and counts them as no alarm', () => {
  const shown = board({ room: { ...board({}).room, says: 'Team call', curtain: true } });
  assert.deepEqual(stripItems(shown, [], NOW, false).map((item) => item.wordings[0]?.text), ['Team call']);
  assert.deepEqual(stripItems(board({}), [], NOW, false), []);
});
