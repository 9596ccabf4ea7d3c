/**
 * What a tile says at one moment: words, shapes and tones, made from the board and now.
 * Pure. What the wall may not show (handles, substances, names, treatment, usual times)
 * is never read here.
 *
 * @typedef {import('../core/types.js').Tile} Tile
 * @typedef {import('../core/types.js').Seat} Seat
 * @typedef {import('../core/types.js').Visit} Visit
 * @typedef {import('../core/types.js').BoardResponse} BoardResponse
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/shapes.js').Shape} Shape
 *
 * @typedef {'free' | 'closed' | 'clean' | 'ok' | 'asleep' | 'out' | 'eye' | 'rouse' | 'soon' | 'due'
 *   | 'response' | 'late' | 'high'} Tone
 *
 * @typedef {object} CellView
 * One person, or one empty seat, or a whole place that is free, closed or being cleaned.
 * @property {string} label the booth's name, or the seat's mark
 * @property {Tone} tone
 * @property {Shape | null} shape
 * @property {string} word
 * @property {string} short the word where the long one has no room
 * @property {Shape | null} second what was last seen, while the timer says something louder
 * @property {string} main the biggest text
 * @property {'digits' | 'words'} kind
 * @property {boolean} late the digits count up, from due
 * @property {string} age
 *
 * @typedef {object} TileView
 * @property {number} id
 * @property {string} name
 * @property {Tone} tone the worst of its people
 * @property {CellView | null} header of a place with several seats: whose sign it carries
 * @property {CellView[]} cells
 */

import { countdown, elapsed, here, millis, minutes } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { phaseAt } from '../core/phase.js';

/** @type {Tone[]} */
const QUIET_TO_LOUD = [
  'free', 'closed', 'clean', 'ok', 'asleep', 'out', 'eye', 'rouse', 'soon', 'due', 'response', 'late', 'high',
];

/**
 * @typedef {object} Moment
 * @property {number} now epoch milliseconds on the server's clock
 * @property {BoardResponse[]} responses
 * @property {Map<string, Alarm>} alarms by cause
 * @property {boolean} local the picture is not live: digits are this screen's own
 */

/**
 * @param {Tile} booth
 * @param {Moment} moment
 * @returns {TileView}
 */
export function tileView(booth, moment) {
  const running = moment.responses.filter((one) => one.state === 'running' && one.booth === booth.id);
  const seats = booth.seats.filter((seat) => seat.visit || !seat.extra);
  const shared = seats.length > 1;
  const taken = seats.some((seat) => seat.visit) || running.length > 0;
  if (!taken && booth.status !== 'occupied' && (booth.status !== 'free' || !shared)) {
    const cell = emptyCell(booth, moment.now);
    return { id: booth.id, name: booth.name, tone: cell.tone, header: null, cells: [cell] };
  }
  const cells = seats.map((seat) => seatCell(seat, shared ? seat.mark : booth.name, running, shared, moment));
  const header = shared ? loudest([...cells, ...atLarge(running, seats, moment)]) : null;
  const tone = (header ?? /** @type {CellView} */ (cells[0]))?.tone ?? 'free';
  return { id: booth.id, name: booth.name, tone, header, cells };
}

/** @param {CellView[]} cells */
function loudest(cells) {
  return cells.reduce((worst, cell) => (loudness(cell.tone) > loudness(worst.tone) ? cell : worst));
}

/** @param {Tone} tone */
export function loudness(tone) {
  return QUIET_TO_LOUD.indexOf(tone);
}

/**
 * Responses in a shared place where nobody has said yet which seat.
 *
 * @param {BoardResponse[]} running
 * @param {Seat[]} seats
 * @param {Moment} moment
 */
function atLarge(running, seats, moment) {
  const marks = new Set(seats.map((seat) => seat.mark));
  return running
    .filter((one) => !one.seat || !marks.has(one.seat))
    .map((one) => responseCell(one, '', moment));
}

/**
 * @param {Seat} seat
 * @param {string} label
 * @param {BoardResponse[]} running
 * @param {boolean} shared
 * @param {Moment} moment
 * @returns {CellView}
 */
function seatCell(seat, label, running, shared, moment) {
  const here = running
    .filter((one) => one.seat === seat.mark || (!one.seat && !shared) || one.id === seat.visit?.response)
    .map((one) => responseCell(one, label, moment));
  if (here.length) return loudest(here);
  if (!seat.visit) return plain(label, 'free', t('free'));
  return visitCell(seat.visit, label, moment);
}

/**
 * @param {Tile} booth
 * @param {number} now
 * @returns {CellView}
 */
