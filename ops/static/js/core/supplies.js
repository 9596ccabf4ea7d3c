/**
 * The shelf: what is short, what is near its day, how much oxygen is left and for how long. Pure.
 * The twin of ops/domain/supplies.py and ops/domain/oxygen.py, as far as tablets tell of it;
 * everything about oxygen is estimated from what a gauge showed and the flows logged since.
 *
 * @typedef {import('./types.js').SupplyItem} SupplyItem
 * @typedef {import('./types.js').SupplyPlan} SupplyPlan
 * @typedef {{form: string, have: number, par: number}} Lacks
 * @typedef {{form: string, units: number}} Dose
 */

const DAY = 86_400_000;
const MINUTE = 60_000;
/** A cylinder counts towards the site's number while at least one in four of its litres is left. */
const ENOUGH = 4;
/** Units of one dose; more is a slip of the hand in its value. */
const MOST_UNITS = 20;

/** @param {SupplyItem} item @param {string} today as 2026-11-22, on the room's clock */
export function expired(item, today) {
  return Boolean(item.expires_on && item.expires_on < today);
}

/**
 * How many there are of a form: expired ones do not count, nor cylinders that are nearly empty.
 * @param {string} form @param {SupplyItem[]} items @param {string} today @param {number} now
 */
export function have(form, items, today, now) {
  const mine = items.filter((item) => item.form === form);
  const cylinders = mine.filter((item) => item.kind === 'oxygen');
  if (cylinders.length) {
    return cylinders.filter((item) => litresLeft(item, now) * ENOUGH >= (item.full_litres ?? 0)).length;
  }
  return mine.filter((item) => !expired(item, today)).reduce((sum, item) => sum + Math.max(0, item.count), 0);
}

/**
 * Forms of which there are fewer than there should be, in the site's order.
 * @param {SupplyPlan} plan @param {SupplyItem[]} items @param {string} today @param {number} now
 * @returns {Lacks[]}
 */
export function lacks(plan, items, today, now) {
  return Object.entries(plan.forms)
    .map(([form, { par }]) => ({ form, have: have(form, items, today, now), par }))
    .filter((one) => one.have < one.par);
}

/**
 * Batches with something in them whose day is over or near, soonest first.
 * @param {SupplyPlan} plan @param {SupplyItem[]} items @param {string} today
 * @returns {SupplyItem[]}
 */
export function expires(plan, items, today) {
  const near = new Date(Date.parse(today) + plan.expiring_within_days * DAY).toISOString().slice(0, 10);
  const key = (/** @type {SupplyItem} */ item) => `${item.expires_on} ${item.form}`;
  return items
    .filter((item) => item.kind !== 'oxygen' && item.count > 0 && item.expires_on && item.expires_on <= near)
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/**
 * What a dose of naloxone takes: two ampoules where one does not hold it; of several forms that one which
 * makes it up in fewest pieces, else the site's first. Null where none is given that way.
 * @param {SupplyPlan} plan @param {string | null | undefined} route @param {number | null | undefined} milligrams
 * @returns {Dose | null}
 */
export function doseOf(plan, route, milligrams) {
  const given = Object.entries(plan.forms).filter(([, { kind, routes }]) => kind === 'naloxone' && routes.includes(String(route)));
  const known = given.map(([form, { dose_mg: holds }]) => ({ form, pieces: piecesOf(holds, milligrams) }));
  const whole = known.filter(({ pieces }) => pieces && Number.isInteger(pieces));
  const fewest = whole.sort((one, other) => Number(one.pieces) - Number(other.pieces))[0] ?? known[0];
  if (!fewest) return null;
  return { form: fewest.form, units: Math.min(MOST_UNITS, Math.max(1, Math.ceil(fewest.pieces ?? 1))) };
}

/** @param {number | null | undefined} holds @param {number | null | undefined} milligrams */
function piecesOf(holds, milligrams) {
  if (!milligrams || !holds || milligrams < 0) return null;
  // 0.8 / 0.4 must not become three ampoules.
  return Number((milligrams / holds).toFixed(6));
}

/**
 * The batches it is taken from, one for each unit: what expires soonest and has not, then the newest of
 * the expired; where none are left the first goes below nothing.
 * @param {SupplyItem[]} items @param {Dose} dose @param {string} today
 * @returns {string[]} ids
 */
export function takesFrom(items, { form, units }, today) {
  const left = items.filter((item) => item.form === form).map((item) => ({ item, count: item.count }));
  if (!left.length) return [];
  const order = (/** @type {typeof left[number]} */ { item, count }) => {
    const expires = Date.parse(item.expires_on ?? '9999-12-31');
    const over = expired(item, today);
    return [Number(count <= 0), Number(over), over ? -expires : expires];
  };
  return Array.from({ length: units }, () => {
    const next = left.reduce((best, one) => (isBefore(order(one), order(best), one.item.id < best.item.id) ? one : best));
    next.count -= 1;
    return next.item.id;
  });
}

/** @param {number[]} one @param {number[]} other @param {boolean} otherwise where they are alike */
function isBefore(one, other, otherwise) {
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? otherwise : Number(one[at]) < Number(other[at]);
}

/** @param {SupplyItem} cylinder @param {number} now */
export function litresLeft(cylinder, now) {
  const read = Date.parse(cylinder.counted_at);
  const used = (cylinder.draws ?? []).reduce((sum, draw) => {
    const from = Math.max(Date.parse(draw.since), read);
    const until = draw.until === null ? now : Math.min(Date.parse(draw.until), now);
    return sum + (Math.max(0, until - from) / MINUTE) * draw.litres_per_minute;
  }, 0);
  return Math.max(0, cylinder.count - used);
}

/**
 * When it will be empty at the present flow, in milliseconds of the epoch; nothing flows: null.
 * @param {SupplyItem} cylinder @param {number} now
 */
export function emptyAt(cylinder, now) {
  const flow = (cylinder.draws ?? [])
    .filter((draw) => Date.parse(draw.since) <= now && (draw.until === null || Date.parse(draw.until) > now))
    .reduce((sum, draw) => sum + draw.litres_per_minute, 0);
  return flow > 0 ? now + (litresLeft(cylinder, now) / flow) * MINUTE : null;
}

/**
 * What its gauge would show now, in its own unit.
 * @param {SupplyItem} cylinder @param {number} now
 */
export function gaugeNow({ full_litres: full, gauge_full: gauge, ...cylinder }, now) {
  if (!full || !gauge) return 0;
  return Math.round((litresLeft(cylinder, now) * gauge) / full);
}

/**
 * What a gauge stands for, to the litre: as the server reckons it.
 * @param {SupplyItem} cylinder @param {number} gauge
 */
export function litresAt({ full_litres: full, gauge_full: most }, gauge) {
  if (!full || !most) return 0;
  return Math.floor((full * Math.min(gauge, most) + Math.floor(most / 2)) / most);
}
