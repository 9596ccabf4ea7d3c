/** The last acts with their fate, each with undo for ten seconds. The bar keeps its place when empty. */

import { t, tn } from '../core/i18n.js';
import { button } from './parts.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('./scene.js').Toast} Toast */

/** What is set aside has a card of its own; what was sent again has a toast under its new id. */
const GONE = new Set(['set_aside', 'dropped']);
/** Nothing changed by these, so there is nothing to undo. */
const CHANGED_NOTHING = new Set(['noted', 'repeated']);

/**
 * @param {Scene} scene
 * @param {Hands} hands
 * @param {number} most
 */
export function toasts(scene, hands, most) {
  const shown = scene.ui.toasts.filter((toast) => !GONE.has(scene.fate(toast.id) ?? 'done')).slice(0, most);
  const refused = scene.sending.setAside.filter((act) => !act.refusal?.because).slice(-1);
  const newest = shown[0];
  return h('div', { key: 'toasts', class: 'toasts' }, [
    h(
      'p',
      { key: 'said', class: 'spoken', role: 'status' },
      newest ? `${newest.label}: ${fateWords(scene.fate(newest.id))}` : '',
    ),
    refused.map((act) => asideCard(act, hands)),
    refused.length ? null : shown.map((toast) => toastNode(toast, scene, hands)),
    refused.length || shown.length ? null : counts(scene),
  ]);
}

/**
 * The room in one line, while nothing was just tapped.
 * @param {Scene} scene
 */
function counts(scene) {
  if (!scene.board || scene.ui.view.name !== 'floor') return null;
  const people = scene.board.booths.flatMap((tile) => tile.seats.map((seat) => seat.visit)).filter((visit) => visit);
  const aftercare = people.filter((visit) => visit?.state === 'aftercare').length;
  const words = [
    tn('%(n)s in a place', '%(n)s in places', people.length - aftercare),
    tn('%(n)s in aftercare', '%(n)s in aftercare', aftercare),
    tn('%(n)s waiting', '%(n)s waiting', scene.board.waiting.length),
  ];
  return h('p', { key: 'counts', class: 'counts' }, words.join(' · '));
}

/**
 * @param {Toast} toast
 * @param {Scene} scene
 * @param {Hands} hands
 */
function toastNode(toast, scene, hands) {
  const fate = scene.fate(toast.id) ?? 'done';
  const left = Math.max(1, Math.ceil((toast.until - scene.now) / 1000));
  return h('div', { key: `toast-${toast.id}`, class: `toast fate-${fate}` }, [
    h('p', { key: 'said' }, said(toast.label), h('span', { class: 'fate' }, fateWords(fate))),
    toast.lasting || CHANGED_NOTHING.has(fate)
      ? null
      : button(
          'undo',
          [t('undo %(n)s s', { n: left }), h('span', { class: 'spoken' }, `: ${toast.label}`)],
          () => hands.undo(toast.id),
          { class: 'key undo' },
        ),
  ]);
}

/**
 * Where on one line, what on another: the place of an act is never cut off by its words.
 * @param {string} label "Booth 3 · OK, awake"
 */
function said(label) {
  const [where, ...what] = label.split(' · ');
  return [h('strong', null, where), what.length ? h('span', { class: 'did' }, what.join(' · ')) : null];
}

/** @param {import('../core/outbox.js').Fate | null} fate */
export function fateWords(fate) {
  if (fate === 'saving' || fate === 'saved') return t('saved on this tablet');
  if (fate === 'sending') return t('sending');
  if (fate === 'set_aside') return t('set aside');
  if (fate === 'dropped') return t('taken back');
  if (fate === 'noted') return t('kept as a note; the board knows something newer');
  if (fate === 'repeated') return t('already done ✓');
  return t('on record ✓');
}

/**
 * An act the server refused: why, and what to do. It stays until someone has dealt with it.
 * @param {import('../core/outbox_rules.js').Act} act
 * @param {Hands} hands
 */
export function asideCard(act, hands) {
  const otherwise = act.refusal?.offers.includes('room_says_otherwise') ?? false;
  return h(
    'div',
    { key: `aside-${act.id}`, class: 'toast aside', role: 'alert' },
    h(
      'p',
      null,
      h('strong', null, act.label),
      h('span', { class: 'fate' }, `${t('set aside')}: ${act.refusal?.detail ?? ''}`),
    ),
    otherwise
      ? button('anyway', t('The room says otherwise'), () => hands.again(act.id, true), { class: 'key strong' })
      : button('again', t('Try again'), () => hands.again(act.id, false)),
    button('away', t('Put away'), () => hands.putAway(act.id), { class: 'key quiet' }),
  );
}
