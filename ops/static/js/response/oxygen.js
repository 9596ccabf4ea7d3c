/** How long the cylinder lasts that a response draws on. Pure. */

import { namesOf } from '../core/response_names.js';
import { oxygenOf } from '../floor/shelf_lines.js';
import { goingOn } from './clocks.js';

/**
 * At the flow that was logged, estimated; null where nothing flows or no cylinder is known.
 * @param {import('./view.js').Case} one
 */
export function oxygenLasts({ running, rows, response, board, scene }) {
  if (!running || !goingOn(rows, 'oxygen_start')) return null;
  return oxygenOf(board, new Set(namesOf(response)), scene.now);
}
