import { readFileSync } from 'node:fs';

/**
 * The cases that Python and JavaScript are both held to.
 *
 * @param {string} name
 * @returns {any[]}
 */
export function vectors(name) {
  return vectorFile(name).cases;
}

/**
 * The whole file, where cases share what they begin with.
 *
 * @param {string} name
 * @returns {any}
 */
export function vectorFile(name) {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), 'utf8'));
}
