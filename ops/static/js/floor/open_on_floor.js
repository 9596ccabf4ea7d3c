/** A pane of the floor, from wherever the tablet is. */

/**
 * @param {import('./scene.js').Scene} scene
 * @param {import('./scene.js').Hands} hands
 * @param {import('./scene.js').Pane} pane
 */
export function openOnFloor(scene, hands, pane) {
  if (scene.ui.view.name !== 'floor') hands.go({ name: 'floor' });
  hands.open(pane);
}
