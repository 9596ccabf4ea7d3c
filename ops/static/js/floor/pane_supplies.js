/** The shelf: every form with its batches, soonest to expire first; cylinders with what is left. */

import { t } from '../core/i18n.js';
import { expired, expires, have } from '../core/supplies.js';
import { batchRow } from './pane_supplies_batch.js';
import { cylinderRow } from './pane_supplies_cylinder.js';
import { newItem } from './pane_supplies_new.js';
import { paneTitle } from './pane_title.js';
import { planOf } from './shelf_lines.js';
import { today } from './words_supplies.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').SupplyItem} SupplyItem */

/**
 * One moment of the shelf.
 * @typedef {object} AtShelf
 * @property {Scene} scene
 * @property {Hands} hands
 * @property {Board} board
 * @property {SupplyItem[]} items
 * @property {string} day the room's own
 * @property {Set<string>} near ids of batches whose day is over or near
 */

/** @param {Scene} scene @param {Hands} hands @param {import('./scene.js').SuppliesPane} open */
export function suppliesPane(scene, hands, open) {
  const board = /** @type {Board} */ (scene.board);
  const items = board.supplies?.items ?? [];
  const plan = planOf(board);
  const day = today(board, scene.now);
  const near = new Set(plan ? expires(plan, items, day).map((item) => item.id) : []);
  /** @type {AtShelf} */
  const shelf = { scene, hands, board, items, day, near };
  const forms = new Set([...Object.keys(plan?.forms ?? {}), ...items.map((item) => item.form)]);
  const under = t('Doses and oxygen logged in a response count down by themselves.');
  return h('div', { key: 'supplies', class: 'pane-in supplies' }, [
    paneTitle(t('Supplies'), hands, h('p', { class: 'who' }, under), open),
    [...forms].map((form) => formBlock(shelf, form)),
  ]);
}

/** @param {AtShelf} shelf @param {string} form */
function formBlock(shelf, form) {
  const { items, day, scene, board } = shelf;
  const mine = items.filter((item) => item.form === form);
  const of = planOf(board)?.forms[form];
  const there = have(form, items, day, scene.now);
  const lacking = of !== undefined && there < of.par;
  const said = of === undefined ? String(there) : t('%(have)s of %(par)s', { have: there, par: of.par });
  return h('section', { key: `form-${form}`, class: `form-block${lacking ? ' lacking' : ''}`, 'aria-label': form }, [
    h('h3', { key: 'name' }, [
      h('span', null, form),
      h('span', { class: 'there' }, lacking ? `${said} · ${t('below par')}` : said),
    ]),
    mine.length ? h('ul', { key: 'items', class: 'items' }, mine.map((item) => itemRow(shelf, item))) : null,
    of ? newItem(shelf, form, of) : null,
  ]);
}

/** @param {AtShelf} shelf @param {SupplyItem} item */
function itemRow(shelf, item) {
  const unsent = shelf.scene.unsentOn.has(`supply:${item.id}`) ? t('to send') : null;
  if (item.kind === 'oxygen') return cylinderRow(shelf, item, unsent);
  const state = expired(item, shelf.day) ? t('expired') : shelf.near.has(item.id) ? t('near its day') : null;
  return batchRow(shelf, item, [state, item.count < 0 ? t('count it') : null, unsent]);
}
