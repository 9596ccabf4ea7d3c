/** The tablet's colours by day and by night, paired as they are used: texts 7:1 or more, edges 3:1. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { contrastOf } from './luminance.js';

const folder = new URL('../../ops/static/css/', import.meta.url);
const read = (/** @type {string} */ name) => readFileSync(new URL(name, folder), 'utf8');
const [byDay = '', ...byNight] = `${read('core.css')}${read('tablet_colours.css')}${read('night.css')}`.split('@media screen');

/** @param {string} css @returns {Record<string, string>} */
const named = (css) => Object.fromEntries([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((one) => [one[1], one[2]]));

/** @type {Record<string, Record<string, string>>} */
const LOOKS = { day: named(byDay), night: { ...named(byDay), ...named(byNight.join('')) } };

/** Each ground with what is written on it. @type {Record<string, string[]>} */
const TEXTS = {
  paper: ['ink', 'ink-soft', 'red', 'green', 'blue', 'amber', 'violet'],
  card: ['ink', 'ink-soft', 'red', 'green', 'blue', 'amber', 'violet'],
  'red-soft': ['ink', 'ink-soft', 'red'],
  'green-soft': ['ink', 'ink-soft', 'green'],
  'blue-soft': ['ink', 'ink-soft', 'blue'],
  'violet-soft': ['ink', 'ink-soft', 'violet'],
  'amber-fill': ['ink', 'ink-soft', 'amber', 'red', 'green'],
  'late-fill': ['on-late'],
  mark: ['ink', 'ink-soft'],
  well: ['ink', 'ink-soft'],
  closed: ['ink', 'ink-soft'],
  strong: ['on-strong'],
  'calm-fill': ['#ffffff'],
  'red-fill': ['#ffffff'],
  'blue-fill': ['#ffffff'],
  'violet-fill': ['#ffffff'],
};

for (const [look, colours] of Object.entries(LOOKS)) {
  /** @param {string} name */
  const colour = (name) => colours[name] ?? name;

  test(`every text can be read by ${look}`, () => {
    for (const [ground, texts] of Object.entries(TEXTS)) {
      for (const text of texts) {
        const found = contrastOf(colour(text), colour(ground));
        assert.ok(found >= 7, `${text} on ${ground}: ${found.toFixed(2)}`);
      }
    }
  });

  test(`every edge can be seen by ${look}`, () => {
    for (const edge of ['edge', 'late-edge', 'amber-edge', 'strong', 'red', 'blue', 'green', 'amber', 'violet', 'focus']) {
      for (const ground of ['paper', 'card']) {
        const found = contrastOf(colour(edge), colour(ground));
        assert.ok(found >= 3, `${edge} on ${ground}: ${found.toFixed(2)}`);
      }
    }
  });
}

test('no ground of a tablet is a colour that night does not know', () => {
  const own = readdirSync(folder).filter((name) => /^(tablet|floor|response)/.test(name) && name !== 'tablet_colours.css');
  assert.ok(own.length >= 12);
  for (const name of own) {
    const [screen = ''] = read(name).split('@media print');
    assert.doesNotMatch(screen, /background: #/, name);
  }
});
