/**
 * Touching the page only where something changed, so that a second's tick over a quiet
 * board repaints nothing.
 */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {(Node | string)[]} [children]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, className, children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (children) made.append(...children);
  return made;
}

/**
 * @param {Element} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * @param {Element} node
 * @param {string} className
 */
export function setClass(node, className) {
  if (node.getAttribute('class') !== className) node.setAttribute('class', className);
}

/**
 * @param {Element} node
 * @param {string} name
 * @param {string | null} value null takes it away
 */
export function setAttribute(node, name, value) {
  if (node.getAttribute(name) === value) return;
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

/**
 * A custom property or other style, set through the object model: the page's policy
 * allows no style attributes in markup.
 *
 * @param {HTMLElement | SVGElement} node
 * @param {string} name
 * @param {string} value
 */
export function setStyle(node, name, value) {
  if (node.style.getPropertyValue(name) !== value) node.style.setProperty(name, value);
}

/**
 * The element with this id, which the page is known to have.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}
