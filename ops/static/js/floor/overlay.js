/**
 * The picture with this tablet's unsent acts on it, so that a room without a server still reads
 * right on the tablet that is being used. Pure. What is painted here says so (`unsent`), and
 * gives way to the server's own word as soon as that comes.
 */

import { millis } from '../core/format.js';
import { happenedAt } from '../core/outbox_rules.js';
import { paintResponse } from '../response/unsent.js';
import { joins } from './joining.js';
import { goingUntil, paused, sooner } from './overlay_clock.js';
import { paintDoses } from './overlay_doses.js';
import { PAINT_EYES } from './overlay_eyes.js';
import { PAINT_HELP } from './overlay_help.js';
import { PAINT_LINES } from './overlay_lines.js';
import { notHere, seen, stepOut } from './overlay_looks.js';
import { leave, PAINT_PLACES } from './overlay_places.js';
import { PAINT_ROOM } from './overlay_room.js';
import { PAINT_SHIFT } from './overlay_shift.js';
import { PAINT_STAFF } from './overlay_staff.js';
import { PAINT_SUPPLIES, paintOxygen } from './overlay_supplies.js';
import { boothOf, placeOf, responseBy } from './places.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/outbox_rules.js').Act} Act */

/**
 * @typedef {object} Picture
 * @property {Board} board
 * @property {Set<string>} unsent ids of visits, responses, booths ("booth:3"), points of the opening check
 *   ("opening:aed") and things on the shelf ("supply:…") with an act still to send
 */

/**
 * @param {Board} told
 * @param {Act[]} acts unsent, in order
 * @returns {Picture}
 */
export function painted(told, acts) {
  const all = standing(acts);
  const { board, taken } = withActs(told, all);
  return { board, unsent: new Set([...all.flatMap(concerns), ...taken.map((batch) => `supply:${batch}`)]) };
}

/**
 * The room as it was told, with what is on record and not yet in it.
 * @param {Board} told without what the server answered to them, which has them in it already
 * @param {Act[]} landing
 * @param {Act[]} acts unsent, after them
 * @returns {Board}
 */
export function landed(told, landing, acts) {
  return withActs(told, standing([...landing, ...acts]).filter((act) => landing.includes(act))).board;
}

/** Those that are not taken back by another of them. @param {Act[]} acts */
function standing(acts) {
  const undone = new Set(acts.map((act) => act.about.command));
  return acts.filter((act) => !undone.has(act.id));
}

/**
 * @param {Board} told
 * @param {Act[]} acts
 * @returns {{board: Board, taken: string[]}} `taken`: the batches that doses were taken from
 */
function withActs(told, acts) {
  if (!acts.length) return { board: told, taken: [] };
  const board = copied(told);
  for (const act of acts) {
    if (act.about.response) {
      paintResponse(board, act, acts);
      paintOxygen(board, act);
    } else PAINT[act.about.kind]?.(board, act);
  }
  // After all that was counted: what is from before a count takes nothing.
  return { board, taken: paintDoses(board, acts) };
}

const MAKES = new Set(['arrive', 'respond', 'bulletin']);

/** What an act is about, and what it makes, by the names of `Picture`. @param {Act} act @returns {string[]} */
function concerns({ id, about }) {
  const makes = MAKES.has(about.kind) || about.found ? id : null;
  const booth = about.booth && !about.visit && !makes ? `booth:${about.booth}` : null;
  const point = about.point ? `opening:${about.point}` : null;
  const onShelf = about.kind === 'supply' ? id : about.supply;
  const supply = onShelf ? `supply:${onShelf}` : null;
  return [makes, about.visit, about.response, booth, point, supply].filter((one) => typeof one === 'string');
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

/** @type {Record<string, (board: Board, act: Act) => void>} */
const PAINT = {
  ...PAINT_ROOM,
  ...PAINT_EYES,
  ...PAINT_HELP,
  ...PAINT_STAFF,
  ...PAINT_SHIFT,
  ...PAINT_PLACES,
  ...PAINT_LINES,
  ...PAINT_SUPPLIES,
  'check-ins': checkIn,
  respond,
  going,
  'step-out'(board, act) {
    const there = placeOf(board, act.about.visit);
    if (there && there.visit.state !== 'stepped_out') stepOut(board, there.visit, happenedAt(act), act.about.to ?? null);
  },
  episodes: usesAgain,
  extend,
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
  const there = placeOf(board, act.about.visit);
  if (!there) return;
  const { answer, where } = act.about;
  if (answer === 'not_here' && where === 'left') leave(board, act);
  else if (answer === 'not_here') notHere(board, there, happenedAt(act), where);
  else seen(board, there, happenedAt(act), answer);
}

/** One more use, also in aftercare. @param {Board} board @param {Act} act */
function usesAgain(board, act) {
  const there = placeOf(board, act.about.visit);
  if (!there) return;
  /** @type {import('./overlay_clock.js').Stay} */
  const visit = there.visit;
  visit.episodes = (visit.episodes ?? 0) + 1;
  visit.stage = 'using';
  if (visit.state === 'aftercare') visit.state = 'using';
  sooner(board, visit, happenedAt(act));
}

/** @param {Board} board @param {Act} act */
function extend(board, act) {
  const there = placeOf(board, act.about.visit);
  const by = Number(board.room.protocol?.extend_by);
  if (!there || Number.isNaN(by)) return;
  const start = Math.max(millis(there.visit.usual_until) ?? 0, Date.parse(happenedAt(act)));
  there.visit.usual_until = new Date(start + by * 1000).toISOString();
}

/** @param {Board} board @param {Act} act */
function going(board, act) {
  const there = placeOf(board, act.about.visit);
  if (!there) return;
  const at = Date.parse(happenedAt(act));
  if (at < (millis(there.visit.last_look_at) ?? 0)) return;
  const until = goingUntil(board.room.protocol, at);
  there.visit.going_until = new Date(Math.max(until, millis(there.visit.going_until) ?? 0)).toISOString();
}

/** @param {Board} board @param {Act} act */
function respond(board, act) {
  if (responseBy(board.responses, act.id)) return;
  const { booth, seat, place, visit, another } = act.about;
  const running = another ? null : joins(board.responses, { at: happenedAt(act), booth, seat, place, visit });
  if (running) {
    running.aliases = [...(running.aliases ?? []), act.id];
    running.visit ??= visit ?? null;
  } else board.responses.push(freshResponse(act.id, happenedAt(act), { booth, seat, place, visit }));
  const there = placeOf(board, visit);
  if (there && !there.visit.response) paused(there.visit, running?.id ?? act.id);
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
