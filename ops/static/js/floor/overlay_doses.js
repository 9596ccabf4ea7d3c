/**
 * Naloxone that is logged on this tablet and not on record yet, taken from the shelf. Pure. Of which
 * batch the server took what was logged before, no tablet knows: given back it goes to the batch a
 * hand takes from next, so that the number of a form is right.
 */

import { doseOf, takesFrom } from '../core/supplies.js';
import { namesOf } from '../core/response_names.js';
import { isOurs, rowsOf, standing } from '../response/log.js';
import { change } from './overlay_supplies.js';
import { planOf } from './shelf_lines.js';
import { responseBy } from './places.js';
import { today } from './words_supplies.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/types.js').SupplyPlan} SupplyPlan */
/** @typedef {import('../core/outbox_rules.js').Act} Act */
/** @typedef {import('../core/supplies.js').Dose & {at: string}} Given */

/**
 * @param {Board} board written on
 * @param {Act[]} acts all that is painted, in order
 * @returns {string[]} the batches it is about
 */
export function paintDoses(board, acts) {
  const plan = planOf(board);
  if (!plan || !board.supplies?.items.length) return [];
  const about = acts.map((act) => act.about.response && responseBy(board.responses, act.about.response));
  return [...new Set(about.filter(Boolean))].flatMap((response) => follow(board, plan, response, acts));
}

/** @param {Board} board @param {SupplyPlan} plan @param {BoardResponse} response @param {Act[]} acts */
function follow(board, plan, response, acts) {
  const names = new Set(namesOf(response));
  const before = given(board, plan, response, []);
  const after = given(board, plan, response, acts.filter((act) => names.has(act.about.response)));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((root) => {
    const [was, is] = [before.get(root), after.get(root)];
    if (was?.form === is?.form && was?.units === is?.units) return [];
    return [...(was ? moved(board, was, 1) : []), ...(is ? moved(board, is, -1) : [])];
  });
}

/**
 * Each line of the log that is naloxone from our shelf.
 * @param {Board} board @param {SupplyPlan} plan @param {BoardResponse} response @param {Act[]} acts
 */
function given(board, plan, response, acts) {
  const usual = /** @type {any} */ (board.room.protocol)?.action_defaults?.naloxone ?? {};
  /** @type {Map<string, Given>} */
  const found = new Map();
  if (response.state === 'undone') return found;
  for (const row of standing(rowsOf(response, acts))) {
    const ours = row.kind === 'naloxone' && isOurs(row);
    const values = { ...usual, ...row.values };
    const dose = ours ? doseOf(plan, values.by_route, values.dose_mg) : null;
    if (dose) found.set(row.root, { ...dose, at: row.happened_at });
  }
  return found;
}

/**
 * What is from before a count is in what was counted.
 * @param {Board} board @param {Given} dose @param {1 | -1} by
 */
function moved(board, dose, by) {
  const batches = takesFrom(board.supplies?.items ?? [], dose, today(board, Date.parse(dose.at)));
  for (const id of batches) {
    change(board, id, (item) => (dose.at > item.counted_at ? { ...item, count: item.count + by } : item));
  }
  return batches;
}
