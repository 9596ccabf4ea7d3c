/** What is short, near its day, or to be counted: one quiet line for tablets, never a sound. Pure. */

import { t, tn } from '../core/i18n.js';
import { emptyAt, expired, expires, lacks } from '../core/supplies.js';
import { minutes } from '../core/format.js';
import { button, icon } from './parts.js';
import { h } from './vnode.js';
import { itemName, today } from './words_supplies.js';

/** @typedef {import('../core/types.js').Board} Board */

/** @param {Board} board */
export function planOf(board) {
  return /** @type {import('../core/types.js').SupplyPlan | undefined} */ (board.room.protocol?.supplies);
}

/**
 * In few words, the most pressing first; empty where nothing is, or where the site keeps no list.
 * @param {Board} board @param {number} now
 * @returns {string[]}
 */
export function shelfTells(board, now) {
  const plan = planOf(board);
  if (!plan || !board.supplies?.since) return [];
  const { items } = board.supplies;
  const day = today(board, now);
  const near = expires(plan, items, day);
  const over = near.filter((item) => expired(item, day)).length;
  const short = lacks(plan, items, day, now);
  const below = new Set(items.filter((item) => item.kind !== 'oxygen' && item.count < 0).map((item) => item.form));
  return [
    ...[...below].map((form) => t('count %(form)s', { form })),
    ...short.map(({ form, have, par }) => t('%(form)s: %(have)s of %(par)s', { form, have, par })),
    over ? tn('%(n)s batch expired', '%(n)s batches expired', over) : '',
    near.length - over ? tn('%(n)s batch near its day', '%(n)s batches near their day', near.length - over) : '',
  ].filter(Boolean);
}

/** @param {import('./scene.js').Scene} scene @param {import('./scene.js').Hands} hands @param {Board} board */
export function shelfLine(scene, hands, board) {
  const tells = shelfTells(board, scene.now);
  if (!tells.length) return null;
  const [first, second, ...more] = tells;
  const rest = more.length ? t('+%(n)s', { n: more.length }) : null;
  return button(
    'shelf',
    [icon('box'), h('strong', null, t('Supplies')), h('span', { class: 'what' }, [first, second, rest].filter(Boolean).join(' · '))],
    () => hands.open({ kind: 'supplies' }),
    { class: 'alarm quiet shelf' },
  );
}

/**
 * How long the cylinder lasts that a response draws on now, at the flow that was logged; null where
 * nothing flows or no cylinder is known.
 * @param {Board} board @param {Set<string>} names of the response @param {number} now
 * @returns {{left: number, soon: boolean} | null} `left` in milliseconds
 */
export function oxygenOf(board, names, now) {
  const warning = (planOf(board)?.oxygen_warning ?? 0) * 1000;
  for (const cylinder of board.supplies?.items ?? []) {
    const mine = (cylinder.draws ?? []).some((draw) => draw.until === null && names.has(draw.response));
    const empty = mine ? emptyAt(cylinder, now) : null;
    if (empty !== null) {
      const left = Math.max(0, empty - now);
      return { left, soon: left <= warning };
    }
  }
  return null;
}

/** Cylinders in use that will be empty soon, estimated. @param {Board} board @param {number} now */
function oxygenEnding(board, now) {
  const warning = (planOf(board)?.oxygen_warning ?? 0) * 1000;
  return (board.supplies?.items ?? []).flatMap((cylinder) => {
    const empty = emptyAt(cylinder, now);
    return empty !== null && empty - now <= warning ? [{ cylinder, left: Math.max(0, empty - now) }] : [];
  });
}

/** @param {import('./scene.js').Scene} scene @param {import('./scene.js').Hands} hands @param {Board} board */
export function oxygenLines(scene, hands, board) {
  const ending = oxygenEnding(board, scene.now);
  if (!ending.length) return null;
  return h(
    'ul',
    { key: 'oxygen-ending', class: 'alarms' },
    ending.map(({ cylinder, left }) =>
      h(
        'li',
        { key: cylinder.id },
        button(
          'open',
          [
            icon('box'),
            h('strong', null, t('Oxygen')),
            h('span', { class: 'what' }, t('%(cylinder)s ends, estimated', { cylinder: itemName(cylinder) })),
            h('span', { class: 'time' }, minutes(left)),
          ],
          () => hands.open({ kind: 'supplies' }),
          { class: 'alarm finish' },
        ),
      ),
    ),
  );
}
