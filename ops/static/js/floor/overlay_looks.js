/**
 * What a look, or the end of a response, makes of a stay before the server has judged it: the twin
 * of ops/domain/visit_looks.py and of `resume` in visit_steps.py. tests/vectors/looks.json holds
 * the two together. Pure; what is given is written on.
 */

import { millis } from '../core/format.js';
import { rowsOf, standing } from '../response/log.js';
import { nextLook, runsOn } from './overlay_clock.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').LastAnswer} LastAnswer */
/** @typedef {import('./overlay_clock.js').Stay} Stay */
/** @typedef {{tile: import('../core/types.js').Tile, visit: Stay}} There */

/** @type {Record<string, Stay['track']>} asleep keeps the track it found: sleep does not undo a worry */
const TRACKS = { ok: 'regular', keep_an_eye: 'keep_an_eye', hard_to_rouse: 'sedation' };

/** @param {Stay} visit */
export function isOut(visit) {
  return visit.state === 'stepped_out' || visit.state === 'looked_for';
}

/**
 * One of the answers of somebody who was looked at. Older than the last look it changes nothing.
 * @param {Board} board
 * @param {There} there
 * @param {string} at
 * @param {LastAnswer} answer
 */
export function seen(board, { tile, visit }, at, answer) {
  if (isOlder(visit, at)) return;
  answered(board, visit, at, answer);
  inPlace(visit, tile);
  nextLook(board, visit, at);
}

/**
 * "Not here" by itself ends nothing: they are in the washroom, or looked for.
 * @param {Board} board
 * @param {There} there
 * @param {string} at
 * @param {string | null} [where]
 */
export function notHere(board, { visit }, at, where = null) {
  if (isOlder(visit, at)) return;
  const worrying =
    visit.answer === 'keep_an_eye' || visit.answer === 'hard_to_rouse' || isWatched(visit) || hadNaloxone(board, visit);
  Object.assign(visit, { last_look_at: at, answer: 'not_here', asleep_in_a_row: 0, ask_rouse: false });
  if (where === 'washroom') return stepOut(board, visit, at, where);
  goOut(visit);
  const nobodyKnows = where === null || where === 'unknown';
  Object.assign(visit, { state: 'looked_for', stepped_out_to: where, look_outside: worrying && nobodyKnows });
  nextLook(board, visit, at);
}

/** @param {Board} board @param {Stay} visit @param {string} at @param {string | null} to */
export function stepOut(board, visit, at, to) {
  goOut(visit);
  Object.assign(visit, { state: 'stepped_out', stepped_out_to: to, look_outside: false });
  nextLook(board, visit, at);
  visit.stepped_out_until = visit.due_at ?? at;
}

/** Whoever was out is where they were before. @param {Stay} visit @param {import('../core/types.js').Tile} tile */
export function inPlace(visit, tile) {
  if (!isOut(visit)) return;
  // Before they went out the tablet may not have been there: then it does not know.
  if (visit.stage === undefined) visit.stage = null;
  const state = visit.stage ?? (tile.kind === 'aftercare' ? 'aftercare' : 'using');
  Object.assign(visit, { state, stepped_out_to: null, stepped_out_until: null, look_outside: false });
}

/** Seen again; "not here" is no longer the last word. @param {Board} board @param {Stay} visit @param {string} at */
export function found(board, visit, at) {
  visit.last_look_at = at;
  if (visit.answer === 'not_here') visit.answer = null;
  nextLook(board, visit, at);
}

/** What stepping out returns to. @param {Stay} visit */
function goOut(visit) {
  if (!isOut(visit) && visit.stage === undefined) visit.stage = visit.state === 'aftercare' ? 'aftercare' : 'using';
}

/**
 * The response is done with. Over: aftercare, on the track its log asks for. All OK: whether
 * colleagues are still at work in it the server knows, so until then an eye is kept on them. Null,
 * a mis-tap or somebody else meant: nobody looked, the clock from before runs on.
 * @param {Board} board
 * @param {There} there
 * @param {string} at
 * @param {'all_ok' | 'keep_an_eye' | 'hard_to_rouse' | null} how
 * @param {string | null} [since] from when on they were hard to rouse
 */
export function resumed(board, { tile, visit }, at, how, since = null) {
  const seenSince = isOlder(visit, at);
  runsOn(board, visit, at);
  if (how === null) return;
  inPlace(visit, tile);
  if (how !== 'all_ok') Object.assign(visit, { state: 'aftercare', stage: 'aftercare' });
  if (seenSince) return;
  answered(board, visit, at, how === 'all_ok' ? 'keep_an_eye' : how, how === 'hard_to_rouse' ? since : null);
  nextLook(board, visit, at);
}

/**
 * @param {Board} board @param {Stay} visit @param {string} at @param {LastAnswer} answer
 * @param {string | null} [since] from when on it was so, where that is earlier
 */
function answered(board, visit, at, answer, since = null) {
  const track = TRACKS[answer] ?? visit.track ?? 'regular';
  if (track !== visit.track) visit.track_since = since !== null && since < at ? since : at;
  const asleep = answer === 'asleep' ? (visit.asleep_in_a_row ?? 0) + 1 : 0;
  const asked = Number(board.room.protocol?.ask_rouse_after ?? Infinity);
  Object.assign(visit, { last_look_at: at, answer, track, asleep_in_a_row: asleep, ask_rouse: asleep >= asked });
}

/** @param {Stay} visit @param {string} at */
function isOlder(visit, at) {
  const looked = millis(visit.last_look_at);
  return looked !== null && Date.parse(at) <= looked;
}

/** @param {Stay} visit */
function isWatched(visit) {
  return visit.track === 'keep_an_eye' || visit.track === 'sedation';
}

/** As far as a log that is still on the board tells. @param {Board} board @param {Stay} visit */
function hadNaloxone(board, visit) {
  return board.responses.some(
    (one) => one.visit === visit.id && standing(rowsOf(one, [])).some((row) => row.kind === 'naloxone'),
  );
}
