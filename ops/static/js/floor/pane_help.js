/**
 * A worker's call: that somebody goes, and that it is over. Where it was raised one tap ends it;
 * elsewhere two of those on shift say so, and why.
 *
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('./scene.js').Hands} Hands
 * @typedef {import('./scene.js').HelpPane} HelpPane
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').HelpCall} HelpCall
 */

import { elapsed, millis } from '../core/format.js';
import { t } from '../core/i18n.js';
import { goingToHelp, helpIsOver } from './acts_help.js';
import { paneTitle } from './pane_title.js';
import { button, chip, choice, group, icon, section } from './parts.js';
import { h } from './vnode.js';
import { helpOverReasons } from './words_house.js';

/** @param {Scene} scene @param {Hands} hands @param {HelpPane} open */
export function helpPane(scene, hands, open) {
  const call = scene.board?.room.help?.find((one) => one.id === open.call);
  if (!call) return h('div', { key: 'help', class: 'pane-in' }, paneTitle(t('The call is over'), hands));
  const here = call.device === (scene.page.device?.id ?? null);
  const since = t('since %(time)s', { time: elapsed(scene.now - Date.parse(call.began_at)) });
  const who = [call.who, since, goingWords(call, scene.now)].filter(Boolean).join(' · ');
  if (here) {
    return h('div', { key: 'help', class: 'pane-in' }, [
      paneTitle(t('Call'), hands, h('p', { class: 'who' }, who)),
      button('over', t('It is over'), () => void hands.act(helpIsOver(call)), { class: 'answer' }),
    ]);
  }
  return h('div', { key: 'help', class: 'pane-in' }, [
    paneTitle(t('Help at %(where)s', { where: call.where }), hands, h('p', { class: 'who' }, who)),
    button('going', t('I am going'), () => void hands.act(goingToHelp(call), { stay: true }), { class: 'answer strong' }),
    overByTwo(scene, hands, open, call),
  ]);
}

/** @param {Scene} scene @param {Hands} hands @param {HelpPane} open @param {HelpCall} call */
function overByTwo(scene, hands, open, call) {
  const staff = (scene.board?.staff ?? []).filter((one) => one.id !== undefined && one.name !== call.who);
  const [first, second] = open.names;
  if (staff.length < 2) {
    return h('p', { key: 'alone', class: 'calm' }, t('It is over where it was raised, or here by two who are named on shift.'));
  }
  const pick = (/** @type {number} */ id) => {
    const names = open.names.includes(id) ? open.names.filter((one) => one !== id) : [...open.names, id].slice(-2);
    hands.open({ ...open, names });
  };
  const over = () => void hands.act(helpIsOver(call, { first, second, why: open.why ?? undefined }));
  return section(
    t('It is over'),
    'over',
    group(
      'names',
      t('Two who are there'),
      staff.map((one) => chip(String(one.id), one.name ?? '', open.names.includes(Number(one.id)), () => pick(Number(one.id)))),
    ),
    choice('why', t('Because'), helpOverReasons(), open.why, (why) => hands.open({ ...open, why })),
    second !== undefined && open.why ? button('over', t('It is over'), over, { class: 'answer' }) : null,
  );
}

/** Calls to which somebody is going: no alarm, and still in view. @param {Scene} scene @param {Hands} hands @param {Board} board */
export function callsInHand(scene, hands, board) {
  const loud = new Set(scene.alarms.map((alarm) => alarm.cause));
  const device = scene.page.device?.id ?? null;
  const calls = (board.room.help ?? []).filter((call) => call.device !== device && !loud.has(`help:${call.id}`));
  if (!calls.length) return null;
  return h(
    'ul',
    { key: 'calls', class: 'alarms', 'aria-label': t('Calls for help') },
    calls.map((call) =>
      h(
        'li',
        { key: call.id },
        button(
          'open',
          [
            icon('hands'),
            h('strong', null, call.where),
            h('span', { class: 'what' }, goingWords(call, scene.now) ?? t('needs help')),
            h('span', { class: 'time' }, elapsed(scene.now - Date.parse(call.began_at))),
          ],
          () => hands.open({ kind: 'help', call: call.id, names: [], why: null }),
          { class: 'alarm running' },
        ),
      ),
    ),
  );
}

/** @param {HelpCall} call @param {number} now */
function goingWords(call, now) {
  if ((millis(call.going_until) ?? 0) <= now) return null;
  return call.going ? t('%(who)s is going', { who: call.going }) : t('somebody is going');
}
