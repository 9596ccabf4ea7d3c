/** The wall's colours, paired as they are used: texts 7:1 or more, shapes and edges 3:1. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { contrastOf } from './luminance.js';

const css = ['wall', 'wall_bar', 'wall_tones']
  .map((name) => readFileSync(new URL(`../../ops/static/css/${name}.css`, import.meta.url), 'utf8'))
  .join('\n');

/** @param {string} name a custom property, or a colour itself */
function colour(name) {
  if (name.startsWith('#')) return name;
  const found = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css);
  assert.ok(found?.[1], `no --${name}`);
  return found[1];
}

/**
 * @param {string} one
 * @param {string} other
 */
function contrast(one, other) {
  return contrastOf(colour(one), colour(other));
}

/** @param {string} name as a wall without colour shows it, where some colours are others */
function grey(name) {
  const own = [...css.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))].at(-1)?.[1] ?? colour(name);
  const parts = [1, 3, 5].map((from) => parseInt(own.slice(from, from + 2), 16));
  const [red = 0, green = 0, blue = 0] = parts;
  const level = Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue).toString(16).padStart(2, '0');
  return `#${level}${level}${level}`;
}

const TEXTS = [
  ['white', 'tile'], ['soft', 'tile'], ['ok', 'tile'], ['soon', 'tile'], ['eye', 'tile'], ['late', 'tile'],
  ['rouse', 'tile'], ['soon', 'back'], ['soft', 'back'], ['white', 'back'], ['dim', 'empty'], ['dim', 'tile'],
  ['asleep', 'asleep-back'], ['white', 'asleep-back'], ['rouse', 'rouse-back'], ['white', 'rouse-back'],
  ['asleep', 'tile'], ['hand', 'hand-back'], ['white', 'hand-back'], ['hand', 'tile'], ['hand', '#10161d'],
  ['on-fill', 'late'], ['on-fill', 'high'], ['on-fill', 'hand'], ['high-ink', 'white'], ['white', 'high-ink'],
  ['clean', '#16232e'], ['#000000', 'white'],
];

for (const [text = '', ground = ''] of TEXTS) {
  test(`${text} on ${ground}`, () => {
    assert.ok(contrast(text, ground) >= 7, `${contrast(text, ground).toFixed(2)}`);
  });
}

test('without colour, while delayed, too', () => {
  for (const [text = '', ground = ''] of TEXTS) {
    const found = contrast(grey(text), grey(ground));
    assert.ok(found >= 7, `${text} on ${ground}: ${found.toFixed(2)}`);
  }
});

test('edges of tiles that ask for somebody', () => {
  for (const edge of ['soon', 'late', 'high', 'eye', 'rouse', 'asleep', 'hand', 'white']) {
    assert.ok(contrast(edge, 'back') >= 3);
  }
});

test('neither half of the flash is dark, and the lighter one is lighter than any quieter ground', () => {
  for (const half of ['high', 'white']) assert.ok(contrast(half, 'back') >= 7, half);
  for (const quieter of ['late', 'hand', 'rouse-back']) assert.ok(contrast('white', 'back') > contrast(quieter, 'back'));
  assert.ok(contrast('high', 'white') >= 2.5, 'its edge shows on its ground');
});

/** Linear light as eyes of each kind see it (Machado, Oliveira and Fernandes 2009, in full). @type {Record<string, number[][]>} */
const EYES = {
  most: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.052]],
  deutan: [[0.3673, 0.8606, -0.228], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
  tritan: [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
};

/**
 * @param {string} name
 * @param {number[][]} eye
 * @returns {[number, number, number]} in CIELAB
 */
function seen(name, eye) {
  const hex = colour(name);
  const light = [1, 3, 5].map((from) => {
    const part = parseInt(hex.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = eye.map((row) =>
    Math.min(1, Math.max(0, row.reduce((sum, one, at) => sum + one * Number(light[at]), 0))),
  );
  /** @param {number} share */
  const root = (share) => (share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16 / 116);
  const x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Sign and ground of what must not be taken for each other. @type {Record<string, [string, string]>} */
const SEEN = {
  'OK': ['ok', 'tile'],
  'asleep': ['asleep', 'asleep-back'],
  'keep an eye': ['eye', 'tile'],
  'hard to rouse': ['rouse', 'rouse-back'],
};

for (const [eye, matrix] of Object.entries(EYES)) {
  test(`asleep, watched and sedated look different from OK and from each other, ${eye}`, () => {
    const states = Object.entries(SEEN);
    for (const [at, [name, pair]] of states.entries()) {
      for (const [other, others] of states.slice(at + 1)) {
        const apart = pair.map((one, part) => Math.hypot(...seen(one, matrix).map((value, axis) =>
          value - Number(seen(String(others[part]), matrix)[axis]))));
        assert.ok(Math.max(...apart) >= 12, `${name} and ${other}: ${apart.map((one) => one.toFixed(1))}`);
      }
    }
  });
}