function emptyCell(booth, now) {
  if (booth.status === 'closed') return { ...plain(booth.name, 'closed', t('closed')), shape: 'cross' };
  if (booth.status !== 'cleaning') return plain(booth.name, 'free', t('free'));
  const since = millis(booth.cleaning_since);
  return {
    ...plain(booth.name, 'clean', since === null ? '' : minutes(now - since)),
    shape: 'broom',
    word: t('cleaning'),
    short: t('cleaning'),
  };
}

/**
 * @param {string} label
 * @param {Tone} tone
 * @param {string} main
 * @returns {CellView}
 */
function plain(label, tone, main) {
  return { label, tone, shape: null, word: '', short: '', second: null, main, kind: 'words', late: false, age: '' };
}

/**
 * How many are there and for how long; nothing of what they do.
 *
 * @param {BoardResponse} response
 * @param {string} label
 * @param {Moment} moment
 * @returns {CellView}
 */
function responseCell(response, label, moment) {
  const unreached = moment.alarms.get(`response:${response.id}`)?.level === 'high';
  const hands = Boolean(response.more_hands_at);
  const word = unreached ? t('RESPONSE') : t('response');
  return {
    ...plain(label, unreached ? 'high' : 'response', whoIsThere(response)),
    shape: hands ? 'hands' : 'pulse',
    word: hands ? t('more hands') : word,
    short: hands ? t('hands') : word,
    age: moment.local ? `~${elapsed(age(response.began_at, moment))}` : elapsed(age(response.began_at, moment)),
  };
}

/** @param {BoardResponse} response */
export function whoIsThere(response) {
  if (!response.there && response.going) return tn('%(n)s going', '%(n)s going', response.going);
  return tn('%(n)s there', '%(n)s there', response.there);
}

/**
 * @param {string | null | undefined} instant
 * @param {Moment} moment
 */
function age(instant, moment) {
  return moment.now - (millis(instant) ?? moment.now);
}

/**
 * @param {Visit} visit
 * @param {string} label
 * @param {Moment} moment
 * @returns {CellView}
 */
function visitCell(visit, label, moment) {
  const due = millis(visit.due_at);
  const isLate = due !== null && moment.now >= due;
  const time = due === null ? '' : isLate ? elapsed(moment.now - due) : countdown(due - moment.now);
  const seen = lastSeen(visit);
  const says = timerSays(visit, moment) ?? seen;
  return {
    label,
    ...says,
    second: says !== seen && seen.tone !== 'ok' ? seen.shape : null,
    main: time && moment.local ? `~${time}` : time,
    kind: 'digits',
    late: isLate,
    age: visit.seated_at ? here(age(visit.seated_at, moment)) : '',
  };
}

/**
 * @typedef {{tone: Tone, shape: Shape, word: string, short: string}} Says
 */

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
  if (phase !== 'due_soon' && going !== null && going > moment.now) {
    return says('due', 'walk', t('someone going'), t('going'));
  }
  if (phase === 'urgent') return says('high', 'now', t('LOOK NOW'), t('LOOK'));
  if (phase === 'overdue') {
    return visit.look_outside
      ? says('late', 'late', t('look outside'), t('outside'))
      : says('late', 'late', t('look in'), t('look in'));
  }
  if (phase === 'due') return says('due', 'bell', t('due'), t('due'));
  return says('soon', 'clock', t('due soon'), t('soon'));
}

/**
 * What was last seen, which holds until the timer says something louder.
 *
 * @param {Visit} visit
 * @returns {Says}
 */
function lastSeen(visit) {
  if (visit.state === 'stepped_out') return says('out', 'door', t('stepped out'), t('out'));
  if (visit.state === 'looked_for') {
    return visit.look_outside
      ? says('rouse', 'search', t('look outside'), t('outside'))
      : says('out', 'search', t('looked for'), t('find'));
  }
  if (visit.track === 'sedation') return says('rouse', 'moon', t('hard to rouse'), t('sedated'));
  if (visit.track === 'keep_an_eye') return says('eye', 'eye', t('keep an eye'), t('eye on'));
  if (visit.answer === 'asleep') return says('asleep', 'asleep', t('asleep'), t('asleep'));
  // Before the first look nobody can say OK.
  if (!visit.answer || visit.answer === 'not_here') return says('ok', 'seat', t('seated'), t('seated'));
  return says('ok', 'check', t('OK'), t('OK'));
}

/**
 * @param {Tone} tone
 * @param {Shape} shape
 * @param {string} word
 * @param {string} short
 * @returns {Says}
 */
function says(tone, shape, word, short) {
  return { tone, shape, word, short };
}
