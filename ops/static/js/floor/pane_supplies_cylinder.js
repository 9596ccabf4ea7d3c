/** One cylinder: how much is left, estimated, for how long, and whether a hand would open it. */

import { clock, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { emptyAt, gaugeNow, litresLeft } from '../core/supplies.js';
import * as acts from './acts_supplies.js';
import { close, numberOf, setNumber, stepper } from './pane_supplies_parts.js';
import { button } from './parts.js';
import { itemName } from './words_supplies.js';
import { h } from './vnode.js';

/** @typedef {import('./pane_supplies.js').AtShelf} AtShelf */
/** @typedef {import('../core/types.js').SupplyItem} SupplyItem */

/** @param {AtShelf} shelf @param {SupplyItem} item @param {string | null} unsent */
export function cylinderRow(shelf, item, unsent) {
  const open = numberOf(shelf, item);
  const { scene, board } = shelf;
  const flows = emptyAt(item, scene.now);
  const read = t('gauge read %(time)s', { time: clock(Date.parse(item.counted_at), board.room.time_zone) });
  const lasts = flows === null ? null : t('%(time)s left at this flow, estimated', { time: minutes(flows - scene.now) });
  const name = [item.label, item.in_use_since ? t('in use') : t('spare')].filter(Boolean).join(' · ');
  const gauge = open ?? gaugeNow(item, scene.now);
  return h('li', { key: item.id, class: `item cylinder${item.in_use_since ? ' in-use' : ''}` }, [
    h('p', { key: 'what', class: 'what' }, [
      h('strong', null, name),
      h('span', { class: 'left' }, litres(item, scene.now)),
      h('span', { class: 'state' }, [lasts, read, unsent].filter(Boolean).join(' · ')),
    ]),
    stepper(
      gauge,
      t('gauge of %(what)s', { what: itemName(item) }),
      (next) => setNumber(shelf, item, gauge, (from) => upTo(item, next(from))),
      stepOf(item.gauge_full ?? 0),
    ),
    open === null ? null : means(shelf, item, open),
  ]);
}

/** About 310 of 425 L. @param {SupplyItem} item @param {number} now */
export function litres(item, now) {
  return t('about %(litres)s of %(full)s L', { litres: Math.round(litresLeft(item, now)), full: item.full_litres ?? 0 });
}

/** Bars, or pounds on the square inch: a step that a gauge can be read to. @param {number} full */
export function stepOf(full) {
  return full > 500 ? 100 : full > 50 ? 10 : 1;
}

/** @param {SupplyItem} item @param {number} number */
function upTo({ gauge_full: full }, number) {
  return Math.min(full ?? number, number);
}

/** @param {AtShelf} shelf @param {SupplyItem} item @param {number} gauge */
function means(shelf, item, gauge) {
  const act = (/** @type {acts.FloorAct} */ one) => () => {
    shelf.hands.act(one, { stay: true });
    close(shelf);
  };
  const others = shelf.items.filter((one) => one.in_use_since && one.id !== item.id);
  return h('div', { key: 'means', class: 'chips' }, [
    button('counted', t('gauge shows %(n)s', { n: gauge }), act(acts.countSupply(item, gauge)), { class: 'key strong' }),
    item.in_use_since
      ? button('away', t('not in use'), act(acts.cylinderInUse(item, false)), { class: 'key' })
      : [
          others.map((other) => {
            const words = t('changed: this one instead of %(other)s', { other: other.label ?? litres(other, shelf.scene.now) });
            return button(`for-${other.id}`, words, act(acts.cylinderInUse(item, true, other)), { class: 'key' });
          }),
          button('use', others.length ? t('in use as well') : t('in use'), act(acts.cylinderInUse(item, true)), { class: 'key' }),
        ],
    button('gone', t('take it off the list'), act(acts.supplyGone(item)), { class: 'key quiet' }),
    button('close', t('leave it'), () => close(shelf), { class: 'key quiet' }),
  ]);
}
