/** Lines for the waiting room's wall: drug alerts, today's services, "you said, we did". */

import { linesNow } from '../core/drug_alerts.js';
import { clock, day } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import * as acts from './acts_house.js';
import { freeText } from './free_text.js';
import { paneTitle } from './pane_title.js';
import { button, chip, group, toSend } from './parts.js';
import { bases, bulletinKinds } from './words_house.js';
import { wordFor } from './words.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */

const LONGEST = 120;
/** Hours offered beside the site's own; a drug alert goes by itself, other lines when somebody takes them down. */
const HOURS = [12, 24, 168];

/** @param {Scene} scene @param {Hands} hands */
export function bulletinsPane(scene, hands) {
  const board = /** @type {Board} */ (scene.board);
  return h('div', { key: 'bulletins', class: 'pane-in' }, [
    paneTitle(t('Drug alerts, waiting room'), hands, h('p', { class: 'who' }, t('Nobody’s name, nothing about one person. The room’s walls show drug alerts, too.'))),
    standing(scene, hands, board),
    form(scene, hands),
  ]);
}

/** @param {Scene} scene @param {Hands} hands @param {Board} board */
function standing(scene, hands, board) {
  const lines = linesNow(board.notices, scene.now);
  if (!lines.length) return h('p', { key: 'none', class: 'calm' }, t('No line stands there now.'));
  return h('ul', { key: 'lines', class: 'checks' }, [
    lines.map((notice) =>
      h('li', { key: notice.id, class: 'check' }, [
        h('p', { key: 'what', class: 'what' }, [h('strong', null, kindOf(notice)), ` ${notice.text} `, toSend(scene, notice.id)]),
        notice.until
          ? h('p', { key: 'until', class: 'state' }, t('until %(time)s', { time: untilWords(board, notice.until) }))
          : null,
        button('down', t('Take it down'), () => void hands.act(acts.takeDown(notice), { stay: true }), { class: 'key' }),
      ]),
    ),
  ]);
}

/** @param {Scene} scene @param {Hands} hands */
function form(scene, hands) {
  const { line } = scene.ui;
  const set = (/** @type {Partial<typeof line>} */ changes) => hands.set((ui) => ({ line: { ...ui.line, ...changes } }));
  const alert = line.kind === 'drug_alert';
  const usual = Number(scene.board?.room.protocol?.drug_alert_hours ?? 72);
  const hours = line.hours ?? usual;
  const ready = line.text.trim() !== '' && (!alert || line.basis !== null);
  const post = () => {
    const body = { kind: line.kind, text: line.text.trim(), ...(alert ? { basis: line.basis, hours } : {}) };
    hands.act(acts.bulletin(scene.page.site, body), { stay: true });
    set({ text: '', basis: null, hours: null });
  };
  return h('div', { key: 'form', class: 'block' }, [
    group(
      'kind',
      t('A new line'),
      bulletinKinds().map(({ value, word }) => chip(value, word, line.kind === value, () => set({ kind: value }))),
    ),
    alert
      ? group(
          'basis',
          t('How it is known'),
          bases().map(({ value, word }) => chip(value, word, line.basis === value, () => set({ basis: value }))),
        )
      : null,
    alert
      ? group(
          'hours',
          t('It goes by itself after'),
          [...new Set([usual, ...HOURS])].sort((a, b) => a - b).map((n) => chip(String(n), hoursWord(n), hours === n, () => set({ hours: n }))),
        )
      : null,
    freeText('text', t('What it says'), { value: line.text, longest: LONGEST, say: (text) => set({ text }) }),
    button('post', t('Put it up'), post, { class: 'key strong', disabled: !ready }),
  ]);
}

/** @param {number} n */
function hoursWord(n) {
  return n % 24 ? t('%(n)s h', { n }) : tn('%(n)s day', '%(n)s days', n / 24);
}

/** @param {import('../core/types.js').Notice} notice */
function kindOf(notice) {
  const word = wordFor(bulletinKinds(), notice.kind);
  return notice.basis ? `${word} (${wordFor(bases(), notice.basis)})` : word;
}

/** @param {Board} board @param {string} until */
function untilWords(board, until) {
  const zone = board.room.time_zone;
  const at = Date.parse(until);
  return `${day(at, zone)} ${clock(at, zone)}`;
}
