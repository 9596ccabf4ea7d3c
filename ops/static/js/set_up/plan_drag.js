/**
 * Places moved and resized by a mouse, a finger or a pen. Nothing needs it: keys and buttons do the same.
 *
 * @typedef {import('./plan.js').Extent} Extent
 *
 * @typedef {object} Drag
 * @property {string} key the place
 * @property {boolean} sizes held by its corner: it changes its size
 * @property {number} rows how many it was taken down
 * @property {number} columns how many to the right
 *
 * @typedef {object} Hooks
 * @property {(key: string) => void} grabbed
 * @property {(drag: Drag) => void} over while it is held
 * @property {(drag: Drag) => void} dropped
 * @property {() => void} letGo without anything done
 */

/** A hand that trembles taps. In pixels. */
const STEADY = 6;

/**
 * @param {HTMLElement} root the grid; a place on it has `data-key`, its corner `data-corner`
 * @param {() => Extent} extent
 * @param {Hooks} hooks
 */
export function draggable(root, extent, hooks) {
  /** @type {{drag: Drag, x: number, y: number, pointer: number, moving: boolean} | null} */
  let held = null;

  root.addEventListener('pointerdown', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const tile = /** @type {HTMLElement | null} */ (target?.closest('[data-key]') ?? null);
    if (!tile || !event.isPrimary || event.button !== 0 || held) return;
    const sizes = Boolean(target?.closest('[data-corner]'));
    const drag = { key: tile.dataset.key ?? '', sizes, rows: 0, columns: 0 };
    held = { drag, x: event.clientX, y: event.clientY, pointer: event.pointerId, moving: false };
    root.setPointerCapture(event.pointerId);
    hooks.grabbed(drag.key);
  });

  root.addEventListener('pointermove', (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moving && Math.hypot(x, y) < STEADY) return;
    held.moving = true;
    const pitch = pitchOf(root, extent());
    const columns = Math.round(x / pitch.x);
    const rows = Math.round(y / pitch.y);
    if (columns === held.drag.columns && rows === held.drag.rows) return;
    held.drag = { ...held.drag, columns, rows };
    hooks.over(held.drag);
  });

  root.addEventListener('pointerup', (event) => {
    if (!held || event.pointerId !== held.pointer) return;
    const { drag } = held;
    held = null;
    if (drag.rows || drag.columns) hooks.dropped(drag);
    else hooks.letGo();
  });

  const cancel = () => {
    if (!held) return;
    held = null;
    hooks.letGo();
  };
  root.addEventListener('pointercancel', cancel);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel();
  });
}

/** From one square to the next, in pixels. @param {HTMLElement} root @param {Extent} extent */
function pitchOf(root, { columns, rows }) {
  const style = getComputedStyle(root);
  const lengths = (/** @type {string} */ said, /** @type {number} */ many) => parseFloat(said) || root.clientWidth / many;
  return {
    x: lengths(style.gridTemplateColumns, columns) + (parseFloat(style.columnGap) || 0),
    y: lengths(style.gridTemplateRows, rows) + (parseFloat(style.rowGap) || 0),
  };
}
