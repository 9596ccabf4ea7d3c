/**
 * What a tile says of one person: one word for each state, on every screen and in every
 * place. Pure.
 *
 * @typedef {import('../core/types.js').Visit} Visit
 * @typedef {import('../core/shapes.js').Shape} Shape
 * @typedef {import('./tones.js').CellView} CellView
 * @typedef {import('./tones.js').Moment} Moment
 * @typedef {import('./tones.js').Tone} Tone
 *
 * @typedef {{tone: Tone, shape: Shape, word: string}} Says
 */

import { countdown, elapsed, here, millis, minutes } from '../core/format.js';
import { t } from '../core/i18n.js';
import { phaseAt } from '../core/phase.js';
import { age, plain } from './tones.js';

/** The words a wall is laid out for: where they fit, all do. @returns {{late: string[], other: string[]}} */
export function stateWords() {
  return {
    late: [t('LOOK NOW'), t('look in'), t('look outside'), t('going')],
    other: [
      t('hard to rouse'), t('keep an eye'), t('asleep'), t('OK, awake'), t('seated'), t('out'), t('looked for'),
      t('due soon'), t('to see'), t('cleaning'),
    ],
  };
}

/**
 * @param {Visit} visit
 * @param {string} label
 * @param {Moment} moment
 * @returns {CellView}
 */
export function visitCell(visit, label, moment) {
  if (visit.confirm_since) return unseenCell(visit, label, moment);
  const due = millis(visit.due_at);
  const isLate = due !== null && moment.now >= due;
  const time = due === null ? '' : isLate ? elapsed(moment.now - due) : countdown(due - moment.now);
  const seen = lastSeen(visit);
  const says = timerSays(visit, moment) ?? seen;
  return {
    ...plain(label, says.tone, time && moment.local ? `~${time}` : time),
    ...says,
    second: says !== seen && seen.tone !== 'ok' ? seen.shape : null,
    kind: 'digits',
    beside: isLate ? t('late') : '',
    age: visit.seated_at ? here(age(visit.seated_at, moment)) : '',
  };
}

/**
 * Not seen since the board came back: what it knew before says nothing of now.
 *
 * @param {Visit} visit
 * @param {string} label
 * @param {Moment} moment
 * @returns {CellView}
 */
function unseenCell(visit, label, moment) {
  const seen = millis(visit.last_look_at);
  const time = seen === null ? '' : minutes(moment.now - seen);
  return { ...plain(label, 'due', time), ...says('due', 'search', t('to see')) };
}

/**
 * What the timer says, when it says anything.
 *
 * @param {Visit} visit
 * @param {Moment} moment
 * @returns {Says | null}
 */
function timerSays(visit, moment) {
  const phase = phaseAt(visit, moment.now);
  if (phase === 'none' || phase === 'ok') return null;
  const going = millis(visit.going_until);
  if (phase !== 'due_soon' && going !== null && going > moment.now) return says('due', 'walk', t('going'));
  if (phase === 'urgent') return says('high', 'now', t('LOOK NOW'));
  if (phase === 'overdue') return says('late', 'late', visit.look_outside ? t('look outside') : t('look in'));
  if (phase === 'due') return says('due', 'bell', t('due'));
  return says('soon', 'clock', t('due soon'));
}

/**
 * What was last seen, which holds until the timer says something louder.
 *
 * @param {Visit} visit
 * @returns {Says}
 */
function lastSeen(visit) {
  if (visit.state === 'stepped_out') return says('out', 'door', t('out'));
  if (visit.state === 'looked_for') {
    return visit.look_outside ? says('rouse', 'search', t('look outside')) : says('out', 'search', t('looked for'));
  }
  if (visit.track === 'sedation') return says('rouse', 'moon', t('hard to rouse'));
  if (visit.track === 'keep_an_eye') return says('eye', 'eye', t('keep an eye'));
  if (visit.answer === 'asleep') return says('asleep', 'asleep', t('asleep'));
  // Before the first look nobody can say OK.
  if (!visit.answer || visit.answer === 'not_here') return says('ok', 'seat', t('seated'));
  return says('ok', 'check', t('OK, awake'));
}

/**
 * @param {Tone} tone
 * @param {Shape} shape
 * @param {string} word
 * @returns {Says}
 */
function says(tone, shape, word) {
  return { tone, shape, word };
}
