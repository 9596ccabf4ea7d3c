/** The way to the walk: joined when one is under way, begun by the same tap when none is. */

import { beginWalk } from './acts_walk.js';
import { openOnFloor } from './open_on_floor.js';

/** @param {import('./scene.js').Scene} scene @param {import('./scene.js').Hands} hands */
export function openWalk(scene, hands) {
  if (!scene.board?.room.walk) hands.act(beginWalk(scene.page.site), { stay: true });
  openOnFloor(scene, hands, { kind: 'walk' });
}
