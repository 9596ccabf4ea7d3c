/** The middle zone: every button names the act a tap will log. */

import { clock, elapsed, millis, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { button, icon } from '../floor/parts.js';
import { toUnlock } from '../floor/lock_key.js';
import { unsentList } from '../floor/pane_unsent.js';
import { h } from '../floor/vnode.js';
import * as acts from './acts.js';
import { assess, assessPanel, notePanel } from './panel_assess.js';
import { carePanel } from './panel_care.js';
import { aftercarePanel, outcomePanel } from './panel_outcome.js';
import { cardButton, cardPanel } from './panel_card.js';
import { aboutPanel, askPanel } from './panel_about.js';
import { openAfter, rowsThen, strip, whenDone } from './panel_catch_up.js';
import { canChange, changeKey, changePanel } from './panel_change.js';
import { rowPanel } from './panel_row.js';
import { signPanel } from './panel_sign.js';
import { leavePanel } from './people.js';
import { othersPanel, samePlacePanel, whoPanel } from './panel_others.js';
import { ambulance, doses, goingOn, lastOfStaff, since } from './clocks.js';
import { frontActs, moreActs, TOGGLES } from './kinds.js';
import { oxygenLasts } from './oxygen.js';
import { actionName, defaultsOf, valuesLine } from './values.js';

/** @typedef {import('./view.js').Case} Case */

/** @param {Case} one */
export function actsZone(one) {
  const { draft } = one.scene.ui;
  const row = rowPanel(one);
  const asked = [samePlacePanel(one), askPanel(one)];
  const size = draft.open !== null ? ' open filling' : asked.some((panel) => panel !== null) ? ' open' : '';
  return h('section', { key: 'acts', class: 'zone acts', 'aria-label': t('What to log') }, [
    h('div', { key: 'upper', class: `upper${size}` }, row ?? upper(one, asked)),
    one.running ? h('div', { key: 'lower', class: 'grid lower' }, always(one)) : null,
  ]);
}

/** @param {Case} one @param {any[]} asked */
function upper(one, asked) {
  const { draft } = one.scene.ui;
  if (draft.open === 'card') return cardPanel(one);
  return [
    draft.open === 'kind' ? aboutPanel(one) : null,
    draft.open === 'others' ? othersPanel(one) : null,
    draft.open === 'who' ? whoPanel(one) : null,
    draft.open === 'sign' ? signPanel(one) : null,
    draft.open === 'leave' ? leavePanel(one) : null,
    draft.open === 'unlock' && one.scene.locked ? h('div', { key: 'unlock-panel', class: 'panel' }, toUnlock(one.scene)) : null,
    draft.open === 'unsent' ? h('div', { key: 'unsent-panel', class: 'panel' }, unsentList(one.scene, one.hands)) : null,
    asked,
    one.running ? front(one) : record(one),
  ];
}

/** What belongs to the record once it is over; what is being added stands first. @param {Case} one */
function record(one) {
  const rest = [goesOn(one), outcomePanel(one), aftercarePanel(one), carePanel(one)];
  return isAdding(one) ? [afterwards(one), rest] : [rest, afterwards(one)];
}

/** OVER may have been a slip, or too early: the same record runs again. @param {Case} one */
function goesOn({ response, hands }) {
  return button(
    'goes-on',
    t('It goes on: MORE HANDS'),
    () => hands.act(acts.moreHands(response.id, true)),
    { class: 'key big' },
  );
}

/** @param {Case} one */
function isAdding({ scene }) {
  return ['more', 'assess', 'note'].includes(scene.ui.draft.open ?? '');
}

/** The six in front, or what was opened in their place. @param {Case} one */
function front(one) {
  const { open } = one.scene.ui.draft;
  if (open === 'assess') return assessPanel(one);
  if (open === 'more') return morePanel(one);
  if (open === 'note') return notePanel(one);
  if (open === 'change_oxygen') return changePanel(one, 'oxygen');
  if (open === 'change_breaths') return changePanel(one, 'breaths');
  return h(
    'div',
    { key: 'grid', class: 'grid' },
    frontActs(one.response.kind, notInKit(one), one.board.room.words?.acts).map((name) => actButton(one, name)),
  );
}

/** What stays in reach whatever else is open. @param {Case} one */
function always(one) {
  const { response, hands, scene } = one;
  const { open } = scene.ui.draft;
  return [
    button(
      'mark',
      [h('strong', null, t('MARK')), h('span', null, t('just the time, name it later'))],
      () => hands.act(acts.mark(response.id)),
      { class: 'act mark' },
    ),
    ambulanceButton(one),
    button(
      'more',
      [h('strong', null, open === 'more' ? t('Less') : t('More…'))],
      () => hands.draft({ open: open === 'more' ? null : 'more' }),
      { class: 'act', 'aria-expanded': String(open === 'more') },
    ),
    button('here', [h('strong', null, t('I’m here'))], () => hands.act(acts.here(response.id)), { class: 'act' }),
    handsButton(one),
    button(
      'over',
      [h('strong', null, t('OVER')), h('span', null, t('outcome and record after'))],
      () => hands.act(acts.over(response.id)),
      { class: 'act over' },
    ),
  ];
}

/**
 * Over is not complete: what was done can still be added, each act at its place.
 * @param {Case} one
 */
function afterwards(one) {
  const { open, placing } = one.scene.ui.draft;
  const shown = isAdding(one);
  return h('div', { key: 'late', class: 'late' }, [
    button(
      'more',
      open === 'more' ? t('Nothing to add') : t('Add what was done to the log'),
      () => one.hands.draft({ open: open === 'more' ? null : 'more', placing: null }),
      { class: 'key big', 'aria-expanded': String(shown) },
    ),
    shown ? strip(one) : null,
    shown && placing !== null
      ? h(
          'div',
          { key: 'grid', class: 'grid' },
          open === 'more'
            ? [frontActs(one.response.kind, notInKit(one), one.board.room.words?.acts).map((name) => actButton(one, name)), morePanel(one)]
            : front(one),
        )
      : null,
  ]);
}

/** @param {Case} one @param {string} name */
function actButton(one, name) {
  if (name in TOGGLES) return toggleButton(one, /** @type {keyof typeof TOGGLES} */ (name));
  if (name === 'naloxone') return doseButton(one);
  if (name === 'assessment') {
    return button(
      name,
      [h('strong', null, t('assess')), h('span', null, t('breaths, SpO2, response'))],
      () => assess(one),
      { class: 'act' },
    );
  }
  if (name === 'note')
    return button(name, [h('strong', null, t('note'))], () => one.hands.draft({ open: 'note', values: {} }), {
      class: 'act',
    });
  return logButton(one, name, t('log %(what)s', { what: actionName(name) }), defaultsOf(one, name));
}

/**
 * @param {Case} one @param {string} kind @param {string} words @param {Record<string, any>} values
 * @param {any} [under] @param {string} [tone]
 */
function logButton(one, kind, words, values, under, tone = '') {
  const line = under ?? valuesLine(kind, values);
  return button(kind, [h('strong', null, words), line ? h('span', null, line) : null], () => log(one, kind, values), {
    class: `act ${tone}`,
  });
}

/** @param {Case} one @param {string} kind @param {Record<string, any>} values */
function log(one, kind, values) {
  one.hands.act(acts.action(one.response.id, kind, values, whenDone(one)));
  one.hands.draft({ open: openAfter(one) });
}

/**
 * What goes on is stopped, what does not is begun; the words say which.
 * @param {Case} one @param {keyof typeof TOGGLES} name
 */
function toggleButton(one, name) {
  const [start, stop] = TOGGLES[name];
  const going = goingOn(rowsThen(one), start);
  const words = {
    oxygen: going ? t('stop oxygen') : t('log oxygen'),
    breaths: going ? t('stop breaths') : t('start breaths'),
    cpr: going ? t('stop CPR') : t('start CPR'),
  };
  if (!going) return { ...logButton(one, start, words[name], defaultsOf(one, start)), key: name };
  const lasting = t('going on %(time)s', { time: since(Date.parse(going.happened_at), one.until, one.board.room.time_zone) });
  const given = valuesLine(start, going.values);
  if (!one.running || !canChange(name)) {
    const line = [lasting, given].filter(Boolean).join(' · ');
    return { ...logButton(one, stop, words[name], {}, line, 'going'), key: name };
  }
  const lasts = name === 'oxygen' ? oxygenLasts(one) : null;
  const left = lasts ? t('%(time)s left, estimated', { time: minutes(lasts.left) }) : null;
  const stops = logButton(one, stop, words[name], {}, lasting, 'going');
  return h('div', { key: name, class: 'goes-on' }, [stops, changeKey(one, name, given, left)]);
}

/**
 * The next dose is like the last one staff gave whose amount is known, or as the site's protocol begins.
 * @param {Case} one
 */
function doseButton(one) {
  const given = doses(one.rows);
  const values = lastOfStaff(one.rows)?.values ?? defaultsOf(one, 'naloxone');
  const words = given && given.least < given.count ? t('log next dose') : t('log dose %(n)s', { n: (given?.count ?? 0) + 1 });
  return logButton(one, 'naloxone', words, values, undefined, 'dose');
}

/** What goes on is there, whatever the kit says: what stops it stays in front. @param {Case} one */
function notInKit(one) {
  /** @type {string[]} */
  const without = /** @type {any} */ (one.board.room.protocol)?.not_in_kit ?? [];
  return without.filter((name) => name !== 'oxygen' || !goingOn(one.rows, TOGGLES.oxygen[0]));
}

/** @param {Case} one */
function ambulanceButton(one) {
  const known = ambulance(one.rows);
  const zone = one.board.room.time_zone;
  const called = known?.calledAt ? t('called %(time)s', { time: clock(known.calledAt, zone) }) : undefined;
  if (known?.state === 'called')
    return { ...logButton(one, 'ambulance_arrived', t('ambulance is here'), {}, called, 'blue'), key: 'ambulance' };
  if (known?.state === 'arrived')
    return {
      ...logButton(one, 'ambulance_left_with_person', t('ambulance left with them'), {}, null, 'blue small'),
      key: 'ambulance',
    };
  return { ...logButton(one, 'ambulance_called', t('ambulance called'), {}, t('log the call')), key: 'ambulance' };
}

/**
 * Calling again is a repeat, never a withdrawal; that has a button of its own while a call stands.
 * @param {Case} one
 */
function handsButton(one) {
  const { response, hands, scene } = one;
  const asked = millis(response.more_hands_at);
  const under = asked === null ? null : t('asked for %(time)s ago', { time: elapsed(scene.now - asked) });
  return h('div', { key: 'hands', class: 'calls' }, [
    button(
      'more',
      [icon('hands'), h('strong', null, t('MORE HANDS')), under ? h('span', null, under) : null],
      () => hands.act(acts.moreHands(response.id, true)),
      { class: `act hands${asked === null ? '' : ' on'}` },
    ),
    asked === null
      ? null
      : button('enough', h('strong', null, t('enough hands')), () => hands.act(acts.moreHands(response.id, false)), {
          class: 'act small enough',
        }),
  ]);
}

/** @param {Case} one */
function morePanel(one) {
  const rare = ['ambulance_cancelled', 'ambulance_arrived', 'ambulance_left_with_person', 'ambulance_chose_not_to_go'];
  const end = (/** @type {import('../floor/acts.js').FloorAct} */ act) => () => {
    one.hands.act(act);
    one.hands.go({ name: 'floor' });
  };
  return h('div', { key: 'more-panel', class: 'more' }, [
    moreActs(one.response.kind, notInKit(one), one.board.room.words?.acts).map((name) => actButton(one, name)),
    rare.map((kind) => logButton(one, kind, actionName(kind), {}, null, 'small')),
    cardButton(one),
    one.running
      ? button('all-ok', h('strong', null, t('all OK, no response needed')), end(acts.allOk(one.response.id)), {
          class: 'act small',
        })
      : null,
    one.running
      ? button('mis-tap', h('strong', null, t('mis-tap')), end(acts.misTap(one.response.id)), { class: 'act small' })
      : null,
  ]);
}
