/** What a tap on the plan does while a place is chosen for someone. Pure. */

import * as acts from './acts.js';
import { placeAt, placeName } from './places.js';

/**
 * @param {import('./scene.js').PickPane} pane
 * @param {import('../core/types.js').Board} board
 * @param {number} booth
 * @param {string} mark
 * @returns {acts.FloorAct | null} nothing where it says nothing, as for their own place
 */
export function pickedAct(pane, board, booth, mark) {
  const place = placeAt(board, booth, mark);
  const other = place?.seat.visit?.id;
  if (!place || other === pane.visit) return null;
  const to = placeName(place.tile, mark);
  const seat = { booth, seat: mark };
  if (pane.what === 'swap') return other ? acts.swap(pane.visit, pane.who, to, other) : null;
  if (pane.what === 'seat') return acts.seatWaiting(pane.visit, pane.who, to, seat);
  if (pane.what === 'back') return acts.back(pane.visit, pane.who, seat);
  return acts.move(pane.visit, pane.who, to, seat);
}
