/** The last acts with their fate, each with undo for ten seconds. The bar keeps its place when empty. */

import { countsOf } from '../core/counts.js';
import { clock } from '../core/format.js';
import { saidWithout } from '../core/handles.js';
import { t } from '../core/i18n.js';
import { nothingWithout, waitsForAnother } from '../core/outbox_aside.js';
import { refusedForGood } from '../core/refused.js';
import { meanwhileWords, waitedLong } from './meanwhile.js';
import { openOnFloor } from './open_on_floor.js';
import { button } from './parts.js';
import { mayChooseAnother } from './picked.js';
import { putRightKey } from './put_right.js';
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
  const newestFirst = standing(scene).slice(0, most);
  const shown = scene.locked ? newestFirst.map(saidWithout) : newestFirst;
  const refused = refusedNow(scene);
  const newest = shown[0];
  return h('div', { key: 'toasts', class: 'toasts' }, [
    h(
      'p',
      { key: 'said', class: 'spoken', role: 'status' },
      newest ? `${newest.label}: ${toastWords(newest, scene)}` : '',
    ),
    refused.map((act) => asideCard(act, scene, hands)),
    refused.length ? null : shown.map((toast) => toastNode(toast, scene, hands)),
    refused.length || shown.length ? null : counts(scene),
  ]);
}

/** @param {Scene} scene */
function standing(scene) {
  return scene.ui.toasts.filter((toast) => !GONE.has(scene.fate(toast.id) ?? 'done'));
}

/** The card of what was refused stands in the place of toasts. @param {Scene} scene */
function refusedNow(scene) {
  return scene.sending.setAside.filter((act, _, all) => !waitsForAnother(act, all)).slice(-1);
}

/**
 * The undo of the newest act about a row of a log, unless the bar has it.
 * @param {Scene} scene @param {Hands} hands
 * @param {string[]} names the row's ids
 * @param {number} most how many toasts the bar shows
 */
export function undoOfRow(scene, hands, names, most) {
  const all = standing(scene);
  const toast = all.find((one) => names.includes(one.id) || names.includes(one.row ?? ''));
  if (!toast || (!refusedNow(scene).length && all.slice(0, most).includes(toast))) return null;
  return undoButton(toast, scene, hands, 'chip undo');
}

/**
 * The room in one line, while nothing was just tapped.
 * @param {Scene} scene
 */
function counts(scene) {
  if (!scene.board || scene.ui.view.name !== 'floor') return null;
  const words = countsOf(scene.board).map(({ n, word }) => `${n} ${word}`);
  return h('p', { key: 'counts', class: 'counts' }, words.join(' · '));
}

/**
 * @param {Toast} toast
 * @param {Scene} scene
 * @param {Hands} hands
 */
function toastNode(toast, scene, hands) {
  const fate = scene.fate(toast.id) ?? 'done';
  return h('div', { key: `toast-${toast.id}`, class: `toast fate-${fate}` }, [
    h('p', { key: 'said' }, toast.stays ? h('strong', null, toast.label) : said(toast.label), h('span', { class: 'fate' }, toastWords(toast, scene))),
    undoButton(toast, scene, hands, 'key undo'),
  ]);
}

/** @param {Toast} toast @param {Scene} scene @param {Hands} hands @param {string} look */
function undoButton(toast, scene, hands, look) {
  if (toast.lasting || toast.stays || CHANGED_NOTHING.has(scene.fate(toast.id) ?? 'done')) return null;
  const left = Math.max(1, Math.ceil((toast.until - scene.mono) / 1000));
  const words = [t('undo %(n)s s', { n: left }), h('span', { class: 'spoken' }, `: ${toast.label}`)];
  return button('undo', words, () => hands.undo(toast.id), { class: look });
}

/** The house's own words where an undo was refused. @param {Toast} toast @param {Scene} scene */
function toastWords(toast, scene) {
  if (toast.stays) return t('An act can be undone for ten seconds, and only while nothing was built on it.');
  return fateWords(scene.fate(toast.id));
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
  if (fate === 'saving') return t('saving');
  if (fate === 'saved') return t('saved on this tablet');
  if (fate === 'sending') return t('sending');
  if (fate === 'set_aside') return t('set aside');
  if (fate === 'dropped') return t('taken back');
  if (fate === 'noted') return t('kept as a note; the board knows something newer');
  if (fate === 'repeated') return t('already done ✓');
  return t('on record ✓');
}

/** What works instead. @param {import('../core/outbox_rules.js').Act} act @param {Scene} scene @param {Hands} hands */
function wayOn(act, scene, hands) {
  if (act.refusal?.offers.includes('room_says_otherwise')) {
    return [
      mayChooseAnother(act) ? button('another', t('Another seat'), () => pickAnother(act, scene, hands)) : null,
      button('anyway', t('The room says otherwise'), () => hands.again(act.id, true), { class: 'key strong' }),
    ];
  }
  if (refusedForGood(act)) return putRightKey(scene, hands, act);
  return button('again', t('Try again'), () => hands.again(act.id, false));
}

/** @param {import('../core/outbox_rules.js').Act} act @param {Scene} scene @param {Hands} hands */
function pickAnother(act, scene, hands) {
  openOnFloor(scene, hands, { kind: 'pick', what: 'again', visit: act.id, who: act.label, from: null });
}

/** @param {import('../core/outbox_rules.js').Act} act @param {number} along */
function awayWords(act, along) {
  if (along) return t('Leave all %(n)s', { n: along + 1 });
  return refusedForGood(act) ? t('Understood') : t('Leave it');
}

/**
 * An act the server refused: who did what meanwhile, why, and what to do. It stays until someone has
 * dealt with it.
 * @param {import('../core/outbox_rules.js').Act} act
 * @param {Scene} scene
 * @param {Hands} hands
 * @param {boolean} [whole] there is room for all that is known
 */
export function asideCard(act, scene, hands, whole = false) {
  const zone = scene.board?.room.time_zone ?? 'UTC';
  const detail = act.refusal?.because ? t('The act it rested on was left.') : (act.refusal?.detail ?? '');
  const meanwhile = meanwhileWords(act, zone);
  const words = whole
    ? [t('set aside, tapped at %(time)s', { time: clock(act.made_at, zone) }), [meanwhile, detail].filter(Boolean).join(' ')]
    : [`${t('set aside')}: ${(waitedLong(act) && meanwhile) || detail}`];
  const along = nothingWithout(act.id, scene.sending.setAside).length;
  return h(
    'div',
    { key: `aside-${act.id}`, class: whole ? 'toast aside whole' : 'toast aside', role: 'alert' },
    h(
      'p',
      null,
      h('strong', null, act.label),
      h('span', { class: 'fate' }, words[0]),
      words[1] ? h('span', { class: 'why' }, words[1]) : null,
    ),
    wayOn(act, scene, hands),
    button('away', awayWords(act, along), () => hands.putAway(act.id), { class: 'key quiet' }),
  );
}
