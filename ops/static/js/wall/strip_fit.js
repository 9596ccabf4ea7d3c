/**
 * How wordily each item of the bar is said, and in which of its rows. Pure arithmetic in
 * units of a 1080p screen.
 *
 * @typedef {import('./strip.js').Item} Item
 * @typedef {import('./strip.js').Wording} Wording
 * @typedef {import('./measure.js').Measure} Measure
 *
 * @typedef {{item: Item, wording: Wording}} Shown
 * @typedef {{chips: Shown[], lead: string, more: number}} Row
 * @typedef {{width: number, rows: number, size: number}} Bar size of the letters
 */

import { t } from '../core/i18n.js';

const CHIP_FRAME = 2 * 16 + 6;
const BETWEEN = 12;
const GAP = 10;

/**
 * 1. The worst with its time, wherever that has room; whoever calls for more hands; then
 *    the others in their order, each in its shortest wording, as many as have room. The
 *    rest is counted, never shortened further.
 * 2. Each in turn, the worst first, with its time; then, in turn again, as full as the
 *    room left in its row allows.
 * 3. Who is next, as long as there is room.
 *
 * @param {Item[]} items loudest first
 * @param {Bar} bar
 * @param {Measure} measure
 * @returns {{rows: Row[], hidden: Item[]}} rows with something in them, and what is only counted
 */
export function fitStrip(items, bar, measure) {
  const pressing = items.filter((item) => item.tone !== 'next').map(shortest);
  const worst = pressing.shift();
  const chosen = worst ? choose(timed(worst, pressing, bar, measure), pressing, bar, measure) : [];
  const shown = new Set(chosen.map((one) => one.item));
  const hidden = pressing.map((one) => one.item).filter((item) => !shown.has(item));
  const rows = packed(chosen, hidden.length, bar, measure) ?? [{ chips: chosen, lead: '', more: hidden.length }];
  for (const row of rows) fill(row, bar, measure);
  if (!hidden.length) follow(rows, items.filter((item) => item.tone === 'next'), bar, measure);
  return { rows: rows.filter((row) => row.chips.length > 0), hidden };
}

/**
 * @param {Item} item
 * @returns {Shown}
 */
function shortest(item) {
  return { item, wording: /** @type {Wording} */ (item.wordings.at(-1)) };
}

/** @param {Shown} one */
function calls(one) {
  return one.item.tone === 'hands';
}

/**
 * The worst with as much of its time as leaves room for a call for more hands.
 *
 * @param {Shown} worst
 * @param {Shown[]} others
 * @param {Bar} bar
 * @param {Measure} measure
 * @returns {Shown}
 */
function timed({ item, wording }, others, bar, measure) {
  const time = item.wordings[0]?.time;
  const wordings = [...item.wordings].reverse();
  const found = [wordings.find((one) => one.time === time), wordings.find((one) => one.time !== ''), wording];
  const choices = found.flatMap((one) => (one ? [{ item, wording: one }] : []));
  const call = others.find(calls);
  const beside = call ? [call] : [];
  const fits = (/** @type {Shown[]} */ more) =>
    choices.find((one) => packed([one, ...more], others.length - more.length, bar, measure));
  return fits(beside) ?? fits([]) ?? { item, wording };
}

/**
 * @param {Shown} worst
 * @param {Shown[]} others
 * @param {Bar} bar
 * @param {Measure} measure
 */
function choose(worst, others, bar, measure) {
  /** @type {Set<Shown>} */
  const chosen = new Set();
  const kept = () => [worst, ...others.filter((one) => chosen.has(one))];
  for (const one of [...others.filter(calls), ...others.filter((other) => !calls(other))]) {
    chosen.add(one);
    if (packed(kept(), others.length - chosen.size, bar, measure)) continue;
    chosen.delete(one);
    // Nobody is passed over for somebody less pressing with a shorter name; a screen may be.
    if (!calls(one) && one.item.tone !== 'silent') break;
  }
  return kept();
}

/**
 * The chips in rows one after another, or null when they need more rows than there are.
 *
 * @param {Shown[]} chips
 * @param {number} more how many are only counted
 * @param {Bar} bar
 * @param {Measure} measure
 * @returns {Row[] | null}
 */
function packed(chips, more, bar, measure) {
  const rows = [row()];
  for (const chip of chips) {
    const last = /** @type {Row} */ (rows.at(-1));
    if (last.chips.length && widthOf({ ...last, chips: [...last.chips, chip] }, bar, measure) > bar.width) rows.push(row());
    rows.at(-1)?.chips.push(chip);
  }
  const last = /** @type {Row} */ (rows.at(-1));
  last.more = more;
  return rows.length <= bar.rows && widthOf(last, bar, measure) <= bar.width ? rows : null;
}

/** @returns {Row} */
function row() {
  return { chips: [], lead: '', more: 0 };
}

/**
 * @param {Row} one
 * @param {Bar} bar
 * @param {Measure} measure
 */
function fill(one, bar, measure) {
  for (const from of [-2, 0]) {
    one.chips.forEach(({ item, wording }, at) => {
      const fuller = item.wordings.slice(0, item.wordings.indexOf(wording)).slice(from);
      for (const next of fuller) {
        const chips = one.chips.map((other, place) => (place === at ? { item, wording: next } : other));
        if (widthOf({ ...one, chips }, bar, measure) > bar.width) continue;
        one.chips = chips;
        return;
      }
    });
  }
}

/**
 * @param {Row[]} rows
 * @param {Item[]} items
 * @param {Bar} bar
 * @param {Measure} measure
 */
function follow(rows, items, bar, measure) {
  let last = /** @type {Row} */ (rows.at(-1));
  for (const item of items) {
    const longer = { ...last, lead: t('Next'), chips: [...last.chips, shortest(item)] };
    if (widthOf(longer, bar, measure) > bar.width) {
      if (last.lead || rows.length === bar.rows) return;
      rows.push((last = { ...row(), lead: t('Next') }));
      last.chips.push(shortest(item));
    } else Object.assign(last, longer);
  }
}

/**
 * @param {Row} one
 * @param {Bar} bar
 * @param {Measure} measure
 */
export function widthOf({ chips, lead, more }, bar, measure) {
  const counted = more ? CHIP_FRAME + GAP + measure(`+${more}`) * bar.size : 0;
  const before = lead ? CHIP_FRAME + GAP + measure(lead) * bar.size : 0;
  return chips.reduce((sum, chip) => sum + GAP + chipWidth(chip, bar, measure), before + counted - GAP);
}

/**
 * @param {Shown} shown
 * @param {Bar} bar
 * @param {Measure} measure
 */
function chipWidth({ item, wording }, bar, measure) {
  const shape = item.shape ? bar.size + BETWEEN : 0;
  const time = wording.time ? BETWEEN + 8 + measure(wording.time) * bar.size : 0;
  return CHIP_FRAME + shape + measure(wording.text) * bar.size + time;
}
