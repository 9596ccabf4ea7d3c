/** A response with this tablet's unsent acts about it as a whole. Its log is `log.js`. Pure. */

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

import { happenedAt } from '../core/outbox_rules.js';
import { paused, runsOn } from '../floor/overlay_clock.js';
import { resumed } from '../floor/overlay_looks.js';
import { placeOf, responseBy } from '../floor/places.js';
import { rowsOf } from './log.js';

const GOING_FOR = 120_000;
const ATTENDED_FOR = 180_000;

/** Words of the sedation scale for someone who is hard to rouse. */
const SEDATED = new Set(['responds_to_pressure', 'unresponsive']);

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
  if (act.about.kind === 'leave') leaves(board, response, [act.about.who, act.about.device], at);
  const before = { ...response };
  CHANGE[act.about.kind]?.(response, act.body, at, protocol);
  const rows = rowsOf(response, acts.slice(0, acts.indexOf(act)).filter((one) => isOf(response, one)));
  if (rows.some((row) => !row.voided) && (response.state === 'all_ok' || response.state === 'mis_tap')) {
    response.state = 'over';
  }
  follow(board, before, response, rows, new Date(at).toISOString());
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
  if (first && holds(before, first.visit.response) && !heldByAnother(board, before, first.visit)) {
    runsOn(board, first.visit, at);
  }
  const there = placeOf(board, response.visit);
  if (!there) return;
  if (response.state === 'running') {
    if (!there.visit.response) paused(there.visit, response.id);
  } else if (before.state === 'running' && holds(response, there.visit.response)) {
    if (!heldByAnother(board, response, there.visit)) resumed(board, there, at, howAfter(response, rows));
  }
}

/** @param {BoardResponse} response @param {string | null | undefined} named */
function holds({ id, aliases }, named) {
  return named === id || Boolean(named && aliases?.includes(named));
}

/**
 * Another one that runs for the same person takes their clock over.
 * @param {Board} board @param {BoardResponse} response @param {import('../core/types.js').Visit} visit
 */
function heldByAnother(board, response, visit) {
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

/** @type {Record<string, (response: BoardResponse, body: Record<string, any>, at: number, protocol: any) => void>} */
const CHANGE = {
  going(response, _body, at, protocol) {
    response.going_until = new Date(at + (protocol.going_for * 1000 || GOING_FOR)).toISOString();
  },
  here: attended,
  actions: attended,
  mark: attended,
  amend(response, body) {
    if (body.action) return;
    if (body.kind) response.kind = body.kind;
    if (body.visit) response.visit = body.visit;
    if (body.booth) Object.assign(response, { booth: body.booth, seat: body.seat ?? null, place: null });
    else if (body.place) Object.assign(response, { booth: null, seat: null, place: body.place });
  },
  'more-hands'(response, body, at) {
    response.more_hands_at = body.on === false ? null : (response.more_hands_at ?? new Date(at).toISOString());
    // A call for help is never swallowed: after the end it runs again.
    if (body.on !== false && response.state !== 'running') Object.assign(response, { state: 'running', over_at: null });
  },
  over(response, _body, at) {
    response.state = 'over';
    response.over_at = new Date(at).toISOString();
  },
  outcome(response, body) {
    const { state = null, place = null, ambulance = null } = response.outcome ?? {};
    response.outcome = {
      state: body.state ?? state,
      place: body.place ?? place,
      ambulance: body.ambulance ?? ambulance,
    };
  },
  'all-ok'(response, _body, at) {
    response.state = 'all_ok';
    response.over_at = new Date(at).toISOString();
  },
  'mis-tap'(response, _body, at) {
    response.state = 'mis_tap';
    response.over_at = new Date(at).toISOString();
  },
};

/** @param {BoardResponse} response @param {Record<string, any>} _body @param {number} at @param {any} protocol */
function attended(response, _body, at, protocol) {
  response.attended_until = new Date(at + (protocol.attended_for * 1000 || ATTENDED_FOR)).toISOString();
  if (!response.there) response.there = 1;
}

/**
 * Somebody is not there any more, nor on the way. With the last of them it sounds again.
 * @param {Board} board written on
 * @param {BoardResponse} response
 * @param {string[]} names of whom it could mean, the likeliest first
 * @param {number} at
 */
export function leaves(board, response, names, at) {
  const people = response.people ?? [];
  const [gone] = names.flatMap((name) => people.filter((one) => one.who === name));
  // Whom only an act still to send brought there is on no list yet.
  if (!gone && people.length) return;
  const still = people.filter((one) => one !== gone);
  const until = new Date(at).toISOString();
  response.people = still;
  response.there = still.filter((one) => one.state === 'here').length;
  response.going = still.length - response.there;
  if (!response.there) response.attended_until = earlier(response.attended_until, until);
  if (!response.going) response.going_until = earlier(response.going_until, until);
  if (gone?.state === 'here') response.left = [...(response.left ?? []), { who: gone.who, since: gone.since, until }];
  const elsewhere = board.responses.some((one) => one.state === 'running' && one.people?.some(({ who }) => who === gone?.who));
  board.staff = board.staff.map((one) =>
    one.name === gone?.who && one.place === 'response' && !elsewhere ? { ...one, place: 'floor' } : one,
  );
}

/** @param {string | null} one @param {string} other */
function earlier(one, other) {
  return one !== null && Date.parse(one) > Date.parse(other) ? other : one;
}
