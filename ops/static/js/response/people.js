/** Who is there, who was, and the way back to the floor. */

import { clock, millis } from '../core/format.js';
import { t } from '../core/i18n.js';
import * as floorActs from '../floor/acts.js';
import { button, chip, group } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import * as acts from './acts.js';
import { named } from './panel_sign.js';

/** @typedef {import('./view.js').Case} Case */

/** @param {Case} one */
export function people(one) {
  const { response, hands, scene } = one;
  if (!one.running) return wereThere(one);
  const there = response.people ?? [];
  const attended = (millis(response.attended_until) ?? 0) > scene.now;
  const quiet = response.there > 0 && response.attended_until !== null && !attended;
  const { id } = response;
  return h('div', { key: 'people', class: 'people' }, [
    quiet ? h('p', { key: 'quiet', class: 'prompt' }, t('Nothing logged for a while. Still with them?')) : null,
    h(
      'ul',
      { key: 'who', class: 'names' },
      there.map((one) => h('li', { key: one.who, class: one.state }, person(one, response.lead ?? null))),
    ),
    there.length || response.there ? null : h('p', { key: 'nobody', class: 'prompt red' }, nobody(one)),
    leaveButton(one),
    h('div', { key: 'say', class: 'pair' }, [
      button('going', t('Going'), () => hands.act(acts.going(id), { stay: true })),
      button('lead', t('I lead'), () => hands.act(acts.lead(id, null), { stay: true })),
    ]),
    handOver(one),
    wereThere(one),
  ]);
}

/**
 * The lead goes to somebody who is going or there, by the name on the chip: a tablet leads nothing.
 * @param {Case} one
 */
function handOver(one) {
  const { response, hands, board, scene } = one;
  const others = (response.people ?? []).filter(
    ({ who }) => who !== response.lead && who !== scene.ui.by?.name && named(board, who),
  );
  if (!others.length) return null;
  return h(
    'div',
    { key: 'hand-over', class: 'chips' },
    others.map(({ who }) =>
      button(who, t('lead: %(who)s', { who }), () => hands.act(acts.lead(response.id, who), { stay: true }), { class: 'chip' }),
    ),
  );
}

/** @param {{who: string, state: string}} one @param {string | null} lead */
function person(one, lead) {
  const state = one.state === 'here' ? t('here') : t('going');
  return one.who === lead ? `${one.who} · ${state} · ${t('leads')}` : `${one.who} · ${state}`;
}

/** @param {Case} one */
function nobody(one) {
  return one.response.left?.length ? t('Nobody is there any more.') : t('Nobody has said they are there.');
}

/**
 * For whoever this tablet or the name chip is; where others are listed it asks who.
 * @param {Case} one
 */
function leaveButton(one) {
  const { response, hands, scene } = one;
  const listed = (response.people ?? []).map(({ who }) => who);
  const device = scene.page.device?.name ?? '';
  const by = scene.ui.by?.name ?? device;
  const me = [by, device].find((who) => listed.includes(who)) ?? (!listed.length && response.there ? by : null);
  if (me === null && !listed.length) return null;
  const open = scene.ui.draft.open === 'leave';
  const last = response.there === 1 && (me !== null || listed.length === 1);
  const under = last ? t('then nobody is there: it sounds again') : me;
  const leave = () => {
    hands.act(acts.leave(response.id, by, device));
    hands.go({ name: 'floor' });
  };
  const tap = me === null ? () => hands.draft({ open: open ? null : 'leave' }) : leave;
  return button('leave', [h('strong', null, t('Back on the floor')), under ? h('span', null, under) : null], tap, {
    class: 'key leave',
    ...(me === null ? { 'aria-expanded': String(open) } : {}),
  });
}

/** Somebody else's tap, a chip that has lapsed, another tablet: whose way back is it? @param {Case} one */
export function leavePanel(one) {
  const { hands, scene, response, board } = one;
  const back = (/** @type {string} */ who) => () => {
    const id = board.staff.find((person) => person.name === who)?.id;
    // Whoever has a name chip is free by it; who came by a tablet has no other sign than the entry.
    const act =
      id === undefined
        ? acts.takenOff(response.id, who)
        : floorActs.staffOnShift(scene.page.site, { id: Number(id), name: who }, 'floor', t('back on the floor'));
    hands.act(act, { stay: true });
    hands.draft({ open: null });
  };
  return h(
    'div',
    { key: 'leave-panel', class: 'panel' },
    group(
      'names',
      t('Who is back on the floor?'),
      (response.people ?? []).map(({ who }) => chip(who, who, false, back(who))),
    ),
  );
}

/**
 * From when to when, of those who are not there now; when it is over, of everybody.
 * @param {Case} one
 */
function wereThere(one) {
  const { response, board } = one;
  const until = response.over_at ?? null;
  const stayed = (response.people ?? []).flatMap(({ who, state, since }) =>
    until !== null && state === 'here' ? [{ who, since, until }] : [],
  );
  const were = [...(response.left ?? []), ...stayed].sort((one, other) => Date.parse(one.since) - Date.parse(other.since));
  if (!were.length) return null;
  const time = (/** @type {string} */ instant) => clock(Date.parse(instant), board.room.time_zone);
  return h(
    'ul',
    { key: 'were', class: 'were', 'aria-label': t('Who was there') },
    were.map((one) =>
      h(
        'li',
        { key: `${one.who} ${one.since}` },
        t('%(who)s was there %(from)s–%(until)s', { who: one.who, from: time(one.since), until: time(one.until) }),
      ),
    ),
  );
}
