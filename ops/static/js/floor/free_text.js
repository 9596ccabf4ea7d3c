/** A line in somebody's own words. What of people it may hold is said while it is written, never refused. */

import { noteWarning } from '../core/note_doubts.js';
import { h } from './vnode.js';

/**
 * @param {string} key
 * @param {string} name
 * @param {{value: string, longest: number, say: (text: string) => void}} line
 */
export function freeText(key, name, { value, longest, say }) {
  return h('label', { key, class: 'field' }, [
    h('span', { key: 'name' }, name),
    h('input', {
      key: 'line',
      type: 'text',
      value,
      maxlength: String(longest),
      autocomplete: 'off',
      spellcheck: 'false',
      oninput: (/** @type {any} */ event) => say(event.target.value),
    }),
    h('span', { key: 'warning', class: 'warning', role: 'status' }, noteWarning(value)),
  ]);
}
