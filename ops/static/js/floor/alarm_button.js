/** One alarm as a button: where, what is asked for, since when; a tap leads there. */

import { EYES } from '../core/alarms.js';
import { insists, RECONFIRM } from '../core/alarm_sources.js';
import { gatheredWords, gathersSeats, longestUnseen, lookWord, technicalShape, technicalWords } from '../core/alarm_words.js';
import { countdown, elapsed, late, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { pauseSound } from './acts_walk.js';
import { openOnFloor } from './open_on_floor.js';
import { openWalk } from './walk_open.js';
import { button, icon, toSend } from './parts.js';
import { placeOf, responseWhere } from './places.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Alarm} Alarm */
/** @typedef {{shape: import('../core/shapes.js').Shape, where: string, what: string, time: string}} Words */

/** @param {Scene} scene @param {Hands} hands @param {Board} board @param {Alarm} alarm */
export function alarmButton(scene, hands, board, alarm) {
  const { shape, where, what, time } = words(board, alarm, scene.now);
  return button(
    alarm.cause,
    [
      icon(shape),
      h('strong', null, where),
      h('span', { class: 'what' }, what),
      toSend(scene, alarm.cause.replace(/^response:/, '')),
      h('span', { class: 'time' }, time),
    ],
    () => followAlarm(scene, hands, board, alarm),
    { class: `alarm level-${alarm.level}` },
  );
}

/**
 * Sound off for this one alarm, on every screen, with what is left of it. The alarm stays.
 * @param {Scene} scene @param {Hands} hands @param {Board} board @param {Alarm} alarm
 */
export function pauseButton(scene, hands, board, alarm) {
  if (alarm.level === 'low') return null;
  const { where } = words(board, alarm, scene.now);
  const left = alarm.paused_until === null ? null : countdown(alarm.paused_until - scene.now);
  return button(
    'pause',
    [icon('silent'), h('span', { key: 'words' }, t('sound off')), left ? h('b', { key: 'left' }, left) : null],
    () => void hands.act(pauseSound(scene.page.site, alarm.cause, where), { stay: true }),
    {
      class: left ? 'pause off' : 'pause',
      'aria-label': left
        ? t('%(where)s: sound off for %(left)s', { where, left })
        : t('%(where)s: sound off', { where }),
    },
  );
}

/** The alarm for a screen reader: no clock in it, so that it is said once. @param {Board} board @param {Alarm} alarm */
export function alarmSentence(board, alarm) {
  const { where, what } = words(board, alarm, alarm.since);
  return [where, what].filter(Boolean).join(': ');
}

/** @param {Board} board @param {Alarm} alarm @param {number} now @returns {Words} */
function words(board, alarm, now) {
  const gone = now - alarm.since;
  if (alarm.level === 'technical') {
    return { shape: technicalShape(alarm.cause), where: technicalWords(board, alarm), what: '', time: minutes(gone) };
  }
  if (gathersSeats(alarm)) {
    const { what, count } = gatheredWords(alarm);
    const time = alarm.cause === RECONFIRM ? minutes(now - longestUnseen(board, alarm)) : elapsed(gone);
    return { shape: alarm.level === 'high' ? 'now' : 'late', where: what, what: count, time };
  }
  if (alarm.cause.startsWith('help:')) {
    const call = board.room.help?.find((one) => `help:${one.id}` === alarm.cause);
    const what = [t('NEEDS HELP'), call?.who].filter(Boolean).join(' · ');
    return { shape: 'hands', where: call?.where ?? '', what, time: elapsed(gone) };
  }
  const where = responseWhere(board, alarm);
  if (alarm.cause.startsWith('response:')) {
    const response = board.responses.find((one) => `response:${one.id}` === alarm.cause);
    const yet = response && insists(response, now) ? t('NOBODY THERE') : t('nobody there yet');
    const left = response?.attended_until ? t('nobody there any more') : yet;
    const how = response?.there ? t('nothing logged lately') : left;
    const called = response?.more_hands_at ? t('MORE HANDS') : t('RESPONSE');
    return { shape: 'pulse', where, what: `${called} · ${how}`, time: elapsed(gone) };
  }
  if (alarm.level === 'low') return { shape: 'clock', where, what: t('usual time passed'), time: minutes(gone) };
  const high = alarm.level === 'high';
  return { shape: high ? 'now' : 'late', where, what: lookWord(board, alarm), time: late(gone) };
}

/** There, from wherever the tablet is. @param {Scene} scene @param {Hands} hands @param {Board} board @param {Alarm} alarm */
export function followAlarm(scene, hands, board, alarm) {
  const id = alarm.cause.slice(alarm.cause.indexOf(':') + 1);
  if (alarm.cause.startsWith('response:')) return hands.go({ name: 'response', id });
  if (alarm.cause.startsWith('help:')) return openOnFloor(scene, hands, { kind: 'help', call: id, names: [], why: null });
  if (alarm.cause === 'head_count') return openOnFloor(scene, hands, { kind: 'home' });
  if (alarm.cause === RECONFIRM) return openWalk(scene, hands);
  // Who is to be seen stands in the list, in the order to see them.
  if (alarm.cause === EYES && (scene.ui.pane.kind !== 'home' || scene.ui.view.name !== 'floor')) {
    return openOnFloor(scene, hands, { kind: 'home' });
  }
  const found = placeOf(board, gathersSeats(alarm) ? alarm.holds[0]?.cause.slice('visit:'.length) : id);
  if (scene.ui.view.name !== 'floor') hands.go({ name: 'floor' });
  if (found) hands.open({ kind: 'seat', booth: found.tile.id, mark: found.seat.mark, part: null });
}
