import assert from 'node:assert/strict';
import { test } from 'node:test';

import { noteDoubts, noteWarning } from '../../ops/static/js/core/note_doubts.js';

const HELD = [
  ['call her sister 604-555-0143', 'a phone number'],
  ['+49 151 23456789', 'a phone number'],
  ['6045550143', 'a phone number'],
  ['born 3.4.1987', 'a date'],
  ['since 2026-11-02', 'a date'],
  ['was in hospital 4th March', 'a date'],
  ['detox until Nov 12', 'a date'],
  ['came with Marisol', 'something like a name'],
  ['Marisol Vega says so', 'something like a name'],
  ['friend called Jo', 'something like a name'],
  ['asked for dr okafor', 'something like a name'],
];

const HARMLESS = [
  '',
  'Breathing again, talks. Wants water.',
  '2 mg IN at 14:02, 0.4 mg IM at 14:08',
  'SpO2 84 then 93, BVM 2 min',
  'Hit head on table, small cut. Aftercare looks every 5 min.',
  'pulse 110, 38.2 C, 12/min',
  'NOT cold. OK to walk',
];

for (const [text, what] of HELD) {
  test(`"${text}" is asked about`, () => assert.ok(noteDoubts(text).includes(what), noteDoubts(text).join()));
}

for (const text of HARMLESS) {
  test(`"${text}" is not`, () => assert.equal(noteWarning(text), null));
}
