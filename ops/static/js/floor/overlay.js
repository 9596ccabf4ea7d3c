/**
 * The picture with this tablet's unsent acts on it, so that a room without a server still reads
 * right on the tablet that is being used. Pure. What is painted here says so (`unsent`), and
 * gives way to the server's own word as soon as that comes.
 */

import { paintResponse } from '../response/unsent.js';
import { joins } from './joining.js';
import { DEADLINES, lookedAt, satDown } from './overlay_clock.js';
import { PAINT_EYES } from './overlay_eyes.js';
import { PAINT_ROOM } from './overlay_room.js';
import { PAINT_STAFF } from './overlay_staff.js';
import { boothOf, placeAt, placeOf, responseBy } from './places.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

/**
 * @typedef {object} Picture
 * @property {Board} board
 * @property {Set<string>} unsent ids of visits, booths ("booth:3") and points of the opening check
 *   ("opening:aed") with an act still to send
 */

const GOING_FOR = 120_000;

/**
 * @param {Board} told
 * @param {Act[]} acts unsent, in order
 * @param {Act[]} [landing] on record before them, and not yet in what was told
 * @returns {Picture}
 */
export function painted(told, acts, landing = []) {
  /** @type {Picture} */
  const picture = { board: told, unsent: new Set() };
  const all = [...landing, ...acts];
  if (!all.length) return picture;
  picture.board = copied(told);
  const undone = new Set(all.map((act) => act.about.command));
  for (const act of all) {
    if (undone.has(act.id)) continue;
    const { visit, booth, point } = act.about;
    if (visit && !landing.includes(act)) picture.unsent.add(visit);
    if (booth && !landing.includes(act)) picture.unsent.add(`booth:${booth}`);
    if (point && !landing.includes(act)) picture.unsent.add(`opening:${point}`);
    if (act.about.response) paintResponse(picture.board, act);
    else PAINT[act.about.kind]?.(picture.board, act);
  }
  return picture;
}

/** Deep enough to write on: lists, tiles, seats, visits. @param {Board} board @returns {Board} */
function copied(board) {
  const booths = board.booths.map((tile) => ({
    ...tile,
    seats: tile.seats.map((seat) => (seat.visit ? { ...seat, visit: { ...seat.visit } } : { ...seat })),
  }));
  return {
    ...board,
    booths,
    waiting: board.waiting.map((one) => ({ ...one })),
    responses: board.responses.map((one) => ({ ...one })),
  };
}

/** @param {Act} act */
function happened(act) {
  return String(act.body.happened_at ?? new Date(act.made_at).toISOString());
}

/** @type {Record<string, (board: Board, act: Act) => void>} */
const PAINT = {
  ...PAINT_ROOM,
  ...PAINT_EYES,
  ...PAINT_STAFF,
  'check-ins': checkIn,
  arrive,
  move,
  seat: fromWaiting,
  end: leave,
  respond,
  going(board, act) {
    const found = placeOf(board, act.about.visit);
    if (found) found.visit.going_until = new Date(Date.parse(happened(act)) + GOING_FOR).toISOString();
  },
  'step-out'(board, act) {
    const found = placeOf(board, act.about.visit);
    if (found) Object.assign(found.visit, { state: 'stepped_out', stepped_out_to: act.about.to });
  },
  back(board, act) {
    const found = placeOf(board, act.about.visit);
    if (found) found.visit.state = 'using';
  },
  call(board, act) {
    const person = board.waiting.find((one) => one.id === act.about.visit);
    if (person) person.state = 'called';
  },
  'leave-waiting'(board, act) {
    board.waiting = board.waiting.filter((one) => one.id !== act.about.visit);
  },
  cleaned(board, act) {
    const tile = boothOf(board, act.about.booth);
    if (tile?.status === 'cleaning') tile.status = 'free';
  },
  close(board, act) {
    const tile = boothOf(board, act.about.booth);
    if (tile && tile.status !== 'occupied') tile.status = 'closed';
  },
  open(board, act) {
    const tile = boothOf(board, act.about.booth);
    if (tile && tile.status !== 'occupied') tile.status = 'free';
  },
  clock_right(board, act) {
    board.notices = board.notices.filter((one) => one.id !== act.about.notice);
  },
};

