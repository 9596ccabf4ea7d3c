/** What needs someone, worst first; who waits; what is left to finish. */

import { EYES } from '../core/alarms.js';
import { alone, RECONFIRM } from '../core/alarm_sources.js';
import { countdown, elapsed, late, minutes } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { lackingInShort } from '../response/lacking.js';
import { whoIsThere } from '../wall/response_cell.js';
import { alarmButton } from './alarm_button.js';
import { drugAlertHint, drugAlerts } from './drug_alert_lines.js';
import { fewHands } from './few_hands.js';
import { looksAsked } from './looks_asked.js';
import { newVersion } from './new_version.js';
import { drillLine } from './pane_drill.js';
import { callsInHand } from './pane_help.js';
import { openingOffer } from './pane_opening.js';
import { recentlyLeft, waitingList } from './pane_waiting.js';
import { button, icon, section, toSend } from './parts.js';
import { placeName, placeOf, responseWhere } from './places.js';
import { oxygenLines, shelfLine } from './shelf_lines.js';
import { h } from './vnode.js';
import { wanted } from './wanted.js';
import { wantedRow } from './wanted_rows.js';
import { gapWords } from './words_walk.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./wanted.js').Wanted} Wanted */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Board} Board */

/** @param {Scene} scene @param {Hands} hands */
export function homePane(scene, hands) {
  const board = /** @type {Board} */ (scene.board);
  const all = wanted(scene, board);
  return h('div', { key: 'home', class: 'pane-in home' }, [
    fewHands(board, scene.now),
    gap(board),
    needs(scene, hands, board, all),
    callsInHand(scene, hands, board),
    oxygenLines(scene, hands, board),
    responses(scene, hands, board, all),
    drugAlertHint(scene, hands, board),
    looks(scene, hands, board),
    rouse(hands, board),
    waitingList(scene, hands, board),
    recentlyLeft(scene, hands, board),
    drillLine(hands, board),
    openingOffer(scene, hands, board),
    drugAlerts(scene, hands, board),
    shelfLine(scene, hands, board),
    screens(scene, board),
    newVersion(scene, hands),
  ]);
}

/** What is loud and who asks for more hands, worst first. @param {Scene} scene @param {Hands} hands @param {Board} board @param {Wanted[]} all */
function needs(scene, hands, board, all) {
  if (!all.length) return null;
  const rows = all.flatMap((one) => [
    h('li', { key: one.cause }, wantedRow(scene, hands, board, one)),
    ...(one.cause === EYES ? (one.alarm?.holds ?? []).map((held) => heldRow(scene, hands, board, held)) : []),
    ...(one.cause === RECONFIRM ? (one.alarm?.holds ?? []).map((held) => unseenRow(scene, hands, board, held)) : []),
  ]);
  return h('section', { key: 'needs', class: 'block', 'aria-label': t('Needs someone, worst first') }, [
    h('ul', { key: 'list', class: 'alarms' }, rows),
  ]);
}

/** Quietly: who is looked at or for, and whose look is due. @param {Scene} scene @param {Hands} hands @param {Board} board */
function looks(scene, hands, board) {
  const asked = looksAsked(board, scene.now, scene.alarms);
  const loud = scene.alarms.some((alarm) => alarm.level === 'high' || alarm.level === 'medium');
  if (!asked.length) return loud ? null : h('p', { key: 'calm', class: 'calm' }, t('No look is due.'));
  return h('section', { key: 'looks', class: 'block', 'aria-label': t('Looks that are due or under way') }, [
    h(
      'ul',
      { key: 'list', class: 'alarms' },
      asked.map((one) => h('li', { key: one.visit.id }, quietRow(scene, hands, one))),
    ),
  ]);
}

/**
 * The room needs eyes: who is to be seen, in the order to see them.
 * @param {Scene} scene @param {Hands} hands @param {Board} board @param {import('../core/types.js').Held} one
 */
function heldRow(scene, hands, board, one) {
  const alarm = { ...alone(one.cause, one.level, one.since), booth: one.booth, seat: one.seat };
  return h('li', { key: one.cause, class: 'held' }, alarmButton(scene, hands, board, alarm));
}

/**
 * Not seen since the board came back; longest unseen first.
 * @param {Scene} scene @param {Hands} hands @param {Board} board @param {import('../core/types.js').Held} one
 */
function unseenRow(scene, hands, board, one) {
  const place = placeOf(board, one.cause.slice('visit:'.length));
  if (!place) return null;
  const seen = place.visit.last_look_at ?? place.visit.seated_at;
  const words = [
    icon('search'),
    h('strong', null, placeName(place.tile, place.seat.mark)),
    h('span', { class: 'what' }, t('last look')),
    h('span', { class: 'time' }, minutes(scene.now - Date.parse(String(seen)))),
  ];
  const open = () => hands.open({ kind: 'seat', booth: place.tile.id, mark: place.seat.mark, part: null });
  return h('li', { key: one.cause, class: 'held' }, button('open', words, open, { class: 'alarm quiet unseen' }));
}

/** What the board does not know. @param {Board} board */
function gap(board) {
  const words = gapWords(board);
  return words ? h('p', { key: 'gap', class: 'prompt' }, t('%(gap)s. No deadline from before is believed.', { gap: words })) : null;
}

