/** What a tablet keeps for its next page: written where it changed, shown as old, forgotten in time. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Keeper } from '../../ops/static/js/core/keeper.js';
import { isTooOld, KEPT_FOR } from '../../ops/static/js/core/kept.js';
import { LivenessClock } from '../../ops/static/js/core/liveness.js';
import { ServerClock } from '../../ops/static/js/core/offset.js';
import { BoardStore } from '../../ops/static/js/core/store.js';
import { board, booth, NOW, visit } from './boards.js';

const HERE = 'here';

/** A store that only counts. */
class Memory {
  /** @type {any} */
  board = null;
  /** @type {any} */
  news = null;
  boards = 0;
  page = async () => null;
  lastNews = async () => this.news;
  keepPage = async () => {};
  picture = async () => (this.board && this.news ? { ...this.news, board: this.board } : null);
  keepBoard = async (/** @type {any} */ told) => {
    this.board = told;
    this.boards += 1;
  };
  keepNews = async (/** @type {any} */ news) => void (this.news = news);
  forgetPicture = async () => void Object.assign(this, { board: null, news: null });
  forget = () => this.forgetPicture();
}

/** A line whose picture, liveness and clock a test sets; the server is three minutes ahead. */
class Line {
  store = new BoardStore();
  revoked = /** @type {string | null} */ (null);
  liveness = 'live';
  lastGood = /** @type {string | null} */ (new Date(NOW).toISOString());
  server = NOW;
  locked = false;
  /** @type {any} */
  restored = null;
  guessed = /** @type {number | null} */ (null);
  /** @type {() => void} */
  changed = () => {};
  now = () => this.server;
  onChange = (/** @type {() => void} */ listener) => void (this.changed = listener);
  guess = (/** @type {number} */ offset) => void (this.guessed = offset);
  restore = (/** @type {any[]} */ ...told) => {
    this.restored = told;
    this.store.restore(told[0]);
  };
}

const AHEAD = 180_000;

/** @param {Memory} memory */
function page(memory) {
  const line = new Line();
  const keeper = new Keeper(/** @type {any} */ (line), /** @type {any} */ (memory), HERE, () => line.server - AHEAD, () => line.locked);
  return { line, keeper };
}

test('only what changed is written, and how old it is now and then', async () => {
  const memory = new Memory();
  const { line, keeper } = page(memory);
  line.store.snapshot(board());
  await keeper.keep();
  assert.equal(memory.boards, 1);
  for (const seconds of [2, 4, 12]) {
    line.server = NOW + seconds * 1000;
    line.lastGood = new Date(line.server).toISOString();
    await keeper.keep();
  }
  assert.equal(memory.boards, 1);
  assert.equal(memory.news.good, new Date(NOW + 12_000).toISOString());
  assert.equal(memory.news.offset, AHEAD);
});

test('the next page shows it with the clock of before, and a snapshot takes its place', async () => {
  const memory = new Memory();
  const first = page(memory);
  first.line.store.snapshot(board({ version: 7 }));
  await first.keeper.keep();
  const { line, keeper } = page(memory);
  line.liveness = 'not_live';
  await keeper.restore();
  assert.deepEqual(line.restored.slice(1), [new Date(NOW).toISOString(), AHEAD]);
  assert.equal(line.store.current, false);
  assert.equal(line.store.pulse({ epoch: 'first', version: 7 }), 'resync');
  line.store.beginSubscribe();
  line.store.snapshot(board({ version: 9 }));
  assert.equal(line.store.version, 9);
});

test('the clock of before is there at once, without its picture, while it can be trusted', async () => {
  const memory = new Memory();
  const first = page(memory);
  first.line.store.snapshot(board());
  await first.keeper.keep();
  const next = page(memory);
  await next.keeper.restoreClock();
  assert.deepEqual([next.line.guessed, next.line.store.board], [AHEAD, null]);
  // This machine's clock was set meanwhile, or the news is of another site's server.
  for (const news of [{ at: NOW + 3_600_000 }, { at: NOW - KEPT_FOR - AHEAD }, { site: 'elsewhere' }]) {
    const other = new Memory();
    other.news = { ...memory.news, ...news };
    const { line, keeper } = page(other);
    await keeper.restoreClock();
    assert.equal(line.guessed, null, JSON.stringify(news));
  }
});

test('twelve hours after the last good news it is gone, from the page too', async () => {
  const memory = new Memory();
  const { line, keeper } = page(memory);
  line.store.snapshot(board());
  await keeper.keep();
  line.liveness = 'not_live';
  line.server = NOW + KEPT_FOR - 1000;
  await keeper.keep();
  assert.ok(line.store.board);
  line.server = NOW + KEPT_FOR + 1000;
  const next = page(memory);
  next.line.server = line.server;
  await next.keeper.restore();
  assert.equal(next.line.store.board, null);
  await keeper.keep();
  assert.equal(line.store.board, null);
  assert.equal(memory.board, null);
});

test('of another site, or from a moment that has not come, nothing is shown', async () => {
  const memory = new Memory();
  Object.assign(memory, { board: board(), news: { site: 'elsewhere', good: '', at: NOW - AHEAD, offset: 0 } });
  const { line, keeper } = page(memory);
  await keeper.restore();
  assert.equal(line.store.board, null);
  assert.equal(memory.board, null);
  assert.equal(isTooOld({ site: HERE, good: '', at: NOW + 3_600_000, offset: 0 }, NOW), true);
});

test('locked, no handle lies on the tablet, also where the server is away', async () => {
  const memory = new Memory();
  const { line, keeper } = page(memory);
  const here = booth(1, [visit('ann', 90, { handle: 'heron' })]);
  line.store.snapshot(board({ booths: [here], waiting: [{ id: 'w', state: 'waiting', arrived_at: '', handle: 'kite' }] }));
  await keeper.keep();
  assert.match(JSON.stringify(memory.board), /heron.*kite/);
  line.locked = true;
  line.liveness = 'not_live';
  await keeper.lockChanged();
  assert.doesNotMatch(JSON.stringify(memory.board), /heron|kite/);
  line.liveness = 'live';
  line.locked = false;
  await keeper.lockChanged();
  assert.match(JSON.stringify(memory.board), /heron/);
});

test('revoked, it is forgotten and not kept again', async () => {
  const memory = new Memory();
  const { line, keeper } = page(memory);
  line.store.snapshot(board());
  await keeper.keep();
  line.revoked = 'revoked';
  line.changed();
  await keeper.keep(true);
  assert.equal(memory.board, null);
});

test('a picture of before is never live', () => {
  const liveness = new LivenessClock(0);
  liveness.restored(100, 'then');
  assert.equal(liveness.at(100), 'not_live');
  assert.equal(liveness.lastGood, 'then');
  liveness.good(200, 'now');
  liveness.restored(300, 'then');
  assert.equal(liveness.at(300), 'live');
});

test('the clock of before holds until it is measured anew', () => {
  const clock = new ServerClock(1_000);
  clock.guess(5_000);
  assert.equal(clock.now(0), 5_000);
  clock.trip(0, 10, 2_000);
  clock.guess(9_000);
  assert.equal(clock.now(0), 1_995);
});
