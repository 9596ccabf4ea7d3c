/** DRILL in every button of a page, in words: none can be forgotten, as no view has to think of it. Pure. */

import { t } from '../core/i18n.js';
import { h } from './vnode.js';

/** @typedef {import('./vnode.js').VNode} VNode */
/** @typedef {import('./vnode.js').Child} Child */

/** @param {VNode} node @returns {VNode} */
export function marked(node) {
  if (node.tag !== 'button') return { ...node, children: node.children.map(below) };
  const word = t('DRILL');
  const { 'aria-label': name, ...props } = node.props;
  // Last in both, so that a name goes on containing what is to be read.
  const named = name === undefined ? props : { ...props, 'aria-label': `${name} ${word}` };
  return { ...node, props: named, children: [...node.children, h('span', { key: 'drill', class: 'drill-word' }, ` ${word}`)] };
}

/** @param {Child} child @returns {Child} */
function below(child) {
  return typeof child === 'string' ? child : marked(child);
}
