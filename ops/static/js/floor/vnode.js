/**
 * A picture of the page as plain data. Views are functions from state to this picture, so they
 * can be tested without a browser, and `patch.js` changes only what differs: a node under a
 * finger stays the same node while the picture around it moves on.
 */

/**
 * @typedef {{tag: string, key: string, props: Record<string, unknown>, children: Child[]}} VNode
 * @typedef {VNode | string} Child
 * @typedef {Child | number | null | undefined | false | Loose[]} Loose
 */

/**
 * @param {string} tag
 * @param {Record<string, unknown> | null} [props] `key` names the node among its siblings,
 *   `onclick` and its like are handlers, `style` is an object, everything else an attribute.
 * @param {...(any)} children anything of Loose; empty ones are left out
 * @returns {VNode}
 */
export function h(tag, props, ...children) {
  const { key = '', ...rest } = props ?? {};
  /** @type {Child[]} */
  const flat = [];
  flatten(children, flat);
  return { tag, key: String(key), props: rest, children: flat };
}

/**
 * @param {Loose[]} from
 * @param {Child[]} into
 */
function flatten(from, into) {
  for (const child of from) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) flatten(child, into);
    else if (typeof child === 'number') into.push(String(child));
    else into.push(child);
  }
}

/**
 * The words a person would read in it, for tests and for names.
 * @param {Child} node
 * @returns {string}
 */
export function textOf(node) {
  if (typeof node === 'string') return node;
  return node.children.map(textOf).join(' ').replace(/\s+/g, ' ').trim();
}

/**
 * Every node under (and with) this one that `wanted` accepts.
 * @param {Child} node
 * @param {(node: VNode) => boolean} wanted
 * @returns {VNode[]}
 */
export function findAll(node, wanted) {
  if (typeof node === 'string') return [];
  const below = node.children.flatMap((child) => findAll(child, wanted));
  return wanted(node) ? [node, ...below] : below;
}
