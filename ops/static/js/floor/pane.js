/** Which pane is open beside the plan. Nothing here is modal: the plan and RESPOND stay. */

import { t } from '../core/i18n.js';
import { unlockPane } from './lock_key.js';
import { arriveForm, emptySeat } from './pane_arrive.js';
import { boothPane } from './pane_booth.js';
import { recordsPane } from './pane_records.js';
import { bulletinsPane } from './pane_bulletins.js';
import { drillPane } from './pane_drill.js';
import { helpPane } from './pane_help.js';
import { homePane } from './pane_home.js';
import { openingPane } from './pane_opening.js';
import { personPane } from './pane_person.js';
import { roomPane } from './pane_room.js';
import { sheet } from './pane_seat.js';
import { suppliesPane } from './pane_supplies.js';
import { paneTitle } from './pane_title.js';
import { unsentPane } from './pane_unsent.js';
import { whoPane } from './pane_who.js';
import { placeAt } from './places.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */

/** @param {Scene} scene @param {Hands} hands */
export function pane(scene, hands) {
  const { pane: open } = scene.ui;
  const board = /** @type {Board} */ (scene.board);
  if (open.kind === 'seat') {
    const place = placeAt(board, open.booth, open.mark);
    if (!place) return homePane(scene, hands);
    return place.seat.visit
      ? sheet(scene, hands, open, { ...place, visit: place.seat.visit })
      : emptySeat(scene, hands, open, place);
  }
  if (open.kind === 'pick') return pickPane(open, hands);
  if (open.kind === 'booth') return boothPane(scene, hands, open.booth);
  if (open.kind === 'person') return personPane(scene, hands, open.visit);
  if (open.kind === 'arrive') return arriveForm(scene, hands);
  if (open.kind === 'who') return whoPane(scene, hands);
  if (open.kind === 'room') return roomPane(scene, hands);
  if (open.kind === 'opening') return openingPane(scene, hands);
  if (open.kind === 'records') return recordsPane(scene, hands);
  if (open.kind === 'bulletins') return bulletinsPane(scene, hands);
  if (open.kind === 'unlock') return unlockPane(scene, hands);
  if (open.kind === 'help') return helpPane(scene, hands, open);
  if (open.kind === 'drill') return drillPane(scene, hands, open.id);
  if (open.kind === 'supplies') return suppliesPane(scene, hands, open);
  if (open.kind === 'unsent') return unsentPane(scene, hands);
  return homePane(scene, hands);
}

/**
 * @param {import('./scene.js').PickPane} open
 * @param {Hands} hands
 */
function pickPane(open, hands) {
  const words = {
    move: t('Tap the place %(who)s moves to.', { who: open.who }),
    swap: t('Tap the %(person)s %(who)s swaps with.', { who: open.who }),
    seat: t('Tap the place for %(who)s.', { who: open.who }),
    back: t('Tap the place %(who)s comes back to.', { who: open.who }),
    again: t('Tap another place. The same goes there.'),
  };
  return h(
    'div',
    { key: 'pick', class: 'pane-in' },
    paneTitle(open.who, hands, null, open),
    h('p', { class: 'ask-tap', role: 'status' }, words[open.what]),
  );
}
