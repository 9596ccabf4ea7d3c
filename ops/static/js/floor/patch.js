/**
 * Makes the page equal to a picture (`vnode.js`), touching only what differs. Nodes keep their
 * identity by key, or by place and tag, so focus, scroll and a tap under way survive a repaint.
 */

/** @typedef {import('./vnode.js').VNode} VNode */
/** @typedef {import('./vnode.js').Child} Child */

const SVG = 'http://www.w3.org/2000/svg';

/** What was painted last on a node. @type {WeakMap<Node, VNode>} */
const painted = new WeakMap();

/**
 * @param {Element} parent
 * @param {Child[]} children
 */
export function patch(parent, children) {
  const keyed = keyedNodes(parent);
  const wanted = new Set(children.map((child) => (typeof child === 'string' ? '' : child.key)));
  let cursor = parent.firstChild;
  for (const child of children) {
    // Gone ones first: moving what stays would take the focus away from it.
    cursor = dropUnwanted(cursor, wanted);
    const found = reusable(cursor, child, keyed);
    if (found === null) {
      parent.insertBefore(make(child, parent), cursor);
      continue;
    }
    if (found === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(found, cursor);
    update(found, child);
  }
  while (cursor) {
    const next = cursor.nextSibling;
    cursor.remove();
    cursor = next;
  }
}

/**
 * @param {ChildNode | null} cursor
 * @param {Set<string>} wanted
 * @returns {ChildNode | null}
 */
function dropUnwanted(cursor, wanted) {
  let at = cursor;
  while (at) {
    const key = painted.get(at)?.key;
    if (!key || wanted.has(key)) return at;
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
  return null;
}

/**
 * @param {Element} parent
 * @returns {Map<string, ChildNode>}
 */
function keyedNodes(parent) {
  const found = new Map();
  for (const node of parent.childNodes) {
    const was = painted.get(node);
    if (was?.key) found.set(was.key, node);
  }
  return found;
}

/**
 * @param {ChildNode | null} cursor
 * @param {Child} child
 * @param {Map<string, ChildNode>} keyed
 * @returns {ChildNode | null}
 */
function reusable(cursor, child, keyed) {
  if (typeof child === 'string') return cursor?.nodeType === Node.TEXT_NODE ? cursor : null;
  if (child.key) {
    const same = keyed.get(child.key);
    return same && painted.get(same)?.tag === child.tag ? same : null;
  }
  const was = cursor ? painted.get(cursor) : undefined;
  return cursor && was && !was.key && was.tag === child.tag ? cursor : null;
}

/**
 * @param {Child} child
 * @param {Element} parent
 * @returns {Node}
 */
function make(child, parent) {
  if (typeof child === 'string') return document.createTextNode(child);
  const inSvg = child.tag === 'svg' || parent.namespaceURI === SVG;
  const node = inSvg ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
  painted.set(node, { ...child, props: {}, children: [] });
  update(node, child);
  return node;
}

/**
 * @param {Node} node
 * @param {Child} child
 */
function update(node, child) {
  if (typeof child === 'string') {
    if (node.nodeValue !== child) node.nodeValue = child;
    return;
  }
  const element = /** @type {Element} */ (node);
  const was = painted.get(node)?.props ?? {};
  for (const name of Object.keys(was)) {
    if (!(name in child.props)) put(element, name, undefined, was[name]);
  }
  for (const [name, value] of Object.entries(child.props)) put(element, name, value, was[name]);
  painted.set(node, child);
  patch(element, child.children);
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @param {unknown} before
 */
function put(element, name, value, before) {
  if (name.startsWith('on')) {
    // A property, not a listener: the newest closure answers a tap that began before a repaint.
    /** @type {any} */ (element)[name] = value ?? null;
  } else if (name === 'style') {
    putStyle(/** @type {HTMLElement} */ (element), /** @type {any} */ (value), /** @type {any} */ (before));
  } else if (name === 'value') {
    // Written only when the picture changes it: what a person is typing is theirs.
    if (value !== before) /** @type {HTMLInputElement} */ (element).value = String(value ?? '');
  } else if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else {
    const text = value === true ? '' : String(value);
    if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, string> | undefined} value
 * @param {Record<string, string> | undefined} before
 */
function putStyle(element, value, before) {
  for (const name of Object.keys(before ?? {})) {
    if (!value || !(name in value)) element.style.removeProperty(name);
  }
  for (const [name, text] of Object.entries(value ?? {})) {
    if (before?.[name] !== text) element.style.setProperty(name, text);
  }
}
