/**
 * The floor's acts as data: where each goes, what it says, and the words people see for it.
 * Pure; `app.js` adds who and when and gives them to the outbox.
 */

import { withoutCounted } from '../core/handles.js';
import { t } from '../core/i18n.js';
import { lastSeen, notHereWays, roomStates, wordFor } from './words.js';

/**
 * @typedef {object} FloorAct
 * @property {string} path
 * @property {Record<string, any>} [body]
 * @property {string} label
 * @property {Record<string, any>} about `kind` names it for `overlay.js`
 * @property {string} [id]
 * @property {boolean} [timeless] its body's time is not the time of the tap
 * @property {boolean} [lasting] it cannot be taken back
 */

/**
 * @param {string} path @param {Record<string, any>} body @param {string} label
 * @param {Record<string, any>} about
 * @returns {FloorAct}
 */
function made(path, body, label, about) {
  return { path, body, label, about };
}

/**
 * @param {string} visit @param {string} kind @param {string} label
 * @param {Record<string, any>} [body]
 */
function onVisit(visit, kind, label, body = {}) {
  return made(`/visits/${visit}/${kind}`, body, label, { kind, visit, ...body });
}

/**
 * @param {string} visit @param {string} where the place, for the label
 * @param {string} answer @param {{where?: string, breaths_per_minute?: number}} [more]
 */
export function checkIn(visit, where, answer, more = {}) {
  const word = more.where ? `${t('not here')}: ${wordFor(notHereWays(), more.where)}` : lastSeen(answer);
  return onVisit(visit, 'check-ins', `${where} · ${word}`, { answer, ...more });
}

/** @param {string} visit @param {string} where */
export function going(visit, where) {
  return onVisit(visit, 'going', `${where} · ${t('going to look')}`);
}

/** @param {string} visit @param {string} from @param {string} to @param {{booth: number, seat: string}} place */
export function move(visit, from, to, place) {
  return onVisit(visit, 'move', `${from} → ${to}`, place);
}

/** @param {string} visit @param {string} from @param {string} to @param {string} other */
export function swap(visit, from, to, other) {
  return onVisit(visit, 'swap', `${from} ⇄ ${to}`, { with: other });
}

/** @param {string} visit @param {string} where @param {string} to */
export function stepOut(visit, where, to) {
  return onVisit(visit, 'step-out', `${where} · ${t('stepped out')}`, { to });
}

/** @param {string} visit @param {string} where @param {{booth?: number, seat?: string}} [place] */
export function back(visit, where, place = {}) {
  return onVisit(visit, 'back', `${where} · ${t('back')}`, place);
}

/** @param {string} visit @param {string} where */
export function extend(visit, where) {
  return onVisit(visit, 'extend', `${where} · ${t('more time')}`);
}

/** @param {string} visit @param {string} where */
export function episode(visit, where) {
  return onVisit(visit, 'episodes', `${where} · ${t('uses again')}`);
}

/** @param {string} visit @param {string} where @param {number | null} booth */
export function aftercare(visit, where, booth) {
  return onVisit(visit, 'aftercare', `${where} → ${t('aftercare')}`, booth === null ? {} : { booth });
}

/** @param {string} visit @param {string} where @param {Record<string, any>} [how] */
export function leave(visit, where, how = {}) {
  const word = how.without_use ? t('left without using') : t('left');
  return onVisit(visit, 'end', `${where} · ${word}`, how);
}

/** Its label says a handle, which a lock hides. @param {FloorAct} act @param {string} handle @returns {FloorAct} */
function named(act, handle) {
  return { ...act, about: { ...act.about, handle } };
}

/** @param {string} visit @param {string} who */
export function call(visit, who) {
  return named(onVisit(visit, 'call', `${who} · ${t('called')}`), who);
}

/** @param {string} visit @param {string} who @param {string} to @param {{booth: number, seat: string}} place */
export function seatWaiting(visit, who, to, place) {
  return named(onVisit(visit, 'seat', `${who} → ${to}`, place), who);
}

/** @param {string} visit @param {string} who @param {string} reason @param {string} [why] */
export function leaveWaiting(visit, who, reason, why) {
  const word = reason === 'turned_away' ? t('turned away by us') : t('left before using');
  return named(onVisit(visit, 'leave-waiting', `${who} · ${word}`, why ? { reason, why } : { reason }), who);
}

