/** The response page: clocks, breathing first · what to log · the log. Nothing modal. */

import { toasts } from '../floor/toasts.js';
import { byButton, soundState, strips, unsentWords } from '../floor/header.js';
import { helpKey } from '../floor/help_call.js';
import { lockKey } from '../floor/lock_key.js';
import { elsewhere, respondButton, spokenAlarm } from '../floor/view.js';
import { responseBy, responseWhere } from '../floor/places.js';
import { button, icon } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import { unsentList } from '../floor/pane_unsent.js';
import { wordFor } from '../floor/words.js';
import { t, tn } from '../core/i18n.js';
import { namesOf } from '../core/response_names.js';
import { actsZone } from './zone_acts.js';
import { runsUntil } from './clocks.js';
import { clocksZone } from './zone_clocks.js';
import { IN_THE_BAR, logZone } from './zone_log.js';
import { rowsOf } from './log.js';
import { kinds } from './words.js';

/** @typedef {import('../floor/scene.js').Scene} Scene */
/** @typedef {import('../floor/scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */

/**
 * One response as the three zones need it.
 * @typedef {object} Case
 * @property {Scene} scene
 * @property {Hands} hands
 * @property {Board} board
 * @property {BoardResponse} response
 * @property {import('./log.js').Row[]} rows oldest first
 * @property {string} where
 * @property {boolean} running
 * @property {number} until up to when its clocks run: now, or the moment it was over
 */

/** @param {Scene} scene @param {Hands} hands @param {string} id */
export function responseView(scene, hands, id) {
  const response = scene.board && responseBy(scene.board.responses, id);
  if (!scene.board || !response) return notHere(scene, hands);
  const ids = new Set(namesOf(response));
  const undone = new Set(scene.sending.unsent.map((act) => act.about.command));
  const unsent = scene.sending.unsent.filter((act) => ids.has(act.about.response) && !undone.has(act.id));
  /** @type {Case} */
  const one = {
    scene,
    hands,
    board: scene.board,
    response,
    rows: rowsOf(response, unsent),
    where: responseWhere(scene.board, response),
    running: response.state === 'running',
    until: runsUntil(response, scene.now),
  };
  return h('div', { key: 'response', class: `tablet response live-${scene.liveness} is-${response.state}` }, [
    header(one),
    strips(scene, hands),
    elsewhere(scene, hands, [...ids]) ?? roomForElsewhere(scene),
    h('main', { key: 'zones', class: 'zones' }, [
      clocksZone(one),
      actsZone(one),
      logZone(one),
      respondButton(scene, hands),
      toasts(scene, hands, IN_THE_BAR),
      spokenAlarm(scene, [...ids]),
    ]),
  ]);
}

/** What starts elsewhere moves no key from under a finger. A drill's page has no elsewhere but its own band. @param {Scene} scene */
function roomForElsewhere(scene) {
  return scene.page.drill ? null : h('div', { key: 'elsewhere', class: 'elsewhere' });
}

/** @param {Case} one */
function header(one) {
  const { scene, hands, response } = one;
  const { open } = scene.ui.draft;
  const others = one.board.responses.filter((other) => other.state === 'running' && other.id !== response.id);
  const toggle = (/** @type {'kind' | 'others' | 'who' | 'unsent' | 'unlock'} */ what) =>
    hands.draft({ open: open === what ? null : what });
  const kind = response.kind === 'unknown' ? t('kind?') : wordFor(kinds(), response.kind);
  return h('header', { key: 'top', class: 'top' }, [
    button('floor', t('‹ Floor'), () => hands.go({ name: 'floor' }), { class: 'key quiet' }),
    h('h1', { key: 'where', tabindex: '-1' }, [h('span', { class: 'what' }, `${t('Response')}, `), one.where]),
    button('kind', [kind, h('span', { 'aria-hidden': 'true' }, ' ▾')], () => toggle('kind'), {
      class: 'key quiet kind',
      'aria-expanded': String(open === 'kind'),
    }),
    soundState(scene),
    h('div', { key: 'gap', class: 'gap' }),
    helpKey(scene, hands),
    lockKey(scene, hands, () => toggle('unlock')),
    byButton(scene, open === 'who', () => toggle('who')),
    button('unsent', unsentLabel(scene), () => toggle('unsent'), {
      'aria-expanded': String(open === 'unsent'),
      class: `key quiet${scene.sending.setAside.length ? ' warn' : ''}`,
    }),
    others.length
      ? button(
          'others',
          [tn('%(n)s more running', '%(n)s more running', others.length), h('span', { 'aria-hidden': 'true' }, ' ▸')],
          () =>
            others.length === 1 && others[0] ? hands.go({ name: 'response', id: others[0].id }) : toggle('others'),
          { class: 'key quiet strong' },
        )
      : null,
  ]);
}

/** That all is sent has a shape, where a top is too narrow for words that ask for nothing. @param {Scene} scene */
function unsentLabel(scene) {
  const { unsent, setAside } = scene.sending;
  const words = unsentWords(scene);
  return unsent.length || setAside.length ? words : [icon('check'), h('span', { class: 'words' }, words)];
}

/** @param {Scene} scene @param {Hands} hands */
function notHere(scene, hands) {
  const words = scene.looking ? t('Looking for this response…') : t('This tablet has no picture of this response.');
  return h('div', { key: 'no-response', class: `tablet response lost live-${scene.liveness}` }, [
    h('header', { key: 'top', class: 'top' }, [
      button('floor', t('‹ Floor'), () => hands.go({ name: 'floor' }), { class: 'key quiet' }),
      h('h1', { key: 'where', tabindex: '-1' }, t('Response')),
      soundState(scene),
      h('div', { key: 'gap', class: 'gap' }),
      helpKey(scene, hands),
    ]),
    strips(scene, hands),
    elsewhere(scene, hands),
    h('main', { key: 'zones', class: 'zones' }, [
      h('p', { key: 'words', class: 'calm zone acts' }, words),
      scene.sending.unsent.length || scene.sending.setAside.length ? unsentList(scene, hands) : null,
      respondButton(scene, hands),
      toasts(scene, hands, 1),
      spokenAlarm(scene),
    ]),
  ]);
}
