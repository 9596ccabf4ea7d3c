/**
 * Makes the page equal to a picture (`vnode.js`), touching only what differs. Nodes keep their
 * identity by key, or by place and tag, so focus, scroll and a tap under way survive a repaint.
 */

import { h, render } from '../../vendor/preact.js';

/** @typedef {import('./vnode.js').Child} Child */

/**
 * @param {Element} parent
 * @param {Child[]} children
 */
export function patch(parent, children) {
  render(children.map(painted), parent);
}

/** @param {Child} child @returns {any} */
function painted(child) {
  if (typeof child === 'string') return child;
  const { tag, key, props, children } = child;
  return h(tag, key ? { ...props, key } : props, children.map(painted));
}
