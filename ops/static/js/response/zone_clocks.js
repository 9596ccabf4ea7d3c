/** The left zone: how they breathe, how long, who is there. */

import { clock, elapsed, minutes } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { button } from '../floor/parts.js';
import { h } from '../floor/vnode.js';
import { wordFor } from '../floor/words.js';
import * as acts from './acts.js';
import { box, clockParts } from './clock_box.js';
import { ambulance, doses, goingOn, inAll, lastAssessment, since } from './clocks.js';
import { standing } from './log.js';
import { oxygenLasts } from './oxygen.js';
import { paceBeat } from './pace.js';
import { people } from './people.js';
import { valuesLine } from './values.js';
import { sedation } from './words.js';
import { sedationClock } from './zone_clock_sedation.js';

/** @typedef {import('./view.js').Case} Case */

/** @param {Case} one */
export function clocksZone(one) {
  return h('section', { key: 'clocks', class: 'zone clocks', 'aria-label': t('Clocks') }, [
    breathing(one),
    sedationClock(one),
    began(one),
    doseClock(one),
    oxygenClock(one),
    ambulanceClock(one),
    whyItStands(one),
    people(one),
    nothingNeeded(one),
  ]);
}

/**
 * The rate is what this clock is about: where nobody counted, no other word stands in for it.
 * @param {Case} one
 */
function breathing(one) {
  const last = lastAssessment(one.rows);
  const breaths = breathsGiven(one);
  const pace = paceBeat(one);
  if (!last) return box('breathing', t('breathing'), t('not assessed'), breaths && [breaths, pace], 'breathing said');
  const said = last.sedation ? wordFor(sedation(), last.sedation) : null;
  const seen = one.running
    ? t('breathing · seen %(time)s ago', { time: elapsed(one.until - last.at) })
    : t('breathing · last seen %(time)s', { time: clock(last.at, zoneOf(one)) });
  const words = [spo2(last), said, breaths].filter(Boolean).join(' · ');
  const under = words && [words, pace];
  if (last.rate === null) return box('breathing', seen, t('not counted'), under, 'breathing said');
  return box('breathing', seen, t('%(n)s / min', { n: last.rate }), under, 'breathing');
}

/** @param {Case} one */
function breathsGiven(one) {
  const given = goingOn(one.rows, 'breaths_start');
  if (!given) return null;
  const time = since(Date.parse(given.happened_at), one.until, zoneOf(one));
  return one.running ? t('breaths going on %(time)s', { time }) : t('breaths for %(time)s', { time });
}

/** @param {NonNullable<ReturnType<typeof lastAssessment>>} seen */
function spo2({ spo2: now, spo2Before: before }) {
  if (now === null) return null;
  const said = `${t('SpO2')} ${now} %`;
  if (before === null) return said;
  const way = now > before ? '↑' : now < before ? '↓' : '=';
  return `${said} ${way} ${t('from %(n)s', { n: before })}`;
}

/** @param {Case} one */
function zoneOf(one) {
  return one.board.room.time_zone;
}

/** @param {Case} one */
function began(one) {
  const at = Date.parse(one.response.began_at);
  const from = clock(at, zoneOf(one));
  const words = one.running
    ? t('since %(time)s', { time: from })
    : t('%(from)s to %(until)s', { from, until: clock(one.until, zoneOf(one)) });
  return box('began', words, elapsed(one.until - at), null, 'flat');
}

/** @param {Case} one */
function doseClock(one) {
  const given = doses(one.rows);
  if (!given) return null;
  const count =
    given.least === given.count
      ? tn('%(n)s dose', '%(n)s doses', given.count)
      : t('%(least)s–%(most)s doses', { least: given.least, most: given.count });
  const about = { n: given.count, values: valuesLine('naloxone', given.last.values) };
  const name = one.running ? t('since dose %(n)s, %(values)s', about) : t('dose %(n)s to over, %(values)s', about);
  const under = [
    t('%(count)s, %(mg)s in all', { count, mg: inAll(given) }),
    one.running ? reassess(one, given.at) : null,
  ];
  return box('dose', name, since(given.at, one.until, zoneOf(one)), under.filter(Boolean).join(' · '), 'flat');
}

/**
 * The site's own number, said as such; once its time has come it is said as what to do.
 * @param {Case} one @param {number} at of the last dose
 */
function reassess(one, at) {
  const after = (/** @type {any} */ (one.board.room.protocol)?.redose_note_after ?? 0) * 1000;
  return one.until - at >= after
    ? t('site protocol: reassess breathing')
    : t('site protocol: reassess breathing after %(time)s', { time: minutes(after) });
}

/**
 * That the cylinder ends soon at the flow that was logged: an estimate, and said so. Until then
 * the key that stops oxygen says how long it lasts.
 * @param {Case} one
 */
function oxygenClock(one) {
  const known = oxygenLasts(one);
  if (!known?.soon) return null;
  return box('oxygen', t('oxygen ends, estimated'), minutes(known.left), null, 'flat soon');
}

/** @param {Case} one */
function ambulanceClock(one) {
  const known = ambulance(one.rows);
  if (!known || known.state === 'cancelled') return null;
  const names = {
    called: t('ambulance called'),
    arrived: t('ambulance is here'),
    gone: t('ambulance has left'),
    cancelled: '',
  };
  const under =
    known.calledAt !== null && known.state !== 'called'
      ? t('called %(time)s', { time: clock(known.calledAt, zoneOf(one)) })
      : null;
  const { open } = one.scene.ui.draft;
  return button(
    'ambulance',
    clockParts(`${names[known.state]} · ${t('card ▸')}`, since(known.at, one.until, zoneOf(one)), under),
    () => one.hands.draft({ open: open === 'card' ? null : 'card' }),
    { class: 'clock-box flat', 'aria-expanded': String(open === 'card') },
  );
}

/**
 * Where the record did not do what a tap asked, it says why.
 * @param {Case} one
 */
function whyItStands(one) {
  const marks = one.response.marks ?? [];
  if (one.running && marks.includes('others_at_work')) {
    return h('p', { key: 'why', class: 'prompt' }, t('Colleagues did more after that tap, so it goes on. Over is one tap.'));
  }
  if (!one.running && marks.includes('person_seen_since')) {
    return h('p', { key: 'why', class: 'prompt' }, t('Seen here since, so the stay goes on. It ends with “Left” on the floor.'));
  }
  if (!one.running && marks.includes('other_response_runs')) {
    return h('p', { key: 'why', class: 'prompt' }, t('Another response ran for them, so the stay went on. It ends with “Left” on the floor.'));
  }
  return null;
}

/**
 * The two ways in which there was no response at all, while nothing has been done.
 * @param {Case} one
 */
function nothingNeeded(one) {
  if (!one.running || standing(one.rows).some((row) => row.kind !== 'mark')) return null;
  const end = (/** @type {import('../floor/acts.js').FloorAct} */ act) => () => {
    one.hands.act(act);
    one.hands.go({ name: 'floor' });
  };
  return h('div', { key: 'nothing', class: 'stack' }, [
    button('ok', t('all OK, no response needed'), end(acts.allOk(one.response.id))),
    button('slip', t('mis-tap'), end(acts.misTap(one.response.id))),
  ]);
}
