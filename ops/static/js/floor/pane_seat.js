/** The sheet of a seat with someone in it: six answers at once, then everything else. */

import { clock, here, millis, minutes } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import * as acts from './acts.js';
import { breathKey } from './breath_key.js';
import { afterPane, breathsPerMinute } from './moves.js';
import { paneTitle } from './pane_title.js';
import { button, group, icon } from './parts.js';
import { placeName } from './places.js';
import { h } from './vnode.js';
import { answers, leaveWays, looks, notHereWays, routes, stepOutPlaces, substances, wordFor } from './words.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('./scene.js').SeatPane} SeatPane */
/** @typedef {import('./places.js').Place & {visit: import('../core/types.js').Visit}} Taken */

/** @type {Record<string, import('../core/shapes.js').Shape>} */
const SHAPES = { ok: 'check', asleep: 'asleep', keep_an_eye: 'eye', hard_to_rouse: 'moon', not_here: 'search' };

/**
 * @param {Scene} scene
 * @param {Hands} hands
 * @param {SeatPane} open
 * @param {Taken} taken
 */
export function sheet(scene, hands, open, taken) {
  const name = placeName(taken.tile, taken.seat.mark);
  return h('div', { key: `sheet-${taken.visit.id}`, class: 'pane-in' }, [
    paneTitle(name, hands, h('p', { class: 'who' }, aboutLine(taken.visit, scene.now)), open),
    watchedFor(scene, taken.visit),
    prompts(scene, hands, taken, name),
    part(scene, hands, open, taken, name),
    open.part === null ? others(hands, open, taken, name) : null,
    h('p', { key: 'facts', class: 'facts' }, factsLine(scene, taken)),
  ]);
}

/** @param {import('../core/types.js').Visit} visit @param {number} now */
function aboutLine(visit, now) {
  const since = millis(visit.seated_at);
  return [visit.handle, since === null ? '' : here(now - since)].filter(Boolean).join(' · ');
}

/**
 * The clocks that last longer than a look: a long sedation, and the time of observation.
 * @param {Scene} scene @param {import('../core/types.js').Visit} visit
 */
function watchedFor({ board, now }, visit) {
  const zone = board?.room.time_zone ?? 'UTC';
  const [hard, until] = [visit.track === 'sedation' ? millis(visit.track_since) : null, millis(visit.usual_until)];
  const lines = [
    hard === null ? null : t('hard to rouse since %(time)s, %(long)s', { time: clock(hard, zone), long: minutes(now - hard) }),
    visit.state === 'aftercare' ? [t('aftercare'), until === null ? null : observedUntil(until, now, zone)].filter(Boolean).join(' · ') : null,
  ].filter((line) => line !== null);
  return lines.length ? h('div', { key: 'watched', class: 'who' }, lines.map((line) => h('p', { key: line }, line))) : null;
}

/** By the site's setting, and by who gave more time. @param {number} until @param {number} now @param {string} zone */
function observedUntil(until, now, zone) {
  const time = clock(until, zone);
  return until > now
    ? t('observed until %(time)s, %(left)s more', { time, left: minutes(until - now) })
    : t('observed until %(time)s, %(gone)s ago', { time, gone: minutes(now - until) });
}

