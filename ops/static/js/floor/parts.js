/** Small pieces every view is made of. */

import { t } from '../core/i18n.js';
import { PATHS } from '../core/shapes.js';
import { h } from './vnode.js';

/** @typedef {import('./vnode.js').VNode} VNode */
/** @typedef {import('../core/shapes.js').Shape} Shape */

/** @param {Shape | null} name */
export function icon(name) {
  if (!name) return null;
  return h('svg', { class: 'shape', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, h('path', { d: PATHS[name] }));
}

/**
 * @param {string} key
 * @param {any} words
 * @param {(event: Event) => void} onclick
 * @param {Record<string, unknown>} [more]
 */
export function button(key, words, onclick, more = {}) {
  return h('button', { type: 'button', key, class: 'key', onclick, ...more }, words);
}

/**
 * A button that stays pressed.
 * @param {string} key
 * @param {string} words
 * @param {boolean} on
 * @param {() => void} onclick
 */
export function chip(key, words, on, onclick) {
  return button(key, words, onclick, { class: 'chip', 'aria-pressed': on ? 'true' : 'false' });
}

/**
 * @param {string} title
 * @param {string} key
 * @param {...any} children
 */
export function section(title, key, ...children) {
  return h('section', { key, class: 'block', 'aria-label': title }, h('h2', null, title), children);
}

/**
 * One word out of a few, in one tap; the one that is said stays pressed.
 * @param {string} key
 * @param {string} name
 * @param {import('./words.js').Offer[]} offers
 * @param {string | null | undefined} said
 * @param {(value: string, word: string) => void} pick
 */
export function choice(key, name, offers, said, pick) {
  return group(key, name, offers.map(({ value, word }) => chip(value, word, said === value, () => pick(value, word))));
}

/**
 * A set of choices with a name.
 * @param {string} key
 * @param {string} name
 * @param {...any} children
 */
export function group(key, name, ...children) {
  return h(
    'div',
    { key, class: 'group', role: 'group', 'aria-label': name },
    h('p', { class: 'name' }, name),
    h('div', { class: 'chips' }, children),
  );
}

/**
 * That something about it waits on this tablet.
 * @param {import('./scene.js').Scene} scene
 * @param {string} id a visit's or a response's
 */
export function toSend(scene, id) {
  return scene.unsentOn.has(id) ? h('em', { key: 'unsent', class: 'sending' }, t('to send')) : null;
}
