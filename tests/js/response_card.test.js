import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cardOf } from '../../ops/static/js/response/card.js';
import { rowsOf } from '../../ops/static/js/response/log.js';

const at = (/** @type {string} */ time) => `2026-11-22T${time}:00.000Z`;

/**
 * @param {string} time @param {string} kind @param {Record<string, unknown>} [values] @param {Record<string, any>} [more]
 * @returns {any}
 */
const did = (time, kind, values = {}, more = {}) => ({
  id: `${time} ${kind}`, kind, values, given_by: null, happened_at: at(time), recorded_at: at(time), by: null, marks: [],
  amends: null, voided_at: null, void_reason: null, superseded_by: null, ...more,
});

/** @param {any[]} actions @param {Record<string, any>} [about] @param {any} [visit] @param {string} [now] */
function card(actions, about = {}, visit = null, now = '14:20') {
  /** @type {any} */
  const response = { id: 'r', kind: 'unknown', state: 'running', began_at: at('14:00'), over_at: null, actions, ...about };
  const parts = cardOf(response, rowsOf(response, []), visit, Date.parse(at(now)), 'UTC');
  return Object.fromEntries(parts.map((part) => [part.key, part.lines]));
}

test('the parts stand in the order a crew asks for', () => {
  const letters = cardOf(/** @type {any} */ ({ id: 'r', kind: 'unknown', began_at: at('14:00') }), [], null, 0, 'UTC').map((part) => part.letter);
  assert.equal(letters.join(''), 'ATMISTAMBO');
});

test('nothing is made up where nothing was recorded', () => {
  const { time, ...rest } = card([]);
  assert.deepEqual(time, ['response began 14:00, 20:00 ago']);
  assert.deepEqual(Object.values(rest).flat(), []);
});

// Cases as they are published: what was given, when, and what came of it.
test('4 mg IN, unrousable 20 min', () => {
  const told = card([
    did('14:01', 'assessment', { sedation: 'unresponsive', breaths_per_minute: 4 }),
    did('14:02', 'naloxone', { dose_mg: 4, by_route: 'in' }, { given_by: 'peer' }),
    did('14:19', 'assessment', { sedation: 'unresponsive', breaths_per_minute: 10 }),
  ], { kind: 'slow_breathing' });
  assert.deepEqual(told.mechanism, ['looks like: slow breathing, sedation']);
  assert.deepEqual(told.findings, ['first: unresponsive', 'now: unresponsive']);
  assert.deepEqual(told.signs, ['first 14:01: 4/min', 'worst 4/min (14:01)', 'last 14:19: 10/min']);
  assert.deepEqual(told.treatment, ['naloxone 4 mg IN (peer or friend) 14:02', 'naloxone in all: 4 mg, doses: 1']);
});

test('SpO2 81 to 100 % on oxygen, no naloxone, 40 min', () => {
  const told = card([
    did('14:01', 'assessment', { spo2_percent: 81, skin: 'grey_blue' }),
    did('14:02', 'oxygen_start', { litres_per_minute: 10, device: 'mask' }),
    did('14:40', 'assessment', { spo2_percent: 100, skin: 'usual' }),
    did('14:40', 'oxygen_stop'),
  ], { state: 'over', over_at: at('14:40') }, { substances: ['fentanyl'], route: 'smoke' }, '15:30');
  assert.deepEqual(told.time, ['response began 14:00, over after 40:00']);
  assert.match(told.mechanism[0], /^fentanyl · smoke.* · as reported$/);
  assert.deepEqual(told.findings, ['skin: usual']);
  assert.deepEqual(told.signs, ['first 14:01: SpO2\u00a081\u00a0%', 'worst SpO2\u00a081\u00a0% (14:01)', 'last 14:40: SpO2\u00a0100\u00a0%']);
  assert.deepEqual(told.treatment, ['oxygen 10\u00a0L, mask 14:02', 'oxygen stopped 14:40']);
});

test('a minute that was placed afterwards is said to be one', () => {
  const placed = { marks: ['approximate'] };
  const told = card([did('14:02', 'oxygen_start', {}), did('14:06', 'assessment', { spo2_percent: 91 }, placed), did('14:09', 'stimulation', {}, placed)]);
  assert.equal(told.treatment.at(-1), 'stimulation approx. 14:09');
  assert.ok(told.signs.some((/** @type {string} */ line) => line.includes('approx. 14:06')), told.signs.join());
});

test('what was taken out is not told; a dose that may be one of two is said as that', () => {
  const told = card([
    did('14:02', 'naloxone', { dose_mg: 0.4, by_route: 'im' }),
    did('14:03', 'naloxone', { dose_mg: 0.4, by_route: 'im' }, { marks: ['same_or_second'] }),
    did('14:04', 'naloxone', { dose_mg: 2, by_route: 'im' }, { voided_at: at('14:05'), void_reason: 'wrong' }),
    did('14:05', 'note', { text: 'her brother said' }),
    did('14:06', 'ambulance_called'),
  ]);
  assert.deepEqual(told.treatment, ['naloxone 0.4 mg IM 14:02, 14:03', 'naloxone in all: 0.4\u20130.8 mg, doses: 1\u20132']);
  assert.deepEqual(told.other, ['ambulance called 14:06', 'notes: see the log']);
});

test('what was done again is told in its line; another dose, or by somebody else, in one of its own', () => {
  const told = card([
    did('14:02', 'naloxone', { dose_mg: 0.4, by_route: 'im' }),
    did('14:03', 'stimulation'),
    did('14:05', 'naloxone', { dose_mg: 0.4, by_route: 'im' }),
    did('14:06', 'naloxone', { dose_mg: 0.4, by_route: 'im' }, { given_by: 'peer' }),
    did('14:08', 'naloxone', { dose_mg: 0.8, by_route: 'im' }),
  ]);
  assert.deepEqual(told.treatment, [
    'naloxone 0.4 mg IM 14:02, 14:05', 'stimulation 14:03', 'naloxone 0.4 mg IM (peer or friend) 14:06',
    'naloxone 0.8 mg IM 14:08', 'naloxone in all: 2 mg, doses: 4',
  ]);
});

test('a note is in the log, and said to be there', () => {
  assert.deepEqual(card([did('14:05', 'note', { text: 'her brother said' })]).other, ['notes: see the log']);
});