/** @param {Scene} scene @param {Taken} taken */
function factsLine(scene, { visit }) {
  const zone = scene.board?.room.time_zone ?? 'UTC';
  const looked = millis(visit.last_look_at);
  const said = (visit.substances ?? []).map((one) => wordFor(substances(), one)).join(', ');
  return [
    visit.route ? wordFor(routes(), visit.route) : t('route not said'),
    said || t('substances not said'),
    visit.look ? `${t('look')}: ${wordFor(looks(), visit.look)}` : null,
    (visit.episodes ?? 0) > 1 ? tn('%(n)s time used', '%(n)s times used', visit.episodes ?? 0) : null,
    visit.answer && looked !== null ? `${wordFor(answers(), visit.answer)} ${clock(looked, zone)}` : t('no look yet'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * What the site's protocol asks to be noticed about this person.
 * @param {Scene} scene @param {Hands} hands @param {Taken} taken @param {string} name
 */
function prompts(scene, hands, { visit }, name) {
  const lines = [];
  const waits = scene.board?.waiting.some((one) => one.state === 'waiting');
  const usual = millis(visit.usual_until);
  if (visit.response) {
    const id = visit.response;
    lines.push(
      h(
        'div',
        { key: 'response', class: 'prompt red' },
        h('p', null, t('A response runs here.')),
        button('open', t('Open it'), () => hands.go({ name: 'response', id }), { class: 'key strong' }),
      ),
    );
  }
  if (visit.ask_rouse) {
    const n = visit.asleep_in_a_row ?? 0;
    lines.push(
      h(
        'p',
        { key: 'rouse', class: 'prompt' },
        `${tn('asleep %(n)s time in a row', 'asleep %(n)s times in a row', n)} · ${t('site protocol: rouse')}`,
      ),
    );
  }
  if (visit.look_outside)
    lines.push(h('p', { key: 'outside', class: 'prompt' }, t('Nobody knows where: look outside too.')));
  if (waits && usual !== null && usual <= scene.now) {
    lines.push(
      h(
        'div',
        { key: 'usual', class: 'prompt' },
        h('p', null, t('usual time passed %(time)s ago; someone is waiting', { time: minutes(scene.now - usual) })),
        button('extend', t('More time'), () => hands.act(acts.extend(visit.id, name))),
      ),
    );
  }
  return lines.length ? h('div', { key: 'prompts', class: 'prompts' }, lines) : null;
}

/**
 * The six answers, or what one of them asks further.
 * @param {Scene} scene @param {Hands} hands @param {SeatPane} open @param {Taken} taken @param {string} name
 */
function part(scene, hands, open, taken, name) {
  const { visit } = taken;
  const back = button('back-to-answers', t('Back'), () => hands.open({ ...open, part: null }), { class: 'key quiet' });
  if (open.part === 'not_here') {
    return h('div', { key: 'not-here', class: 'answers two', role: 'group', 'aria-label': t('not here') }, [
      notHereWays().map((way) =>
        button(way.value, way.word, () => notHere(hands, open, taken, name, way.value), { class: 'answer' }),
      ),
      back,
    ]);
  }
  if (open.part === 'breaths') return breaths(scene, hands, open, taken, name);
  if (open.part === 'step_out') {
    return h('div', { key: 'out', class: 'answers two', role: 'group', 'aria-label': t('stepped out') }, [
      stepOutPlaces().map((to) =>
        button(to.value, to.word, () => hands.act(acts.stepOut(visit.id, name, to.value)), { class: 'answer' }),
      ),
      back,
    ]);
  }
  if (open.part === 'leave') {
    return h('div', { key: 'leave', class: 'answers two', role: 'group', 'aria-label': t('leave') }, [
      leaveWays().map((how) =>
        button(how.value, how.word, () => hands.act(acts.leave(visit.id, name, { how: how.value })), {
          class: 'answer',
        }),
      ),
      button(
        'without',
        t('left without using'),
        () => hands.act(acts.leave(visit.id, name, { how: 'left', without_use: true })),
        { class: 'answer' },
      ),
      back,
    ]);
  }
  if (open.part === 'aftercare') return aftercarePlaces(scene, hands, taken, name, back);
  return sixAnswers(hands, open, taken, name);
}

/** @param {Hands} hands @param {SeatPane} open @param {Taken} taken @param {string} name */
function sixAnswers(hands, open, { visit }, name) {
  return h('div', { key: 'answers', class: 'answers', role: 'group', 'aria-label': t('What do you see?') }, [
    answers().map(({ value, word }) =>
      button(
        value,
        [icon(SHAPES[value] ?? null), h('span', null, word)],
        () => answer(hands, open, visit.id, name, value),
        { class: `answer tone-${value}` },
      ),
    ),
    button('respond-here', [icon('pulse'), h('span', null, t('RESPOND'))], hands.respond, { class: 'answer red' }),
  ]);
}

/** @param {Hands} hands @param {SeatPane} open @param {string} visit @param {string} name @param {string} value */
function answer(hands, open, visit, name, value) {
  if (value === 'not_here') return hands.open({ ...open, part: 'not_here' });
  hands.act(acts.checkIn(visit, name, value), { stay: value === 'hard_to_rouse' });
  // What was seen is on its way; counting the breaths comes after and adds to it.
  if (value === 'hard_to_rouse') hands.open({ ...open, part: 'breaths' });
}

/** @param {Hands} hands @param {SeatPane} open @param {Taken} taken @param {string} name @param {string} where */
function notHere(hands, open, { visit }, name, where) {
  const moved = where === 'moved';
  hands.act(acts.checkIn(visit.id, name, 'not_here', { where }), { stay: moved });
  if (moved) hands.open(picking('move', open, visit.id, name));
}

/**
 * Which seat they are to have, or have already.
 * @param {'move' | 'swap'} what @param {SeatPane} open @param {string} visit @param {string} who
 * @returns {import('./scene.js').PickPane}
 */
function picking(what, open, visit, who) {
  const { booth, mark, back } = open;
  return { kind: 'pick', what, visit, who, from: { booth, mark }, ...(back ? { back } : {}) };
}

/** @param {Scene} scene @param {Hands} hands @param {SeatPane} open @param {Taken} taken @param {string} name */
function breaths(scene, hands, open, { visit }, name) {
  const at = scene.ui.breaths;
  const rate = breathsPerMinute(at);
  const log = (/** @type {number} */ n) =>
    hands.act(acts.checkIn(visit.id, name, 'hard_to_rouse', { breaths_per_minute: n }));
  return h('div', { key: 'breaths', class: 'breaths', role: 'group', 'aria-label': t('breaths a minute') }, [
    h('p', { key: 'said' }, t('Noted: hard to rouse, breathing. Breaths, if you count them:')),
    breathKey(at, (more) => hands.set((ui) => ({ breaths: more(ui.breaths) })), 'answer wide'),
    rate === null
      ? null
      : button('log', t('log %(n)s breaths a minute', { n: rate }), () => log(rate), { class: 'answer strong' }),
    group(
      'numbers',
      t('or a number'),
      [4, 6, 8, 10, 12, 14, 16].map((n) => button(`n${n}`, String(n), () => log(n), { class: 'chip' })),
    ),
    button('without', t('without counting'), () => hands.open(afterPane(open)), { class: 'key quiet' }),
  ]);
}

/** @param {Scene} scene @param {Hands} hands @param {Taken} taken @param {string} name @param {any} back */
function aftercarePlaces(scene, hands, { visit }, name, back) {
  const rooms = (scene.board?.booths ?? []).filter((tile) => tile.kind === 'aftercare');
  return h('div', { key: 'aftercare', class: 'answers two', role: 'group', 'aria-label': t('aftercare') }, [
    rooms.map((tile) =>
      button(`to-${tile.id}`, tile.name, () => hands.act(acts.aftercare(visit.id, name, tile.id)), { class: 'answer' }),
    ),
    button('here', t('here, in the same place'), () => hands.act(acts.aftercare(visit.id, name, null)), {
      class: 'answer',
    }),
    back,
  ]);
}

/**
 * Everything that is not a look.
 * @param {Hands} hands @param {SeatPane} open @param {Taken} taken @param {string} name
 */
function others(hands, open, { tile, visit }, name) {
  const pick = (/** @type {'move' | 'swap'} */ what) => hands.open(picking(what, open, visit.id, name));
  const away = visit.state === 'stepped_out' || visit.state === 'looked_for';
  const act = (/** @type {acts.FloorAct} */ one) => () => hands.act(one);
  return h('div', { key: 'others', class: 'others', role: 'group', 'aria-label': t('More for this %(person)s') }, [
    button('going', t('Going'), act(acts.going(visit.id, name))),
    away
      ? button('back', t('Back'), act(acts.back(visit.id, name)), { class: 'key strong' })
      : button('out', t('Step out'), () => hands.open({ ...open, part: 'step_out' })),
    button('move', t('Move'), () => pick('move')),
    button('swap', t('Swap'), () => pick('swap')),
    button('extend', t('More time'), act(acts.extend(visit.id, name))),
    button('episode', t('Uses again'), act(acts.episode(visit.id, name))),
    tile.kind === 'aftercare'
      ? null
      : button('aftercare', t('Aftercare'), () => hands.open({ ...open, part: 'aftercare' })),
    button('left', t('Left'), act(acts.leave(visit.id, name, { how: 'left' }))),
    button('leave', t('Left, otherwise…'), () => hands.open({ ...open, part: 'leave' })),
  ]);
}
