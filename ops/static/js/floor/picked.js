/** What a tap on the plan does while a place is chosen for someone. Pure. */

import { t } from '../core/i18n.js';
import * as acts from './acts.js';
import { placeAt, placeName } from './places.js';

const CHOSE_A_SEAT = new Set(['arrive', 'seat', 'move']);
const NOT_THAT_ONE = new Set(['seat_taken', 'booth_full', 'booth_closed', 'booth_cleaning']);

/** Whether an act was refused for the seat it chose, so that another may do. @param {import('../core/outbox_rules.js').Act} act */
export function mayChooseAnother({ about, body, refusal }) {
  return CHOSE_A_SEAT.has(about.kind) && body.booth !== undefined && NOT_THAT_ONE.has(refusal?.code ?? '');
}

/**
 * The same act, which was set aside, about another seat; null where somebody is in it.
 * @param {import('../core/outbox_rules.js').Act} act
 * @param {import('./places.js').Place} place
 * @returns {import('../core/outbox.js').Elsewhere | null}
 */
export function elsewhereFor(act, { tile, seat }) {
  if (seat.visit) return null;
  const to = placeName(tile, seat.mark);
  const label = act.about.kind === 'arrive' ? `${to} · ${t('seated')}` : `${act.label.split(' → ')[0]} → ${to}`;
  return { label, place: { booth: tile.id, seat: seat.mark } };
}

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
