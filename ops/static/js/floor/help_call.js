/**
 * A worker's own call for help on the tablet it is raised on: one key in the top line of every
 * page, then a word in its place, and no more. What the other tablets say is for them.
 *
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('./scene.js').Hands} Hands
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').HelpCall} HelpCall
 */

import { alarmsAt } from '../core/alarms.js';
import { millis } from '../core/format.js';
import { t } from '../core/i18n.js';
import { askForHelp } from './acts_help.js';
import { openOnFloor } from './open_on_floor.js';
import { button } from './parts.js';

/**
 * What is loud on this tablet: all but a call that was raised on it.
 * @param {Board} board @param {number} now @param {number | string | null} device
 */
export function alarmsHere(board, now, device) {
  const own = new Set((board.room.help ?? []).filter((call) => call.device === device).map((call) => `help:${call.id}`));
  return alarmsAt(board, now, 'floor').filter((alarm) => !own.has(alarm.cause));
}

/** The call that was raised here, if one stands. @param {Scene} scene @returns {HelpCall | null} */
function ownCall(scene) {
  const device = scene.page.device?.id ?? null;
  return scene.board?.room.help?.find((call) => call.device === device) ?? null;
}

/** Not on a drill's page: a call is always of the real room, and its key stands there above. @param {Scene} scene @param {Hands} hands */
export function helpKey(scene, hands) {
  if (scene.page.drill) return null;
  const call = ownCall(scene);
  const waits = scene.sending.unsent.find((act) => act.about.kind === 'help');
  if (!call && !waits) {
    return button('help', t('I need help'), () => void hands.act(askForHelp(scene.page), { stay: true }), { class: 'key quiet worker' });
  }
  const open = () => call && openOnFloor(scene, hands, { kind: 'help', call: call.id, names: [], why: null });
  const coming = call && (millis(call.going_until) ?? 0) > scene.now;
  return button('help', waits ? t('others cannot see it yet') : coming ? t('coming ✓') : t('told ✓'), open, { class: 'key quiet worker' });
}
