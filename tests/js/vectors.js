import { readFileSync } from 'node:fs';

/**
 * The cases that Python and JavaScript are both held to.
 *
 * @param {string} name
 * @returns {any[]}
 */
export function vectors(name) {
  const file = new URL(`../vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).cases;
}
