/** When this tablet may be loaded anew for another version of its page. Pure. */

import { inUse } from '../core/alarm_screens.js';

/** @typedef {import('./scene.js').Scene} Scene */

/** Milliseconds without a touch. */
const QUIET_AFTER = 60_000;

/**
 * Whoever asks for it may have it, unless a response runs or something tapped is still to send.
 * Without the server nobody knows what else runs.
 * @param {Scene} scene
 */
export function mayTakeVersion({ board, liveness, sending, ui }) {
  const running = board?.responses.some((one) => one.state === 'running') ?? true;
  return liveness === 'live' && !running && !sending.unsent.length && ui.view.name === 'floor';
}

/**
 * It may come by itself: nothing is open, nobody touched it for a while, and it is laid aside or
 * the room is not in use. A page that was loaded anew is silent until it is touched.
 * @param {Scene} scene
 * @param {{touched: number, hidden: boolean}} tablet `touched` on the page's own clock
 */
export function isQuiet(scene, { touched, hidden }) {
  const untouched = scene.mono - touched >= QUIET_AFTER && scene.ui.pane.kind === 'home';
  return mayTakeVersion(scene) && untouched && (hidden || (scene.board !== null && !inUse(scene.board)));
}