/** @param {Board} board @param {Act} act */
function checkIn(board, act) {
  const found = placeOf(board, act.about.visit);
  if (!found) return;
  const { answer, where } = act.about;
  if (answer === 'not_here' && where === 'left') return leave(board, act);
  if (answer === 'not_here') {
    found.visit.state = where === 'washroom' ? 'stepped_out' : 'looked_for';
    found.visit.stepped_out_to = where === 'washroom' ? 'washroom' : null;
  }
  lookedAt(board, found.visit, happened(act), answer);
  found.visit.answer = answer;
}

/** @param {Board} board @param {Act} act */
function arrive(board, act) {
  const at = happened(act);
  const { booth, seat, route, handle, substances, look } = act.about;
  const person = { id: act.id, route: route ?? null, handle: handle ?? null, substances: substances ?? [], look };
  const place = placeAt(board, booth, seat);
  if (booth === undefined)
    board.waiting.push({ ...person, state: 'waiting', arrived_at: at, position: board.waiting.length + 1 });
  else if (place && !place.seat.visit) {
    sitDown(board, place, { ...person, state: 'using', arrived_at: at, seated_at: at, answer: null });
  }
}

/** @param {Board} board @param {Act} act */
function fromWaiting(board, act) {
  const person = board.waiting.find((one) => one.id === act.about.visit);
  const place = placeAt(board, act.about.booth, act.about.seat);
  if (!person || !place || place.seat.visit) return;
  board.waiting = board.waiting.filter((one) => one !== person);
  const { position: _position, hold_until: _hold, called_at: _called, ...kept } = person;
  sitDown(board, place, { ...kept, state: 'using', seated_at: happened(act), answer: null });
}

/**
 * @param {Board} board
 * @param {import('./places.js').Place} place
 * @param {Visit} visit
 */
function sitDown(board, place, visit) {
  satDown(board, visit, String(visit.seated_at));
  place.seat.visit = visit;
  place.tile.status = 'occupied';
}

/** @param {Board} board @param {Act} act */
function move(board, act) {
  const from = placeOf(board, act.about.visit);
  const to = placeAt(board, act.about.booth, act.about.seat);
  if (!from || !to || to.seat.visit) return;
  delete from.seat.visit;
  emptied(from.tile, happened(act));
  to.seat.visit = from.visit;
  to.tile.status = 'occupied';
  for (const one of board.responses) {
    const theirs = one.state === 'running' && one.visit === from.visit.id && one.booth === from.tile.id;
    if (theirs) Object.assign(one, { booth: to.tile.id, seat: to.seat.mark });
  }
}

/** @param {Board} board @param {Act} act */
function leave(board, act) {
  const found = placeOf(board, act.about.visit);
  if (!found) return;
  delete found.seat.visit;
  emptied(found.tile, happened(act));
}

/**
 * Somebody left a seat of it. Only the last one leaves a place to be cleaned, if it is wiped at all.
 * @param {import('../core/types.js').Tile} tile
 * @param {string} at
 */
function emptied(tile, at) {
  if (tile.seats.some((seat) => seat.visit)) return;
  tile.status = tile.wiped === false ? 'free' : 'cleaning';
  if (tile.status === 'cleaning') tile.cleaning_since = at;
}

/** @param {Board} board @param {Act} act */
function respond(board, act) {
  if (responseBy(board.responses, act.id)) return;
  const { booth, seat, place, visit, another } = act.about;
  const running = another ? null : joins(board.responses, { at: happened(act), booth, seat, place, visit });
  if (running) {
    running.aliases = [...(running.aliases ?? []), act.id];
    return;
  }
  board.responses.push(freshResponse(act.id, happened(act), { booth, seat, place, visit }));
  const found = placeOf(board, visit);
  if (!found) return;
  found.visit.response = act.id;
  for (const name of DEADLINES) found.visit[name] = null;
}

/**
 * @param {string} id
 * @param {string} at
 * @param {{booth?: number, seat?: string, place?: string, visit?: string}} where
 * @returns {BoardResponse}
 */
function freshResponse(id, at, where) {
  return {
    id,
    booth: where.booth ?? null,
    seat: where.seat ?? null,
    place: where.place ?? null,
    visit: where.visit ?? null,
    kind: 'unknown',
    state: 'running',
    began_at: at,
    going_until: null,
    attended_until: null,
    there: 0,
    going: 0,
    more_hands_at: null,
    over_at: null,
    complete: false,
    aliases: [],
    people: [],
    missing: [],
    marks: [],
    outcome: null,
    actions: [],
  };
}