/** @param {Scene} scene @param {Hands} hands @param {import('./looks_asked.js').Asked} one */
function quietRow(scene, hands, { tile, seat, what, due }) {
  const words = {
    going: /** @type {const} */ (['walk', t('going')]),
    look_outside: /** @type {const} */ (['search', t('look outside')]),
    looked_for: /** @type {const} */ (['search', t('looked for')]),
    due: /** @type {const} */ (['bell', t('due')]),
  };
  const [shape, word] = words[what];
  const left = due - scene.now;
  const time = left > 0 ? countdown(left) : late(-left);
  return button(
    'open',
    [
      icon(shape),
      h('strong', null, placeName(tile, seat.mark)),
      h('span', { class: 'what' }, word),
      h('span', { class: 'time' }, time),
    ],
    () => hands.open({ kind: 'seat', booth: tile.id, mark: seat.mark, part: null }),
    { class: `alarm quiet ${what}` },
  );
}

/** What runs and is not told above, and what is to finish. @param {Scene} scene @param {Hands} hands @param {Board} board @param {Wanted[]} all */
function responses(scene, hands, board, all) {
  const above = new Set(all.map(({ cause }) => cause));
  const running = board.responses.filter((one) => one.state === 'running' && !above.has(`response:${one.id}`));
  const open = board.responses.filter((one) => one.state === 'over' && !one.complete);
  const row = (
    /** @type {import('../core/types.js').BoardResponse} */ one,
    /** @type {any} */ words,
    /** @type {string} */ tone,
  ) =>
    h(
      'li',
      { key: one.id },
      button(
        'open',
        [icon('pulse'), h('strong', null, responseWhere(board, one)), words],
        () => hands.go({ name: 'response', id: one.id }),
        { class: `alarm ${tone}` },
      ),
    );
  return [
    running.length
      ? section(
          t('Responses running'),
          'running',
          h(
            'ul',
            { class: 'alarms' },
            running.map((one) =>
              row(
                one,
                [
                  h('span', { class: 'what' }, whoIsThere(one)),
                  toSend(scene, one.id),
                  h('span', { class: 'time' }, elapsed(scene.now - Date.parse(one.began_at))),
                ],
                'running',
              ),
            ),
          ),
        )
      : null,
    open.length
      ? section(
          t('Records to finish'),
          'finish',
          h(
            'ul',
            { class: 'alarms' },
            open.map((one) => row(one, [h('span', { class: 'what' }, toFinish(one)), toSend(scene, one.id)], 'finish')),
          ),
        )
      : null,
  ];
}

/** @param {import('../core/types.js').BoardResponse} response one that is over, and not complete */
function toFinish({ missing }) {
  return missing?.length ? t('to add: %(what)s', { what: lackingInShort(missing) }) : t('over, record to finish');
}

/** @param {Hands} hands @param {Board} board */
function rouse(hands, board) {
  const asked = board.booths.flatMap((tile) =>
    tile.seats.filter((seat) => seat.visit?.ask_rouse).map((seat) => ({ tile, seat })),
  );
  if (!asked.length) return null;
  return section(
    t('Site protocol: rouse'),
    'rouse',
    h(
      'ul',
      { class: 'alarms' },
      asked.map(({ tile, seat }) =>
        h(
          'li',
          { key: `${tile.id}-${seat.mark}` },
          button(
            'open',
            [
              icon('asleep'),
              h('strong', null, placeName(tile, seat.mark)),
              h(
                'span',
                { class: 'what' },
                tn('asleep %(n)s time in a row', 'asleep %(n)s times in a row', seat.visit?.asleep_in_a_row ?? 0),
              ),
            ],
            () => hands.open({ kind: 'seat', booth: tile.id, mark: seat.mark, part: null }),
            { class: 'alarm' },
          ),
        ),
      ),
    ),
  );
}

/** Screens that are quiet without being an alarm, by name. @param {Scene} scene @param {Board} board */
function screens(scene, board) {
  const told = new Set(scene.alarms.map((alarm) => alarm.cause.split(':').slice(0, 2).join(':')));
  const rest = board.devices.filter((device) => !told.has(`device:${device.id}`));
  const silent = rest.filter((device) => device.silent_since && !device.sleeping);
  const others = rest.filter((device) => device.id !== scene.page.device?.id);
  const quiet = others.filter((device) => device.sound === 'off' && !device.silent_since);
  if (!silent.length && !quiet.length) return null;
  return section(
    t('Screens'),
    'screens',
    h('ul', { class: 'plain-list' }, [
      silent.map((device) => h('li', { key: `silent-${device.id}` }, icon('silent'), silentWords(scene, device))),
      quiet.map((device) =>
        h('li', { key: `quiet-${device.id}` }, icon('silent'), `${device.name}: ${t('SOUND IS OFF')}`),
      ),
    ]),
  );
}

/** @param {Scene} scene @param {import('../core/types.js').Device} device */
function silentWords(scene, device) {
  const time = minutes(scene.now - Date.parse(String(device.silent_since)));
  const kept = device.unsent ? tn('%(n)s act to send', '%(n)s acts to send', device.unsent) : null;
  return [`${device.name}: ${t('silent for %(time)s', { time })}`, kept].filter(Boolean).join(', ');
}
