/** One moment of a tablet, hands that write down what they are asked to do, and how to tap. */

import assert from 'node:assert/strict';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { changesTo, freshUi } from '../../ops/static/js/floor/moves.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { at, board, booth, NOW, response, visit } from './boards.js';

/** @typedef {import('../../ops/static/js/floor/scene.js').Scene} Scene */
/** @typedef {import('../../ops/static/js/floor/scene.js').Hands} Hands */
/** @typedef {import('../../ops/static/js/floor/scene.js').Ui} Ui */
/** @typedef {import('../../ops/static/js/floor/vnode.js').VNode} VNode */

export const PLAN = board({
  booths: [
    booth(1, [visit('ann', -200, { handle: 'heron' })]),
    booth(2),
    booth(3, [null, null], { name: 'Smoking', status: 'cleaning', cleaning_since: at(-60) }),
    booth(4, [visit('bo', 90, { response: 'r' })]),
    booth(5, [null], { name: 'Aftercare', kind: 'aftercare' }),
  ],
  waiting: [{ id: 'kit', state: 'waiting', arrived_at: at(-600), handle: 'kite' }],
  responses: [response('r', { booth: 4, seat: 'A', visit: 'bo', actions: [] })],
  staff: [{ id: 1, name: 'Sam', place: 'break' }],
});

/** Of the page's own clock, at NOW. */
export const MONO = 5_000_000;

/** Hands that write down what they are asked to do. @param {Ui} [ui] as it is when they tap; it follows them */
export function hands(ui = freshUi({ name: 'floor' })) {
  /** @type {[string, any][]} */
  const done = [];
  const note =
    (/** @type {string} */ name) =>
    (/** @type {any[]} */ ...what) => {
      done.push([name, what[0]]);
      return 'id';
    };
  const names = ['act', 'undo', 'respond', 'open', 'go', 'tapSeat', 'again', 'putAway', 'takeVersion', 'lock', 'unlock', 'drill'];
  const set = (/** @type {any} */ changes) => {
    const made = changesTo(ui, changes);
    Object.assign(ui, made);
    done.push(['set', made]);
  };
  const draft = (/** @type {any} */ changes) => {
    const made = changesTo(ui.draft, changes);
    ui.draft = { ...ui.draft, ...made };
    done.push(['draft', made]);
  };
  const noting = (/** @type {string[]} */ named) => Object.fromEntries(named.map((name) => [name, note(name)]));
  const paper = noting(['write', 'here', 'press', 'next', 'remove', 'on', 'record']);
  return { done, hands: /** @type {Hands} */ (/** @type {unknown} */ ({ ...noting(names), set, draft, paper })) };
}

/**
 * @param {Partial<Ui>} ui
 * @param {Partial<Scene>} [more]
 * @returns {Scene}
 */
export function scene(ui, more = {}) {
  const shown = more.board === undefined ? PLAN : more.board;
  return {
    page: {
      site: 'here',
      audience: 'floor',
      device: { id: 1, name: 'Tablet 2', role: 'floor' },
      language: 'en',
      words: null,
      asks_pin: false,
      unlocked: false,
      team: [],
    },
    board: shown,
    unsentOn: new Set(),
    alarms: shown ? alarmsAt(shown, NOW, 'floor') : [],
    liveness: 'live',
    lastGood: at(-2),
    sealed: false,
    revoked: null,
    locked: false,
    newVersion: false,
    soundTrouble: null,
    now: NOW,
    mono: MONO,
    ui: { ...freshUi({ name: 'floor' }), ...ui },
    sending: { unsent: [], setAside: [], unreachable: false, cannot: null, heldUpBy: null, signedOut: false, lasting: true },
    typing: { rows: [], day: null, at: null, sent: [] },
    fate: () => 'done',
    looking: false,
    ...more,
  };
}

/** @param {VNode} page @param {RegExp} words */
export function key(page, words) {
  const found = findAll(
    page,
    (node) => node.tag === 'button' && words.test(String(node.props['aria-label'] ?? textOf(node))),
  );
  assert.ok(found[0], `no button ${words}`);
  return found[0];
}

/** @param {VNode} node */
export function tap(node) {
  /** @type {() => void} */ (node.props.onclick)();
}
