/** The wall's colours, paired as they are used: texts 7:1 or more, shapes and edges 3:1. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = ['wall', 'wall_tones']
  .map((name) => readFileSync(new URL(`../../ops/static/css/${name}.css`, import.meta.url), 'utf8'))
  .join('\n');

/** @param {string} name a custom property, or a colour itself */
function colour(name) {
  if (name.startsWith('#')) return name;
  const found = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css);
  assert.ok(found?.[1], `no --${name}`);
  return found[1];
}

/** @param {string} hex */
function luminance(hex) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = parseInt(hex.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * @param {string} one
 * @param {string} other
 */
function contrast(one, other) {
  const [light = 0, dark = 0] = [luminance(colour(one)), luminance(colour(other))].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
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
  ['soon', 'back'], ['soft', 'back'], ['white', 'back'], ['dim', 'empty'], ['soft', 'empty'], ['dim', 'tile'],
  ['hand', 'hand-back'], ['white', 'hand-back'], ['soft', 'hand-back'], ['on-fill', 'late'], ['on-fill', 'high'],
  ['clean', '#16232e'], ['white', '#16232e'], ['#000000', 'white'], ['hand', 'tile'],
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
  for (const edge of ['soon', 'late', 'high', 'eye', 'white']) assert.ok(contrast(edge, 'back') >= 3);
});
