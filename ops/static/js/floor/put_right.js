/** Where what an act was about is put right, once that act was refused for good: there, by hand and with a reason. */

import { t } from '../core/i18n.js';
import { rowsOf } from '../response/log.js';
import { openRow } from '../response/panel_row.js';
import { openOnFloor } from './open_on_floor.js';
import { button } from './parts.js';
import { placeName, placeOf, responseBy, responseWhere } from './places.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

/**
 * One key to the row of the log, the response or the person that it was about; null where none of them is
 * on the board.
 * @param {Scene} scene @param {Hands} hands @param {Act} act
 */
export function putRightKey(scene, hands, act) {
  const { board } = scene;
  const ids = idsOf(act);
  const way = board && ((isUndo(act) ? toRow(scene, hands, board, ids) : null) ?? toResponse(scene, hands, board, ids) ?? toPerson(scene, hands, board, ids));
  return way ? button('put-right', way.words, way.open, { class: 'key strong' }) : null;
}

/** @param {Act} act */
function isUndo({ about }) {
  return about.kind === 'undo';
}

/** What it was about; of an undo, the act it was to take back first. @param {Act} act @returns {string[]} */
function idsOf({ about }) {
  const all = [about.command, ...(about.of ?? []), about.response, about.visit];
  return all.filter((id) => typeof id === 'string');
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {string[]} ids */
function toRow(scene, hands, board, ids) {
  for (const response of board.responses) {
    const row = rowsOf(response, []).find(({ names, voided }) => !voided && names.some((name) => ids.includes(name)));
    if (!row) continue;
    const open = () => {
      toPage(scene, hands, response.id);
      openRow({ hands }, row);
    };
    return { words: t('Change that row of the log'), open };
  }
  return null;
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {string[]} ids */
function toResponse(scene, hands, board, ids) {
  const response = ids.map((id) => responseBy(board.responses, id)).find(Boolean);
  if (!response) return null;
  const words = t('Open the response: %(where)s', { where: responseWhere(board, response) });
  return { words, open: () => toPage(scene, hands, response.id) };
}

/** @param {Scene} scene @param {Hands} hands @param {string} response */
function toPage({ ui: { view } }, hands, response) {
  if (view.name !== 'response' || view.id !== response) hands.go({ name: 'response', id: response });
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {string[]} ids */
function toPerson(scene, hands, board, ids) {
  const place = ids.map((id) => placeOf(board, id)).find(Boolean);
  if (place) {
    const { tile, seat } = place;
    const open = () => openOnFloor(scene, hands, { kind: 'seat', booth: tile.id, mark: seat.mark, part: null });
    return { words: t('Open %(where)s', { where: placeName(tile, seat.mark) }), open };
  }
  const waits = board.waiting.find(({ id }) => ids.includes(id));
  if (!waits) return null;
  return { words: t('Open whoever waits'), open: () => openOnFloor(scene, hands, { kind: 'person', visit: waits.id }) };
}
