/**
 * Who is in a response, with this tablet's unsent acts on it: the twin of
 * ops/domain/response_attendance.py, and of the chips that follow in ops/services/response_staff.py.
 * Pure; what is given is written on.
 */

import { happenedAt } from '../core/outbox_rules.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/outbox_rules.js').Act} Act */
/** @typedef {NonNullable<BoardResponse['people']>[number]} Person */

const ATTENDED_FOR = 180_000;
/** Acts that say who is there, where others only show that somebody is. */
const SAYS_SO = new Set(['here', 'lead']);

/**
 * Whoever logs, or leads, is there. A tablet without a name chip stands as itself; one that only logs is nobody
 * new while somebody is there by name, as it may be theirs.
 * @param {Board} board @param {BoardResponse} response @param {Act} act
 */
export function attended(board, response, act) {
  const at = Date.parse(happenedAt(act));
  if (response.state === 'running') response.attended_until = later(response.attended_until, at + period(board, response));
  const { by } = act.about;
  const named = response.people?.some((one) => one.state === 'here' && board.staff.some(({ name }) => name === one.who));
  if (by && (SAYS_SO.has(act.about.kind) || by.who !== by.device || !named)) listed(response, act, 'here');
  if (!response.there) response.there = 1;
  if (by) chip(board, by.who, 'floor', 'response', happenedAt(act));
}

/**
 * Somebody goes, or is there: who is there stays there; a name takes its tablet's entry.
 * @param {BoardResponse} response @param {Act} act @param {Person['state']} state
 */
export function listed(response, act, state) {
  const { by } = act.about;
  if (!by) return;
  const people = new Map((response.people ?? []).map((one) => [one.who, one]));
  let known = people.get(by.who);
  if (!known && by.who !== by.device) {
    const tablet = people.get(by.device);
    if (tablet && (tablet.state !== 'here' || state !== 'going')) {
      people.delete(by.device);
      known = tablet;
    }
  }
  const fresh = !known || (known.state === 'going' && state === 'here');
  people.set(by.who, fresh || !known ? { who: by.who, state, since: happenedAt(act) } : { ...known, who: by.who });
  counted(response, [...people.values()]);
}

/**
 * Somebody is not there any more, nor on the way. With the last of them it sounds again.
 * @param {Board} board
 * @param {BoardResponse} response
 * @param {string[]} names of whom it could mean, the likeliest first
 * @param {number} at
 */
export function leaves(board, response, names, at) {
  const people = response.people ?? [];
  const [gone] = names.flatMap((name) => people.filter((one) => one.who === name));
  // Whom only an act still to send brought there may be on no list.
  if (!gone && people.length) return;
  const until = new Date(at).toISOString();
  counted(response, people.filter((one) => one !== gone));
  if (!response.there) response.attended_until = earlier(response.attended_until, until);
  if (!response.going) response.going_until = earlier(response.going_until, until);
  if (gone?.state === 'here') response.left = [...(response.left ?? []), { who: gone.who, since: gone.since, until }];
  if (gone) freed(board, gone.who, until);
}

/** It is done with: whoever was named in it is back on the floor. @param {Board} board @param {BoardResponse} response @param {string} at */
export function ended(board, response, at) {
  for (const { who } of response.people ?? []) freed(board, who, at);
}

/** @param {Board} board @param {string} who @param {string} at */
function freed(board, who, at) {
  const elsewhere = board.responses.some((one) => one.state === 'running' && one.people?.some((other) => other.who === who));
  if (!elsewhere) chip(board, who, 'response', 'floor', at);
}

/**
 * @param {Board} board @param {string} name
 * @param {'floor' | 'response'} from @param {'floor' | 'response'} to @param {string} at
 */
function chip(board, name, from, to, at) {
  board.staff = board.staff.map((one) => (one.name === name && one.place === from ? { ...one, place: to, since: at } : one));
}

/** @param {BoardResponse} response @param {Person[]} people */
function counted(response, people) {
  response.people = people;
  response.there = people.filter((one) => one.state === 'here').length;
  response.going = people.length - response.there;
}

/** How long attendance lasts: in a long sedation one interval of it. @param {Board} board @param {BoardResponse} response */
function period(board, response) {
  const protocol = /** @type {any} */ (board.room.protocol) ?? {};
  const sedation = response.kind === 'prolonged_sedation' ? protocol.intervals?.sedation?.every : null;
  return Number(sedation ?? protocol.attended_for) * 1000 || ATTENDED_FOR;
}

/** @param {string | null} one @param {number} other */
function later(one, other) {
  return new Date(Math.max(one === null ? 0 : Date.parse(one), other)).toISOString();
}

/** @param {string | null} one @param {string} other */
function earlier(one, other) {
  return one !== null && Date.parse(one) > Date.parse(other) ? other : one;
}
