/** A place nobody is in: being cleaned, closed, or to be closed. */

import { minutes, millis } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as acts from './acts.js';
import { paneTitle } from './pane_title.js';
import { button } from './parts.js';
import { boothName, boothOf } from './places.js';
import { h } from './vnode.js';

/** @param {import('./scene.js').Scene} scene @param {import('./scene.js').Hands} hands @param {number} id */
export function boothPane(scene, hands, id) {
  const tile = scene.board && boothOf(scene.board, id);
  if (!tile) return null;
  const name = boothName(tile);
  const since = millis(tile.cleaning_since);
  const words = {
    free: t('free'),
    occupied: t('in use'),
    closed: t('closed'),
    cleaning: since === null ? t('cleaning') : `${t('cleaning')} · ${minutes(scene.now - since)}`,
  };
  const reason = tile.status === 'closed' ? tile.closed_reason : null;
  const seat = tile.seats.find((one) => !one.visit);
  const act = (/** @type {'cleaned' | 'open' | 'close'} */ what) => () => hands.act(acts.onBooth(id, name, what));
  return h('div', { key: `booth-${id}`, class: 'pane-in' }, [
    paneTitle(name, hands, h('p', { class: 'who' }, [words[tile.status], reason].filter(Boolean).join(' · '))),
    h('div', { key: 'do', class: 'answers two' }, [
      tile.status === 'cleaning'
        ? button('cleaned', t('Cleaned, free again'), act('cleaned'), { class: 'answer strong' })
        : null,
      tile.status === 'closed' ? button('open', t('Open it'), act('open'), { class: 'answer strong' }) : null,
      tile.status === 'closed' ? null : button('close-it', t('Close this place'), act('close'), { class: 'answer' }),
      seat
        ? button(
            'seat',
            t('Seat someone here anyway'),
            () => hands.open({ kind: 'seat', booth: id, mark: seat.mark, part: null }),
            { class: 'answer' },
          )
        : null,
    ]),
  ]);
}
