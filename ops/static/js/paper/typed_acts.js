/** Typed rows as acts, each with the time that was written and marked as from paper. Pure. */

import { t, tn } from '../core/i18n.js';
import * as floorActs from '../floor/acts.js';
import { placeName } from '../floor/places.js';
import * as responseActs from '../response/acts.js';
import { actionKind, isBlank, readRow } from './typed_rows.js';
import { story } from './typed_story.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../floor/acts.js').FloorAct} FloorAct */
/** @typedef {import('./typed_rows.js').TypedRow} TypedRow */
/** @typedef {import('./typed_story.js').Told} Told */

/**
 * @typedef {object} Plan
 * @property {Map<string, string>} wrong what a row lacks, by its id
 * @property {{act: FloorAct, rows: string[]}[]} acts in the order they happened, with the rows each comes from
 */

/**
 * @param {TypedRow[]} rows @param {Board} board @param {string} site @param {number} now
 * @param {() => string} makeId
 * @returns {Plan}
 */
export function planOf(rows, board, site, now, makeId) {
  const wrong = new Map();
  const said = rows.filter((row) => !isBlank(row)).flatMap((row) => {
    const read = readRow(row, board, now);
    if (!('wrong' in read)) return [read];
    wrong.set(row.id, read.wrong);
    return [];
  });
  const told = story(said, board, makeId);
  for (const one of told) if (one.wrong) wrong.set(one.said.row, one.wrong);
  const acts = told.flatMap((one) => {
    const act = one.wrong || isEnd(one) ? null : actOf(one, told, board, site);
    const end = one.thing && one.said === one.thing.begun ? one.thing.ended : null;
    return act ? [{ act, rows: [one.said.row, ...(end ? [end.row] : [])] }] : [];
  });
  return { wrong, acts };
}

/** The end of a stay or response of the sheet goes with its beginning. @param {Told} told */
function isEnd({ said, thing }) {
  return thing !== null && said === thing.ended;
}

/** @param {Told} told @param {Told[]} all @param {Board} board @param {string} site @returns {FloorAct} */
function actOf(told, all, board, site) {
  const { said, thing, subject } = told;
  const begins = thing !== null && said === thing.begun;
  const act = begins ? beginning(told, site) : following(told, board, subject);
  const stays = begins && said.code.what === 'seated' && !thing.ended;
  // Nobody writes on paper that a place was wiped; somebody sits there, so it was.
  const otherwise = stays && isToBeCleaned(said, all, board) ? { room_says_otherwise: true } : {};
  const body = { ...act.body, ...otherwise, happened_at: instant(said.at), from_paper: true };
  return { ...act, body, lasting: true, ...(begins ? { id: thing.id } : {}) };
}

/**
 * As the board has it, or will have it once the sheet's other rows are on record.
 * @param {import('./typed_rows.js').Said} said @param {Told[]} all @param {Board} board
 */
function isToBeCleaned(said, all, board) {
  const { booth } = said.spot;
  const leaves = (/** @type {Told} */ one) => one.said.code.what === 'left' || one.said.to !== null;
  const emptied = all.some((one) => !one.thing && !one.wrong && leaves(one) && one.said.spot.booth === booth && one.said.at <= said.at);
  return emptied || board.booths.some((tile) => tile.id === booth && tile.status === 'cleaning');
}

/** @param {Told} told @param {string} site @returns {FloorAct} */
function beginning({ said, thing }, site) {
  const { spot, code } = said;
  const { ended, visit } = /** @type {import('./typed_story.js').Thing} */ (thing);
  const place = spot.place ? { place: spot.place } : { booth: spot.booth, seat: spot.seat };
  const label = `${spot.name} · ${code.word}`;
  const about = { kind: 'typed' };
  if (code.what === 'response') {
    const body = { ...place, ...(visit ? { visit } : {}), over_at: instant(ended?.at ?? said.at) };
    return { path: `/sites/${site}/past-responses`, body, label, about };
  }
  if (!ended) return floorActs.arrive(site, spot.name, place);
  return { path: `/sites/${site}/past-stays`, body: { ...place, left_at: instant(ended.at) }, label, about };
}

/** @param {Told} told @param {Board} board @param {string} subject @returns {FloorAct} */
function following({ said, thing }, board, subject) {
  const { spot, code, to } = said;
  if (code.group === 'response') {
    const act = responseActs.action(subject, actionKind(code), said.values);
    // A response of the sheet is on no board yet: there is nothing to paint.
    return thing ? { ...act, label: `${spot.name} · ${act.label}`, about: { kind: 'typed' } } : act;
  }
  if (code.what === 'left') return floorActs.leave(subject, spot.name);
  if (to) {
    const tile = board.booths.find((one) => one.id === to.booth);
    const name = tile ? placeName(tile, to.seat) : to.name;
    return floorActs.move(subject, spot.name, name, { booth: Number(to.booth), seat: String(to.seat) });
  }
  const where = code.what === 'not_here' ? { where: 'unknown' } : {};
  return floorActs.checkIn(subject, spot.name, code.what, where);
}

/** What a tap would send, in words. @param {Plan} plan */
export function planWords(plan) {
  const rows = new Set(plan.acts.flatMap((one) => one.rows)).size;
  return rows ? tn('Put %(n)s row on record', 'Put %(n)s rows on record', rows) : t('Put on record');
}

/** @param {number} at */
function instant(at) {
  return new Date(at).toISOString();
}
