/**
 * Starts the real wall with a line that the test holds in its hands: `wall.store` takes
 * snapshots and deltas, `wall.say` sets liveness and time and repaints.
 */

import { BoardStore } from '/static/js/core/store.js';
import { byId } from '/static/js/core/dom.js';
import { pagePainting } from '/static/js/core/fault_sign.js';
import { pageMeasure } from '/static/js/wall/measure.js';
import { Sounding } from '/static/js/wall/sounding.js';
import { WaitingWall } from '/static/js/wall/waiting.js';
import { Wall } from '/static/js/wall/wall.js';

const FAMILY = '"Atkinson Hyperlegible Next"';
const given = JSON.parse(byId('given').textContent);
const listeners = [];
const link = {
  store: new BoardStore(),
  liveness: given.liveness,
  lastGood: given.board ? given.now : null,
  revoked: null,
  time: Date.parse(given.now),
  now: () => link.time,
  onChange: (listener) => {
    listeners.push(listener);
    return () => {};
  },
  say: (words) => {
    Object.assign(link, words);
    for (const listener of listeners) listener();
  },
};
await Promise.all([document.fonts.load(`700 100px ${FAMILY}`), document.fonts.load(`500 100px ${FAMILY}`)]);
if (given.board) link.store.snapshot(given.board);
const painting = pagePainting(() => {});
if (given.page === 'waiting') new WaitingWall(link, painting);
else {
  const sounding = given.sounding ? new Sounding(given.device, () => {}) : { tick() {} };
  new Wall(link, pageMeasure(byId('wall')), { device: given.device, sounding, painting });
}
window.wall = link;
window.painting = painting;
document.documentElement.dataset.ready = '';
