/**
 * Starts the real wall with a line that the test holds in its hands: `wall.store` takes
 * snapshots and deltas, `wall.say` sets liveness and time and repaints. Or with a real line,
 * whose other end the test holds.
 */

import { BoardStore } from '../../ops/static/js/core/store.js';
import { byId } from '../../ops/static/js/core/dom.js';
import { pagePainting } from '../../ops/static/js/core/fault_sign.js';
import { pageMeasure } from '../../ops/static/js/wall/measure.js';
import { Sounding } from '../../ops/static/js/wall/sounding.js';
import { WaitingWall } from '../../ops/static/js/wall/waiting.js';
import { Wall } from '../../ops/static/js/wall/wall.js';
import { heldLine } from './wall_line.js';

const FAMILY = '"Atkinson Hyperlegible Next"';
const given = JSON.parse(byId('given').textContent);
const listeners = [];
const sounding = given.sounding ? new Sounding(given.device, () => {}) : { tick() {} };
const held = {
  store: new BoardStore(),
  liveness: given.liveness,
  lastGood: given.board ? given.now : null,
  revoked: null,
  time: Date.parse(given.now),
  now: () => held.time,
  onChange: (listener) => {
    listeners.push(listener);
    return () => {};
  },
  say: (words) => {
    Object.assign(held, words);
    for (const listener of listeners) listener();
  },
};
const link = given.line ? heldLine(given, () => ({ sound: sounding.state, unsent: 0, sleeping: false })) : held;
await Promise.all([document.fonts.load(`700 100px ${FAMILY}`), document.fonts.load(`500 100px ${FAMILY}`)]);
if (given.board && !given.line) link.store.snapshot(given.board);
const painting = pagePainting(() => {});
if (given.page === 'waiting') new WaitingWall(link, painting);
else new Wall(link, pageMeasure(byId('wall')), { device: given.device, sounding, painting });
window.wall = link;
window.painting = painting;
document.documentElement.dataset.ready = '';
