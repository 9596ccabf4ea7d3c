import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { houseLines } from '../../ops/static/js/floor/house_lines.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { at, board, NOW } from './boards.js';
import { hands, PLAN, scene } from './tablet_scene.js';

/** @typedef {import('../../ops/static/js/core/types.js').Notice} Notice */
/** @typedef {import('../../ops/static/js/floor/scene.js').Scene} Scene */
/** @typedef {import('../../ops/static/js/floor/scene.js').Hands} Hands */

/** @param {Notice['kind']} kind @returns {Notice} */
function notice(kind) {
  return { id: `n-${kind}`, kind, since: at(-90), until: null, text: null, basis: null, about: null };
}

/** @param {Notice[]} notices @param {string | null} [cannot] */
function lines(notices, cannot = null) {
  /** @type {any[]} */
  const done = [];
  const moment = /** @type {Scene} */ (/** @type {unknown} */ ({ board: board({ notices }), now: NOW, sending: { cannot } }));
  const writing = /** @type {Hands} */ (/** @type {unknown} */ ({ act: (/** @type {any} */ act) => done.push(act) }));
  return { found: houseLines(moment, writing), done };
}

describe('the machine under the house', () => {
  test('says nothing while it is well', () => {
    assert.deepEqual(lines([]).found, []);
    assert.deepEqual(lines([notice('drug_alert')]).found, []);
  });

  test('a suspect clock says what it shows and where to look', () => {
    const { found } = lines([notice('clock_suspect')]);
    assert.equal(found.length, 1);
    assert.match(textOf(/** @type {any} */ (found[0])), /^CLOCK SUSPECT.*14:00.*LOOK AT THE ROOM/);
  });

  test('one tap says that the clock is right, about this notice', () => {
    const { found, done } = lines([notice('clock_suspect')]);
    const [button] = findAll(/** @type {any} */ (found[0]), (node) => node.tag === 'button');
    assert.equal(textOf(/** @type {any} */ (button)), '14:00 is right');
    /** @type {any} */ (button).props.onclick();
    assert.equal(done[0].path, '/notices/n-clock_suspect/clock-right');
  });

  test('the tablet that said so believes itself until the server answers', () => {
    const told = board({ notices: [notice('clock_suspect'), notice('disk_nearly_full')] });
    const act = /** @type {any} */ ({ id: 'a', body: {}, about: { kind: 'clock_right', notice: 'n-clock_suspect' } });
    assert.deepEqual(painted(told, [act]).board.notices.map((one) => one.kind), ['disk_nearly_full']);
  });

  test('a disk that is nearly full asks for somebody', () => {
    const { found } = lines([notice('disk_nearly_full')]);
    assert.match(textOf(/** @type {any} */ (found[0])), /nearly full/);
  });

  test('a full disk says that what is tapped is kept, as soon as anything says so', () => {
    for (const { found } of [
      lines([notice('disk_full')]),
      lines([], 'disk_full'),
      lines([notice('disk_nearly_full'), notice('disk_full')]),
    ]) {
      assert.equal(found.length, 1);
      assert.match(textOf(/** @type {any} */ (found[0])), /^DISK FULL.*kept on this tablet/);
    }
  });

  test('what has its line takes no second one from a response', () => {
    const told = { ...PLAN, notices: [notice('disk_full'), notice('clock_suspect')] };
    const page = responseView(scene({ view: { name: 'response', id: 'r' } }, { board: told }), hands().hands, 'r');
    const texts = findAll(page, (node) => node.tag === 'p' || node.tag === 'button').map(textOf);
    assert.equal(texts.filter((text) => text.includes('DISK FULL')).length, 1);
    assert.equal(texts.filter((text) => text.includes('CLOCK SUSPECT')).length, 1);
  });
});
