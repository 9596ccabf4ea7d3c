/** Another version of the tablet's page: taken in quiet, never over somebody's hands. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ShellVersion } from '../../ops/static/js/core/shell_version.js';
import { isQuiet, mayTakeVersion } from '../../ops/static/js/floor/quiet.js';
import { at, board, response } from './boards.js';
import { MONO, scene } from './tablet_scene.js';

const UNTOUCHED = { touched: MONO - 61_000, hidden: false };

test('it comes by itself to a tablet that is laid aside, or while nobody is in the room', () => {
  const quiet = scene({}, { board: board() });
  assert.equal(isQuiet(quiet, UNTOUCHED), true);
  assert.equal(isQuiet(quiet, { touched: MONO - 59_000, hidden: true }), false);
  const used = scene({}, { board: board({ waiting: [{ id: 'w', state: 'waiting', arrived_at: at(-60) }] }) });
  assert.equal(isQuiet(used, UNTOUCHED), false);
  assert.equal(isQuiet(used, { ...UNTOUCHED, hidden: true }), true);
});

test('not while a response runs, an act waits, or nobody knows', () => {
  const running = scene({}, { board: board({ responses: [response('r')] }) });
  assert.equal(mayTakeVersion(running), false);
  const quiet = scene({}, { board: board() });
  assert.equal(mayTakeVersion(quiet), true);
  assert.equal(mayTakeVersion({ ...quiet, liveness: 'not_live' }), false);
  assert.equal(mayTakeVersion({ ...quiet, board: null }), false);
  const acts = /** @type {any[]} */ ([{ id: 'one' }]);
  assert.equal(mayTakeVersion({ ...quiet, sending: { ...quiet.sending, unsent: acts } }), false);
});

/** A browser's side of it. */
class Browser extends EventTarget {
  reloads = 0;
  /** @type {any} */
  controller = null;
  registration = Object.assign(new EventTarget(), {
    waiting: /** @type {any} */ (null),
    installing: null,
    update: async () => {},
  });
  register = async () => this.registration;
  waits() {
    this.registration.waiting = Object.assign(new EventTarget(), { state: 'installed', said: [], postMessage() {} });
  }
  takesOver() {
    this.registration.waiting.state = 'activated';
    this.registration.waiting.dispatchEvent(new Event('statechange'));
  }
}

/** @param {Browser} browser */
async function shown(browser) {
  const version = new ShellVersion(() => 0, () => {}, () => (browser.reloads += 1));
  await version.register(/** @type {any} */ (browser));
  return version;
}

test('the first of all is no other version', async () => {
  const browser = new Browser();
  const version = await shown(browser);
  browser.dispatchEvent(new Event('controllerchange'));
  assert.deepEqual([version.waits, browser.reloads], [false, 0]);
});

test('taken, the page is loaded anew once the other has taken over', async () => {
  const browser = new Browser();
  const version = await shown(browser);
  browser.waits();
  assert.equal(version.waits, true);
  version.take(() => true);
  assert.equal(browser.reloads, 0);
  browser.takesOver();
  assert.equal(browser.reloads, 1);
});

test('a response that began meanwhile keeps the page; it is loaded anew when asked again', async () => {
  const browser = new Browser();
  const version = await shown(browser);
  browser.waits();
  version.take(() => false);
  browser.takesOver();
  browser.registration.waiting = null;
  assert.deepEqual([version.waits, browser.reloads], [true, 0]);
  version.take(() => true);
  assert.equal(browser.reloads, 1);
});

test('taken by another page of this tablet, this one is not pulled away', async () => {
  const browser = new Browser();
  browser.controller = {};
  const version = await shown(browser);
  browser.dispatchEvent(new Event('controllerchange'));
  assert.deepEqual([version.waits, browser.reloads], [true, 0]);
});
