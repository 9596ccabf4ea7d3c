/**
 * A chart walked by arrow keys: left and right along a line of points, up and down to the nearest point of
 * the line beside it. A chart of one line is walked by either.
 *
 * @typedef {import('./charts.js').Figure} Figure
 * @typedef {import('./charts.js').Point} Point
 */

/**
 * Where a key leads from there; null when it is no key of the walk or there is nothing to walk.
 *
 * @param {Pick<Figure, 'data' | 'walk'>} figure
 * @param {Point | null} from nowhere yet: any key of the walk begins at the first point
 * @param {string} key
 * @returns {Point | null}
 */
export function walking(figure, from, key) {
  const { walk } = figure;
  if (!(key in STEPS) || !walk.length) return null;
  const [line, number] = from ? place(walk, from) : [-1, -1];
  if (line < 0) return walk[0]?.[0] ?? null;
  const here = walk[line] ?? [];
  if (key === 'Home') return here[0] ?? null;
  if (key === 'End') return here.at(-1) ?? null;
  const step = STEPS[key] ?? 0;
  if (ALONG.has(key) || walk.length === 1) return here[clamp(number + step, here.length)] ?? null;
  const other = walk[clamp(line + step, walk.length)] ?? here;
  return other === here ? (from ?? null) : nearest(figure, other, here[number] ?? null);
}

/** @type {Record<string, number>} */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1, Home: 0, End: 0 };
const ALONG = new Set(['ArrowLeft', 'ArrowRight']);

/**
 * @param {Point[][]} walk
 * @param {Point} point
 */
function place(walk, point) {
  for (const [line, points] of walk.entries()) {
    const number = points.findIndex(([trace, of]) => trace === point[0] && of === point[1]);
    if (number >= 0) return /** @type {const} */ ([line, number]);
  }
  return /** @type {const} */ ([-1, -1]);
}

/**
 * @param {Pick<Figure, 'data'>} figure
 * @param {Point[]} points
 * @param {Point | null} to
 */
function nearest(figure, points, to) {
  const wanted = to ? along(figure, to) : 0;
  const far = points.map((point) => Math.abs(along(figure, point) - wanted));
  return points[far.indexOf(Math.min(...far))] ?? null;
}

/**
 * How far along its line a point stands: its time where there is one, else its number.
 *
 * @param {Pick<Figure, 'data'>} figure
 * @param {Point} point
 */
function along(figure, [trace, number]) {
  const of = figure.data[trace];
  const at = of?.base?.[number] ?? of?.x?.[number];
  return typeof at === 'number' ? at : number;
}

/**
 * @param {number} number
 * @param {number} length
 */
function clamp(number, length) {
  return Math.max(0, Math.min(number, length - 1));
}
