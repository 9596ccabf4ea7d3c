/** A clock of a response: its name, its number, and what stands small beneath. */

import { h } from '../floor/vnode.js';

/** @param {string} key @param {string} name @param {string} big @param {any} [under] @param {string} [tone] */
export function box(key, name, big, under, tone = '') {
  return h('div', { key, class: `clock-box ${tone}` }, clockParts(name, big, under));
}

/** @param {string} name @param {string} big @param {any} [under] */
export function clockParts(name, big, under) {
  return [
    h('span', { class: 'name' }, name),
    h('span', { class: 'big' }, big),
    under ? h('span', { class: 'under' }, under) : null,
  ];
}
