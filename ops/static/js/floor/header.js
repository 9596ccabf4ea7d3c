/** The top of every tablet page: where, when, how live, what is unsent, whose taps these are. */

import { clock, minutes } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { isCounting } from './head_count.js';
import { helpKey } from './help_call.js';
import { houseLines } from './house_lines.js';
import { lockKey } from './lock_key.js';
import { openOnFloor } from './open_on_floor.js';
import { button, icon } from './parts.js';
import { h } from './vnode.js';
import { roomStates, wordFor } from './words.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */

/** @param {Scene} scene @param {Hands} hands */
export function floorHeader(scene, hands) {
  const room = scene.board?.room;
  return h('header', { key: 'top', class: 'top' }, [
    h('h1', { key: 'room', tabindex: '-1' }, room?.name ?? t('Floor')),
    h('p', { key: 'clock', class: 'clock' }, room ? clock(scene.now, room.time_zone) : ''),
    liveState(scene),
    soundState(scene),
    roomState(scene),
    h('div', { key: 'gap', class: 'gap' }),
    helpKey(scene, hands),
    unsentButton(scene, hands),
    lockKey(scene, hands),
    byButton(scene, scene.ui.pane.kind === 'who', () => hands.open({ kind: 'who' })),
    button('room-menu', t('Room'), () => hands.open({ kind: 'room' }), {
      class: 'key quiet',
      'aria-expanded': String(scene.ui.pane.kind === 'room'),
    }),
  ]);
}

/** Said when it is good, too: silence could mean anything. @param {Scene} scene */
function liveState(scene) {
  const words = {
    live: t('live'),
    connecting: t('connecting'),
    delayed: t('DELAYED'),
    not_live: scene.sealed ? t('SEALED') : t('NOT LIVE'),
  };
  const tone = scene.liveness === 'live' ? 'good' : 'amber';
  const shape = scene.liveness === 'live' ? icon('check') : icon('silent');
  return h('p', { key: 'live', class: `badge ${tone}` }, shape, words[scene.liveness]);
}

/**
 * That nothing would be heard from this tablet; beside the rest, so that nothing moves under the
 * touch that arms it.
 * @param {Scene} scene
 */
export function soundState(scene) {
  if (!scene.soundTrouble) return null;
  const words = scene.soundTrouble === 'missing' ? t('SOUND IS OFF · no loudspeaker') : t('SOUND IS OFF · touch');
  return h('p', { key: 'sound', class: 'badge amber' }, icon('silent'), words);
}

/** @param {Scene} scene */
function roomState(scene) {
  const room = scene.board?.room;
  // The head count says it itself, larger.
  if (!room || room.state === 'open' || isCounting(scene)) return null;
  return h('p', { key: 'closed', class: 'badge amber' }, icon('cross'), wordFor(roomStates(), room.state));
}

/**
 * Count and age of what is unsent, always in view.
 * @param {Scene} scene
 * @param {Hands} hands
 */
export function unsentButton(scene, hands) {
  const { unsent, setAside } = scene.sending;
  return button('unsent', unsentWords(scene), () => openOnFloor(scene, hands, { kind: 'unsent' }), {
    class: setAside.length ? 'key quiet warn' : unsent.length ? 'key quiet wait' : 'key quiet',
    'aria-expanded': String(scene.ui.pane.kind === 'unsent'),
  });
}

/** @param {Scene} scene */
export function unsentWords(scene) {
  const { unsent, setAside } = scene.sending;
  const words = [];
  if (setAside.length) words.push(tn('%(n)s set aside', '%(n)s set aside', setAside.length));
  if (unsent.length) {
    const age = scene.now - Math.min(...unsent.map((act) => act.made_at));
    const count = tn('%(n)s act to send', '%(n)s acts to send', unsent.length);
    words.push(age < 60_000 ? count : `${count}, ${minutes(age)}`);
  }
  return words.join(' · ') || t('all sent');
}

/** @param {Scene} scene @param {boolean} open @param {() => void} onclick */
export function byButton(scene, open, onclick) {
  const device = scene.page.device?.name ?? t('this tablet');
  const words = scene.ui.by?.name ?? t('floor team, %(device)s', { device });
  const label = scene.ui.by ? words : [icon('person'), h('span', { class: 'words' }, words)];
  return button('by', label, onclick, {
    class: 'key quiet',
    'aria-expanded': String(open),
    'aria-label': t('Taps are logged by: %(who)s', { who: words }),
  });
}

/** @param {boolean} sealed @param {string | null} since */
function lostWords(sealed, since) {
  if (sealed) return t('SEALED: LOOK AT THE ROOM. The server waits for its key');
  return since ? t('NOT LIVE since %(time)s: LOOK AT THE ROOM', { time: since }) : t('NOT LIVE: LOOK AT THE ROOM');
}

/**
 * What is wrong with the picture or with sending, in a strip nobody overlooks.
 * @param {Scene} scene
 * @param {Hands} hands
 */
export function strips(scene, hands) {
  const zone = scene.board?.room.time_zone ?? 'UTC';
  const since = scene.lastGood ? clock(Date.parse(scene.lastGood), zone) : null;
  const lines = [];
  if (scene.revoked !== null)
    lines.push(
      strip(
        'revoked',
        'red',
        t('This tablet may no longer see the room. LOOK AT THE ROOM.'),
        h('a', { key: 'anew', class: 'key', href: '/floor' }, t('Its way in')),
      ),
    );
  else if (scene.liveness === 'not_live') {
    lines.push(
      strip(
        'not-live',
        'red',
        `${lostWords(scene.sealed, since)}. ${t('Other tablets cannot see what you tap here until the server is back.')}`,
      ),
    );
  } else if (scene.liveness === 'delayed') lines.push(strip('delayed', 'amber', t('DELAYED')));
  const waits = scene.sending.unsent.length && scene.sending.unreachable && scene.revoked === null;
  if (waits && scene.liveness !== 'not_live')
    lines.push(strip('waits', 'amber', t('Other tablets cannot see what you tap here until the server is back.')));
  if (scene.sending.signedOut) {
    lines.push(
      strip('signed-out', 'amber', t('This tablet needs its way in again. What you tap is kept here until then.')),
    );
  }
  if (!scene.sending.lasting && !scene.page.drill) {
    lines.push(
      strip('memory', 'amber', t('This browser keeps nothing: acts not yet sent are lost when the page is closed.')),
    );
  }
  lines.push(...houseLines(scene, hands));
  return lines.length ? h('div', { key: 'strips', class: 'strips', role: 'alert' }, lines) : null;
}

/** @param {string} key @param {string} tone @param {...any} words */
function strip(key, tone, ...words) {
  return h('p', { key, class: `strip ${tone}` }, words);
}
