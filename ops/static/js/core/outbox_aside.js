/** What a refusal takes along, and what becomes of it. Pure. */

import { refusalOf } from './outbox_rules.js';

/** @typedef {import('./outbox_rules.js').Act} Act */
/** @typedef {import('./outbox_rules.js').Answer} Answer */

const NEVER_REFUSED = /^\/(responses|help)\/|^\/sites\/[^/]+\/(responses|help)$/;
const IN_ONE = /^\/(?:responses|help)\/([^/]+)/;
const UNDO = /^\/sites\/[^/]+\/undo$/;

/**
 * Acts in a response, the answer that begins one, and a call for help. The house takes them whatever else
 * they name, so they wait for nothing that it refused.
 * @param {Pick<Act, 'path' | 'body'>} act
 */
function neverRefused({ path, body }) {
  return NEVER_REFUSED.test(path) || body.answer === 'respond';
}

/**
 * The response (or call for help) whose order an act keeps, when it need not wait for what holds up
 * the floor. One from paper waits, and its rows with it. Taking back what is on record does not, as
 * that rests on nothing that waits.
 * @param {Act} act
 * @param {Act[]} waiting
 * @returns {string | null} null: it waits
 */
export function streamOf(act, waiting) {
  if (neverRefused(act)) {
    const begun = waiting.find(({ id }) => isIn(act, id));
    return begun ? streamOf(begun, waiting) : (IN_ONE.exec(act.path)?.[1] ?? act.id);
  }
  if (!UNDO.test(act.path)) return null;
  const undone = waiting.find(({ id }) => id === act.body.command);
  return undone ? streamOf(undone, waiting) : act.id;
}

/** Whether an act is one in the response (or call for help) that `id` begins. @param {Pick<Act, 'path'>} act @param {string} id */
function isIn(act, id) {
  return IN_ONE.exec(act.path)?.[1] === id;
}

/**
 * Whether `act` builds on what `id` would have made, by its path or its body.
 * @param {Pick<Act, 'id' | 'path' | 'body'>} act
 * @param {string} id
 */
export function buildsOn(act, id) {
  return act.id !== id && (act.path.includes(id) || JSON.stringify(act.body).includes(id));
}

/**
 * The same act meant again under another id, with what it built on renamed too.
 * @template {Act} A
 * @param {A} act
 * @param {string} from
 * @param {string} to
 * @returns {A}
 */
export function renamed(act, from, to) {
  return JSON.parse(JSON.stringify(act).replaceAll(from, to));
}

/**
 * A refused act with its reason, and with it those that wait and build on it, one on another; never
 * one of a response, which goes on, unless that response itself was refused: one from paper may be.
 * @param {Act} act
 * @param {Answer} answer
 * @param {Act[]} waiting
 * @param {number} now by the clock of `made_at`
 * @returns {Act[]}
 */
export function setAside(act, answer, waiting, now) {
  const refusal = { ...refusalOf(answer), after: now - act.made_at };
  const because = { ...refusal, offers: [], meanwhile: undefined, because: act.id };
  /** @type {Act[]} */
  const aside = [{ ...act, state: 'set_aside', refusal }];
  for (const other of waiting) {
    const rests = neverRefused(other) ? isIn : buildsOn;
    if (aside.some(({ id }) => rests(other, id))) aside.push({ ...other, state: 'set_aside', refusal: because });
  }
  return aside;
}

/**
 * Whether an act is decided with another one that is set aside: the one that was refused, or once that
 * is gone the one it is an act on. With neither it has its own choices.
 * @param {Act} act
 * @param {Act[]} aside
 */
export function waitsForAnother(act, aside) {
  return aside.some(({ id }) => id === act.refusal?.because || (id !== act.id && act.path.includes(id)));
}

/**
 * Of the acts set aside, those that are nothing without one of them: acts on what it would have made,
 * and what takes it or one of these back. What only names it among others stands alone.
 * @param {string} id
 * @param {Act[]} aside
 */
export function nothingWithout(id, aside) {
  const gone = [id];
  for (const act of aside) {
    const on = gone.some((one) => act.path.includes(one) || (UNDO.test(act.path) && act.body.command === one));
    if (act.id !== id && on) gone.push(act.id);
  }
  return aside.filter((act) => act.id !== id && gone.includes(act.id));
}
