/**
 * What the page of a room stands on: the tablet it shares with others, and its place there. Types only.
 *
 * @typedef {object} Screen
 * @property {Pick<import('../core/speaker.js').Speaker, 'tick' | 'calledHere'>} speaker
 * @property {import('../core/sound.js').Sound} sound
 * @property {import('../core/painting.js').Painting} painting
 * @property {Pick<import('../core/shell_version.js').ShellVersion, 'waits' | 'take'>} version
 * @property {import('../core/lock.js').TabletLock} lock
 * @property {(rows: import('../paper/typed_rows.js').TypedRow[]) => unknown} keepTyped
 *
 * @typedef {object} Stage where this page stands among those of a tablet: the room's, and a drill's
 * @property {boolean} addressed its views are addresses of the browser
 * @property {() => boolean} inFront somebody looks at it
 * @property {() => void} behind painted in its stead
 * @property {(node: import('./vnode.js').VNode) => import('./vnode.js').VNode[]} dress
 * @property {(what: 'enter' | 'end') => void} drill
 */

export {};
