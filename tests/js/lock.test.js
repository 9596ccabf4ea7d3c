/** The lock that hides handles: on at once, off only by whoever may, and never by forgetting. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keptWithout, labelledWithout, withoutHandles } from '../../ops/static/js/core/handles.js';
import { openKept } from '../../ops/static/js/core/kept.js';
import { LOCKS_AFTER, TabletLock } from '../../ops/static/js/core/lock.js';
import { actFrom } from '../../ops/static/js/core/outbox_rules.js';
import * as acts from '../../ops/static/js/floor/acts.js';
import { unlockPane } from '../../ops/static/js/floor/lock_key.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { roomPane } from '../../ops/static/js/floor/pane_room.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { floorView } from '../../ops/static/js/floor/view.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { NOW } from './boards.js';
import { hands, key, PLAN, scene, tap } from './tablet_scene.js';

/** What of a tablet outlives its pages. */
class Tablet {
  now = NOW;
  reached = true;
  told = 0;
  /** @type {(boolean | undefined)[]} what lay on it each time that it was painted */
  shown = [];
  /** @type {import('../../ops/static/js/core/lock.js').LockState | null} */
  kept = null;

  page(unlocked = false) {
    const lock = new TabletLock({
      keep: (state) => void (this.kept = state),
      tell: async () => {
        if (this.reached) this.told += 1;
        return this.reached;
      },
      wall: () => this.now,
      changed: () => this.shown.push(this.kept?.on),
    });
    lock.open(this.kept, unlocked);
    return lock;
  }
}

test('locked it stays locked when it is loaded anew, and the server hears of it once', async () => {
  const tablet = new Tablet();
  tablet.reached = false;
  tablet.page().lock();
  const next = tablet.page();
  assert.equal(next.on, true);
  tablet.reached = true;
  await next.tell();
  await next.tell();
  assert.equal(tablet.told, 1);
});

test('it lies on the tablet before it is shown, so that no page that goes meanwhile comes back unlocked', async (t) => {
  const tablet = new Tablet();
  tablet.page().lock();
  assert.deepEqual(tablet.shown, [true]);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  /** @type {Map<string, string>} */
  const stored = new Map();
  const storage = {
    getItem: (/** @type {string} */ key) => stored.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ what) => void stored.set(key, what),
    removeItem: (/** @type {string} */ key) => void stored.delete(key),
  };
  Object.assign(globalThis, { localStorage: storage });
  t.after(() => Reflect.deleteProperty(globalThis, 'localStorage'));
  const next = await openKept();
  const kept = await openKept();
  assert.equal(next.lock(), null);
  kept.keepLock({ on: true, told: false, hidden_at: null });
  assert.deepEqual(next.lock(), { on: true, told: false, hidden_at: null }, 'in the same moment');
  await kept.forget();
  assert.equal(next.lock(), null, 'it goes with all the rest');
  storage.getItem = storage.setItem = () => assert.fail('storage is refused');
  kept.keepLock({ on: true, told: false, hidden_at: null });
  assert.equal(next.lock(), null, 'and the page is there without it');
});

test('a PIN given before the lock does not take it off; one given after does', async () => {
  const tablet = new Tablet();
  tablet.reached = false;
  const lock = tablet.page();
  lock.lock();
  await lock.tell();
  assert.equal(tablet.page(true).on, true, 'the server has not heard that it was locked');
  tablet.reached = true;
  await tablet.page().tell();
  assert.equal(tablet.page(true).on, false);
});

test('minutes of sleep lock it; a moment does not; a clock that was set back does', () => {
  for (const [away, locked] of /** @type {[number, boolean][]} */ ([[LOCKS_AFTER - 1, false], [LOCKS_AFTER, true], [-1, true]])) {
    const tablet = new Tablet();
    const lock = tablet.page();
    lock.hidden();
    tablet.now += away;
    lock.shown();
    assert.equal(lock.on, locked, String(away));
  }
  const tablet = new Tablet();
  tablet.page().hidden();
  tablet.now += LOCKS_AFTER;
  assert.equal(tablet.page().on, true, 'also where the page was closed meanwhile');
});

test('no handle is left on the floor, in what waits, or in the list of who left', () => {
  const board = withoutHandles({ ...PLAN, room: { ...PLAN.room, recently_left: [{ id: 'x', handle: 'crane' }] } });
  assert.doesNotMatch(JSON.stringify(board), /heron|kite|crane/);
  assert.match(JSON.stringify(PLAN), /heron/, 'what was told stays as it was');
  const call = labelledWithout(actFrom(acts.call('kit', 'kite'), 'a', NOW));
  assert.equal(call.label, 'someone · called');
  const undone = actFrom(acts.undo('here', 'a', 'kite · called', { handle: 'kite' }), 'b', NOW);
  assert.doesNotMatch(JSON.stringify([labelledWithout(undone).label, keptWithout(undone)]), /kite/);
  const toasts = [{ id: 'a', label: 'kite · called', until: Infinity, handle: 'kite' }];
  const late = textOf(floorView(scene({ toasts }, { board, locked: true, fate: () => 'noted' }), hands().hands));
  assert.match(late, /someone · called/, 'also of an act whose answer comes once it is locked');
  const page = textOf(floorView(scene({}, { board, locked: true }), hands().hands));
  assert.doesNotMatch(page, /heron|kite/);
});

test('one tap each way; where a PIN was used, the way to it, and no way without the server', () => {
  const open = hands();
  tap(key(floorView(scene({}), open.hands), /^Lock: hide handles$/));
  tap(key(floorView(scene({}, { locked: true }), open.hands), /^Locked\. Unlock: show handles$/));
  const { page } = scene({});
  const asks = { locked: true, page: { ...page, asks_pin: true } };
  tap(key(floorView(scene({}, asks), open.hands), /^Locked\. Unlock: show handles$/));
  assert.deepEqual(open.done.map(([what]) => what), ['lock', 'unlock', 'open']);
  assert.match(textOf(unlockPane(scene({}, asks), open.hands)), /Unlock with a PIN/);
  const dark = textOf(unlockPane(scene({}, { ...asks, liveness: 'not_live' }), open.hands));
  assert.match(dark, /stays locked until the server is back/);
  assert.doesNotMatch(dark, /Unlock with a PIN/);
});

test('the page of a response has the key as well; what it takes stands beside what is logged, not in its way', () => {
  const view = /** @type {const} */ ({ name: 'response', id: 'r' });
  const open = hands();
  tap(key(responseView(scene({ view }), open.hands, 'r'), /^Lock: hide handles$/));
  const { page } = scene({});
  const asks = { locked: true, page: { ...page, asks_pin: true } };
  tap(key(responseView(scene({ view }, asks), open.hands, 'r'), /^Locked\. Unlock: show handles$/));
  assert.deepEqual(open.done.map(([what]) => what), ['lock', 'draft']);
  const draft = { ...freshUi(view).draft, open: /** @type {const} */ ('unlock') };
  const asked = responseView(scene({ view, draft }, asks), open.hands, 'r');
  for (const words of [/^log dose 1/, /^MARK/, /^OVER/, /^RESPOND/]) key(asked, words);
  const [way] = findAll(asked, (node) => node.tag === 'a');
  assert.equal(way?.props.href, '/unlock?next=/floor/response/r', 'and back to it');
});

test('locked, past shifts are no link', () => {
  assert.match(textOf(roomPane(scene({}, {}), hands().hands)), /Shifts/);
  assert.match(textOf(roomPane(scene({}, { locked: true }), hands().hands)), /past shifts and set-up are closed/);
});