/**
 * Someone new, in a seat or (without one) on the waiting list.
 * @param {string} site @param {string} where @param {Record<string, any>} body
 */
export function arrive(site, where, body) {
  const word = body.booth === undefined ? t('waiting') : t('seated');
  const about = withoutCounted(body);
  return made(`/sites/${site}/visits`, body, `${where} · ${word}`, { kind: 'arrive', ...about });
}

/**
 * @param {number} booth @param {string} name
 * @param {'cleaned' | 'close' | 'open'} what @param {Record<string, any>} [body]
 */
export function onBooth(booth, name, what, body = {}) {
  const words = { cleaned: t('cleaned'), close: t('closed'), open: t('open') };
  return made(`/booths/${booth}/${what}`, body, `${name} · ${words[what]}`, { kind: what, booth });
}

/** @param {string} site @param {import('../core/types.js').Room['state']} state @param {string} [reason] */
export function room(site, state, reason) {
  const body = reason ? { state, reason } : { state };
  return made(`/sites/${site}/room`, body, wordFor(roomStates(), state), { kind: 'room', ...body });
}

/** The end of everyone out, or of a lock-down. @param {string} site @param {import('../core/types.js').Room['state']} from */
export function backIn(site, from) {
  const word = from === 'lock_down' ? t('lock-down ended') : t('back in');
  return made(`/sites/${site}/back-in`, {}, word, { kind: 'back-in' });
}

/** @param {string} visit @param {string} where @param {string} state @param {string} word */
export function headCount(visit, where, state, word) {
  return onVisit(visit, 'head-count', `${where} · ${word}`, { state });
}

/** @param {string} site @param {boolean} on */
export function curtain(site, on) {
  return made(`/sites/${site}/curtain`, { on }, on ? t('walls are plain') : t('walls show the room'), {
    kind: 'curtain',
    on,
  });
}

/** @param {string} site @param {{id: number, name: string}} person @param {string} place @param {string} word */
export function staffOnShift(site, person, place, word) {
  return made(`/sites/${site}/staff-on-shift`, { staff: person.id, place }, `${person.name} · ${word}`, {
    kind: 'staff',
    staff: person.id,
    name: person.name,
    place,
  });
}

/** @param {string} site @param {'open' | 'hand_over'} act */
export function shift(site, act) {
  const words = { open: t('shift opened'), hand_over: t('shift handed over') };
  return made(`/sites/${site}/shifts`, { act }, words[act], { kind: 'shift', act });
}

/**
 * Who is not named has left, as far as the people closing know: the room says so, not the board.
 * @param {string} site @param {string[]} staying @param {boolean} othersLeft
 */
export function closeShift(site, staying, othersLeft) {
  const body = { act: 'close', staying, ...(othersLeft ? { room_says_otherwise: true } : {}) };
  return made(`/sites/${site}/shifts`, body, t('shift closed'), { kind: 'shift', act: 'close' });
}

/** What an act is about, by whose id it can be found again. @param {Pick<FloorAct, 'about' | 'body'>} act @returns {string[]} */
export function actedOn({ about, body }) {
  return [body?.action, about.response, about.visit].filter((id) => typeof id === 'string');
}

/**
 * @param {string} site @param {string} command @param {string} label
 * @param {{handle?: string, of?: string[]}} [of] the act: a handle that its label says, and what it was about
 */
export function undo(site, command, label, { handle, of = [] } = {}) {
  const act = made(`/sites/${site}/undo`, { command }, `${t('undo')}: ${label}`, { kind: 'undo', command, of });
  return handle ? named(act, handle) : act;
}

/** Somebody looked at another clock. @param {string} notice */
export function clockRight(notice) {
  return made(`/notices/${notice}/clock-right`, {}, t('The clock is right'), { kind: 'clock_right', notice });
}

/**
 * A response, from as little as a place.
 * @param {string} site @param {string} where
 * @param {{booth?: number, seat?: string, place?: string, visit?: string, another?: true}} body
 */
export function respond(site, where, body) {
  return made(`/sites/${site}/responses`, body, `${t('RESPONSE')} · ${where}`, {
    kind: 'respond',
    ...body,
  });
}
