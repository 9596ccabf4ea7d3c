/** A response with this tablet's unsent acts about it as a whole. Its log is `log.js`. Pure. */

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

import { happenedAt } from '../core/outbox_rules.js';
import { goingUntil, paused, runsOn } from '../floor/overlay_clock.js';
import { resumed } from '../floor/overlay_looks.js';
import { placeOf, responseBy } from '../floor/places.js';
import { attended, ended, leaves, listed } from './attendance.js';
import { RECONSTRUCTED } from './catch_up.js';
import { hardToRouse, SEDATED } from './clocks.js';
import { rowsOf } from './log.js';

/** Whoever does one of these is there. */
const ATTENDS = new Set(['here', 'actions', 'mark']);

/**
 * @param {Board} board written on
 * @param {Act} act
 * @param {Act[]} acts all that is painted, in order
 */
export function paintResponse(board, act, acts) {
  const response = responseBy(board.responses, act.about.response);
  if (!response) return;
  const at = Date.parse(happenedAt(act)) || act.made_at;
  const protocol = /** @type {any} */ (board.room.protocol) ?? {};
  const before = { ...response };
  if (ATTENDS.has(act.about.kind) || takesLead(response, act, at)) attended(board, response, act);
  if (act.about.kind === 'going') listed(response, act, 'going');
  if (act.about.kind === 'leave') leaves(board, response, [act.about.who, act.about.device], at);
  if (act.body.approximate) reconstructed(response);
  CHANGE[act.about.kind]?.(response, act, at, protocol);
  const rows = rowsOf(response, acts.slice(0, acts.indexOf(act)).filter((one) => isOf(response, one)));
  if (rows.some((row) => !row.voided) && (response.state === 'all_ok' || response.state === 'mis_tap')) {
    response.state = 'over';
  }
  follow(board, before, response, rows, new Date(at).toISOString());
  if (before.state === 'running' && response.state !== 'running') ended(board, response, new Date(at).toISOString());
}

/** Whoever leads is there; not who was named, nor after the end. @param {BoardResponse} response @param {Act} act @param {number} at */
function takesLead({ over_at }, { about, body }, at) {
  return about.kind === 'lead' && !body.to && (!over_at || at <= Date.parse(over_at));
}

/** What is placed afterwards says so on the record. @param {BoardResponse} response */
function reconstructed(response) {
  const { marks = [] } = response;
  if (!marks.includes(RECONSTRUCTED)) response.marks = [...marks, RECONSTRUCTED];
}

/** @param {BoardResponse} response @param {Act} act */
function isOf({ id, aliases }, { about }) {
  return about.response === id || Boolean(aliases?.includes(about.response));
}

/**
 * The stay of the person, in line with the response: the twin of `follow` in
 * ops/services/response_visits.py, as far as a tablet can tell. Who left says the server.
 * @param {Board} board
 * @param {BoardResponse} before
 * @param {BoardResponse} response
 * @param {import('./log.js').Row[]} rows
 * @param {string} at
 */
function follow(board, before, response, rows, at) {
  const first = before.visit === response.visit ? null : placeOf(board, before.visit);
  if (first && holds(before, first.visit.response) && !goesToAnother(board, before, first.visit)) {
    runsOn(board, first.visit, at);
  }
  const there = placeOf(board, response.visit);
  if (!there) return;
  if (response.state === 'running') {
    if (!there.visit.response) paused(there.visit, response.id);
  } else if (before.state === 'running' && holds(response, there.visit.response)) {
    if (!goesToAnother(board, response, there.visit)) resumed(board, there, at, howAfter(response, rows), sedatedSince(response, rows));
  }
}

/** @param {BoardResponse} response @param {string | null | undefined} named */
function holds({ id, aliases }, named) {
  return named === id || Boolean(named && aliases?.includes(named));
}

/**
 * Another one that runs for the same person takes their clock over, if there is one.
 * @param {Board} board @param {BoardResponse} response @param {import('../core/types.js').Visit} visit
 */
function goesToAnother(board, response, visit) {
  const other = board.responses.find((one) => one.state === 'running' && one.visit === visit.id && one.id !== response.id);
  if (other) visit.response = other.id;
  return Boolean(other);
}

/**
 * How the person is watched once it is done with: the twin of `answer_after` in ops/domain/response.py.
 * @param {BoardResponse} response @param {import('./log.js').Row[]} rows
 */
function howAfter(response, rows) {
  if (response.state === 'all_ok') return 'all_ok';
  if (response.state !== 'over') return null;
  const said = response.outcome?.state;
  if (said === 'awake') return 'keep_an_eye';
  if (said === 'sedated_breathing' || said === 'worse') return 'hard_to_rouse';
  const seen = rows.filter((row) => row.kind === 'assessment' && !row.voided && 'sedation' in row.values).at(-1);
  const sedated = seen ? SEDATED.has(seen.values.sedation) : response.kind === 'prolonged_sedation';
  return sedated ? 'hard_to_rouse' : 'keep_an_eye';
}

/**
 * Since when they are hard to rouse: the twin of `hard_to_rouse_since` in ops/domain/response.py.
 * @param {BoardResponse} response @param {import('./log.js').Row[]} rows
 */
function sedatedSince(response, rows) {
  const { awake, first } = hardToRouse(rows);
  if (response.kind === 'prolonged_sedation' && !awake) return response.began_at;
  return first?.happened_at ?? null;
}

/** @type {Record<string, (response: BoardResponse, act: Act, at: number, protocol: any) => void>} */
const CHANGE = {
  going(response, _act, at, protocol) {
    response.going_until = new Date(goingUntil(protocol, at)).toISOString();
  },
  lead(response, { body, about }) {
    response.lead = body.to ?? about.by?.who ?? response.lead ?? null;
  },
  amend(response, { body }) {
    if (body.action) return;
    if (body.kind) response.kind = body.kind;
    if (body.visit) response.visit = body.visit;
    if (body.booth) Object.assign(response, { booth: body.booth, seat: body.seat ?? null, place: null });
    else if (body.place) Object.assign(response, { booth: null, seat: null, place: body.place });
  },
  'more-hands'(response, { body }, at) {
    response.more_hands_at = body.on === false ? null : (response.more_hands_at ?? new Date(at).toISOString());
    // A call for help is never swallowed: after the end it runs again.
    if (body.on !== false && response.state !== 'running') Object.assign(response, { state: 'running', over_at: null });
  },
  over(response, _act, at) {
    response.state = 'over';
    response.over_at = new Date(at).toISOString();
  },
  outcome(response, { body, about }) {
    const { state = null, place = null, ambulance = null } = { ...response.outcome, ...said(body) };
    response.outcome = { state, place, ambulance, by: about.signed ?? about.by?.who ?? null };
  },
  care(response, { body }) {
    const { naloxone = null, somewhere = null, debrief = null } = { ...response.care, ...said(body) };
    response.care = { naloxone, somewhere, debrief };
  },
  'all-ok'(response, _act, at) {
    response.state = 'all_ok';
    response.over_at = new Date(at).toISOString();
  },
  'mis-tap'(response, _act, at) {
    response.state = 'mis_tap';
    response.over_at = new Date(at).toISOString();
  },
};

/** What is not said stays as it was. @param {Record<string, any>} body @returns {Record<string, any>} */
function said(body) {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined));
}
