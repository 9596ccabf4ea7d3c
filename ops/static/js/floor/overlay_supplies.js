/**
 * The shelf with this tablet's unsent acts on it. Pure. What doses take is in overlay_doses.js; what
 * oxygen flows is painted at once, as how long it lasts cannot wait for a server.
 */

import { litresAt } from '../core/supplies.js';
import { happenedAt } from '../core/outbox_rules.js';
import { namesOf } from '../core/response_names.js';
import { responseBy } from './places.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').SupplyItem} SupplyItem */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

/** @type {Record<string, (board: Board, act: Act) => void>} */
export const PAINT_SUPPLIES = {
  supply(board, act) {
    const { form, label, expires, count, of } = act.about;
    const cylinder = of.kind === 'oxygen';
    /** @type {SupplyItem} */
    const item = {
      id: act.id,
      kind: of.kind,
      form,
      label: label ?? null,
      expires_on: expires ? wholeDay(expires) : null,
      count,
      counted_at: happenedAt(act),
      ...(cylinder ? { full_litres: of.litres, gauge_full: of.gauge_full, in_use_since: null, draws: [] } : {}),
    };
    if (cylinder) item.count = litresAt(item, count);
    shelf(board, (items) => (items.some((one) => one.id === act.id) ? items : [...items, item]));
  },
  'supply-count'(board, act) {
    counted(board, act.about.supply, act.about.count, happenedAt(act));
  },
  'supply-change'(board, act) {
    change(board, act.about.supply, (item) =>
      happenedAt(act) > item.counted_at ? { ...item, count: item.count + act.about.number } : item,
    );
  },
  'supply-gone'(board, act) {
    shelf(board, (items) => items.filter((item) => item.id !== act.about.supply));
  },
  'supply-in-use'(board, act) {
    const { supply, on, instead_of: other } = act.about;
    const at = happenedAt(act);
    change(board, supply, (item) => ({ ...item, in_use_since: on ? (item.in_use_since ?? at) : null }));
    if (!other || !on) return;
    const goesOn = (board.supplies?.items ?? [])
      .filter((item) => item.id === other)
      .flatMap((item) => (item.draws ?? []).filter((draw) => draw.until === null));
    change(board, other, (item) => ({ ...item, in_use_since: null, draws: ended(item, () => true, at) }));
    const taken = goesOn.map((draw) => ({ ...draw, since: at }));
    change(board, supply, (item) => ({ ...item, draws: [...(item.draws ?? []), ...taken] }));
  },
};

/** What was seen in an opening check. @param {Board} board @param {Act} act */
export function paintFound(board, act) {
  for (const { supply, number } of act.body.found ?? []) counted(board, supply, number, happenedAt(act));
}

/**
 * Oxygen begun, changed, stopped or over in a response: from the cylinder that it is on, or else
 * the first in use that nobody else is on.
 * @param {Board} board @param {Act} act
 */
export function paintOxygen(board, act) {
  const response = responseBy(board.responses, act.about.response);
  const { kind, values, given_by: giver } = act.body;
  const starts = act.about.kind === 'actions' && kind === 'oxygen_start';
  const stops = act.about.kind === 'over' || (act.about.kind === 'actions' && kind === 'oxygen_stop');
  if (!response || !board.supplies || !(starts || stops)) return;
  const at = happenedAt(act);
  const names = new Set(namesOf(response));
  const flows = (/** @type {SupplyItem} */ item) => (item.draws ?? []).filter((draw) => draw.until === null);
  const { items } = board.supplies;
  const mine = items.find((item) => flows(item).some((draw) => names.has(draw.response)));
  const inUse = items.filter((item) => item.in_use_since).sort((one, other) => flows(one).length - flows(other).length);
  shelf(board, (all) =>
    all.map((item) => (item.draws ? { ...item, draws: ended(item, ({ response: of }) => names.has(of), at) } : item)),
  );
  const from = mine?.in_use_since ? mine : inUse[0];
  if (!starts || !from || (giver && giver !== 'staff')) return;
  const first = /** @type {any} */ (board.room.protocol)?.action_defaults?.oxygen_start?.litres_per_minute;
  const draw = { response: response.id, since: at, until: null, litres_per_minute: values?.litres_per_minute ?? first ?? 0 };
  change(board, from.id, (item) => ({ ...item, draws: [...(item.draws ?? []), draw] }));
}

/** @param {Board} board @param {string} id @param {number} number pieces, or what the gauge shows @param {string} at */
function counted(board, id, number, at) {
  change(board, id, (item) =>
    at < item.counted_at
      ? item
      : { ...item, count: item.kind === 'oxygen' ? litresAt(item, number) : number, counted_at: at },
  );
}

/** @param {SupplyItem} item @param {(draw: import('../core/types.js').OxygenDraw) => boolean} which @param {string} at */
function ended(item, which, at) {
  return (item.draws ?? []).map((draw) => (draw.until === null && which(draw) ? { ...draw, until: at } : draw));
}

/** @param {Board} board @param {string} id @param {(item: SupplyItem) => SupplyItem} how */
export function change(board, id, how) {
  shelf(board, (items) => items.map((item) => (item.id === id ? how(item) : item)));
}

/** @param {Board} board @param {(items: SupplyItem[]) => SupplyItem[]} how */
function shelf(board, how) {
  const { since, items } = board.supplies ?? { since: null, items: [] };
  const next = how(items);
  board.supplies = { since: since ?? next[0]?.counted_at ?? null, items: next };
}

/** The last day of a month, where only that is printed. @param {string} said */
function wholeDay(said) {
  if (said.length > 7) return said;
  const [year, month] = said.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 0)).toISOString().slice(0, 10);
}
