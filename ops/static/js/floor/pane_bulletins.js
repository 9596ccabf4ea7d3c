/** Lines for the waiting room's wall: drug alerts, today's services, "you said, we did". */

import { clock, day } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as acts from './acts_house.js';
import { paneTitle } from './pane_title.js';
import { button, chip, group } from './parts.js';
import { bases, bulletinKinds } from './words_house.js';
import { wordFor } from './words.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */

const LONGEST = 120;
/** Hours a drug alert stands unless somebody takes it down; other lines stand until then. */
const ALERT_HOURS = 72;

/** @param {Scene} scene @param {Hands} hands */
export function bulletinsPane(scene, hands) {
  const board = /** @type {Board} */ (scene.board);
  return h('div', { key: 'bulletins', class: 'pane-in' }, [
    paneTitle(t('Waiting-room wall'), hands, h('p', { class: 'who' }, t('Nobody’s name, nothing about one person.'))),
    standing(hands, board),
    form(scene, hands),
  ]);
}

/** @param {Hands} hands @param {Board} board */
function standing(hands, board) {
  const lines = board.notices.filter((notice) => notice.text !== null);
  if (!lines.length) return h('p', { key: 'none', class: 'calm' }, t('No line stands there now.'));
  return h('ul', { key: 'lines', class: 'checks' }, [
    lines.map((notice) =>
      h('li', { key: notice.id, class: 'check' }, [
        h('p', { key: 'what', class: 'what' }, h('strong', null, kindOf(notice)), ` ${notice.text}`),
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
  const set = (/** @type {Partial<typeof line>} */ changes) => hands.set({ line: { ...line, ...changes } });
  const alert = line.kind === 'drug_alert';
  const ready = line.text.trim() !== '' && (!alert || line.basis !== null);
  const post = () => {
    const body = { kind: line.kind, text: line.text.trim(), ...(alert ? { basis: line.basis, hours: ALERT_HOURS } : {}) };
    hands.act(acts.bulletin(scene.page.site, body), { stay: true });
    hands.set({ line: { ...line, text: '' } });
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
    h('label', { key: 'text', class: 'line-text' }, [
      h('span', null, t('What it says')),
      h('input', {
        value: line.text,
        maxlength: LONGEST,
        autocomplete: 'off',
        oninput: (/** @type {any} */ event) => set({ text: event.target.value }),
      }),
    ]),
    button('post', t('Put it up'), post, { class: 'key strong', disabled: !ready }),
  ]);
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
