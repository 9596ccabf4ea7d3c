/**
 * The shape that goes with each state: never colour alone. Drawn as outlines on a 24-unit
 * grid with strokes thick enough to be told apart across a room.
 *
 * @typedef {'check' | 'seat' | 'asleep' | 'eye' | 'moon' | 'clock' | 'bell' | 'late' | 'now' | 'pulse'
 *   | 'broom' | 'cross' | 'door' | 'search' | 'walk' | 'hands' | 'empty' | 'silent' | 'disk' | 'lock' | 'unlocked'
 *   | 'box' | 'person'} Shape
 */

const SVG = 'http://www.w3.org/2000/svg';

/** @type {Record<Shape, string>} path data; `M…` strokes only */
export const PATHS = {
  check: 'M4 13l5 5L20 6',
  seat: 'M6 3v10h10M6 13v8M16 13v8M6 17h10',
  asleep: 'M4 6h7l-7 8h7M14 12h6l-6 7h6',
  eye: 'M2 12c3-5 6.5-7 10-7s7 2 10 7c-3 5-6.5 7-10 7s-7-2-10-7zM12 9.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6z',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z',
  clock: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 7v5.5l3.5 2',
  bell: 'M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18zM12 7v6M12 16.8v.2',
  late: 'M12 3.5L22 20.5H2zM12 10v4.5M12 17.3v.2',
  now: 'M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM12 7v6M12 16.8v.2',
  pulse: 'M2 13h4l3-9 5 16 3-7h5',
  broom: 'M4 21h16M8 4l8 9M15.5 4l-9 13',
  cross: 'M5 5l14 14M19 5L5 19',
  door: 'M5 21V3h10v18M3 21h18M11.5 12v.2',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM15.5 15.5L21 21',
  walk: 'M4 12h14M12.5 6l6 6-6 6',
  hands: 'M12 4v16M4 12h16',
  empty: 'M5 12h14',
  disk: 'M3 6c0-3.6 18-3.6 18 0v12c0 3.6-18 3.6-18 0zM3 6c0 3.6 18 3.6 18 0M3 12c0 3.6 18 3.6 18 0',
  lock: 'M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11',
  unlocked: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 7.8-1.2',
  box: 'M3 8h18v13H3zM3 8l3-5h12l3 5M9 12.5h6',
  person: 'M12 3.5a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 1 0 0-8.4zM4 21c.6-4.6 3.6-6.4 8-6.4s7.4 1.8 8 6.4',
  silent: 'M3 8h5l5-4v16l-5-4H3zM17 9l5 6M22 9l-5 6',
};

/**
 * A shape as an SVG element, hidden from screen readers: the word beside it says it.
 *
 * @param {Shape} name
 * @returns {SVGSVGElement}
 */
export function shape(name) {
  const svg = /** @type {SVGSVGElement} */ (document.createElementNS(SVG, 'svg'));
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'shape');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'path'));
  setShape(svg, name);
  return svg;
}

/**
 * Turns a shape into another, touching the page only when it differs.
 *
 * @param {SVGSVGElement} svg
 * @param {Shape} name
 */
export function setShape(svg, name) {
  const path = svg.firstElementChild;
  if (path && path.getAttribute('d') !== PATHS[name]) path.setAttribute('d', PATHS[name]);
}
