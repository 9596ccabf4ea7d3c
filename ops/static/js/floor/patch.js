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

/** @type {WeakMap<Element, (event: Event) => void>} */
const presses = new WeakMap();

/** What a tap on it does, as it was painted last. @param {Element} element */
export function pressOf(element) {
  return presses.get(element) ?? null;
}

/** @param {Child} child @returns {any} */
function painted(child) {
  if (typeof child === 'string') return child;
  const { tag, key, props, children } = child;
  const press = /** @type {((event: Event) => void) | undefined} */ (props.onclick);
  const ref = press && { ref: (/** @type {Element | null} */ element) => void (element && presses.set(element, press)) };
  return h(tag, { ...props, ...(key ? { key } : {}), ...ref }, children.map(painted));
}
