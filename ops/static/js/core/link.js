/**
 * Connects a page to the board over Socket.IO. WebSocket only, nothing is written through it.
 *
 * @typedef {import('./types.js').Audience} Audience
 * @typedef {import('./board_link.js').PageStatus} PageStatus
 */

import { io } from '../../vendor/socket.io.esm.min.js';
import { BoardLink } from './board_link.js';

export { BoardLink };

/**
 * @param {{site: string, audience: Audience, status?: () => PageStatus | null}} page
 * @returns {BoardLink}
 */
export function connect(page) {
  const socket = io('/board', {
    // A drill's line stands beside the room's and ends without it.
    forceNew: true,
    path: '/socket.io',
    transports: ['websocket'],
    reconnectionDelay: 250,
    reconnectionDelayMax: 1000,
    randomizationFactor: 0.5,
    timeout: 5000,
  });
  return new BoardLink(socket, page, {
    mono: () => performance.now(),
    wall: () => Date.now(),
    later: (after, act) => void setTimeout(act, after),
  });
}
