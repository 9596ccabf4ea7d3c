/**
 * Screens of one run: the product's own line, store and alarms on a socket of Node's, and a log of all that
 * comes in and of what is shown.
 *
 * Told by a line of JSON on the standard input, and over when that ends:
 * {log, site, screens: [{who, url, token, audience}]}
 */

import { openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { io } from 'socket.io-client';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { BoardLink } from '../../ops/static/js/core/board_link.js';

/**
 * @typedef {{who: string, url: string, token: string, audience: 'floor' | 'wall'}} Asked
 * @typedef {import('../../ops/static/js/core/types.js').Alarm} Alarm
 */

const LOOKS_EVERY = 250;

/** @param {string} file @param {string} who */
function log(file, who) {
  const out = openSync(file, 'a');
  return (/** @type {string} */ what, /** @type {Record<string, unknown>} */ more) =>
    writeSync(out, `${JSON.stringify({ t: Date.now() / 1000, who, what, ...more })}\n`);
}

/**
 * What is loud, by person and by response.
 *
 * @param {Alarm[]} alarms
 */
function heard(alarms) {
  /** @type {Record<string, string>} */
  const late = {};
  /** @type {Record<string, string>} */
  const responses = {};
  /** @type {string[]} */
  const asked = [];
  for (const { cause, level, holds } of alarms) {
    const [kind, id] = cause.split(':');
    if (kind === 'visit' && level !== 'low') late[id] = level;
    else if (kind === 'response') responses[id] = level;
    else if (kind === 'reconfirm') asked.push(...(holds ?? []).map((held) => held.cause.split(':')[1]));
    else if (kind === 'eyes') for (const held of holds ?? []) late[held.cause.split(':')[1]] = held.level;
  }
  return { late, asked, responses };
}

/** @param {string} folder @param {string} site @param {Asked} asked */
function opens(folder, site, { who, url, token, audience }) {
  const note = log(`${folder}/${who.replaceAll(' ', '-')}.jsonl`, who);
  note('screen', { audience });
  const socket = io(`${url}/board`, {
    transports: ['websocket'],
    extraHeaders: { Authorization: `Bearer ${token}` },
    forceNew: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 1000,
    randomizationFactor: 0.5,
    timeout: 5000,
  });
  socket.on('connect', () => note('line', { open: true }));
  socket.on('disconnect', () => note('line', { open: false }));
  socket.on('delta', (delta) => note('delta', { delta }));
  socket.on('pulse', (pulse) => note('pulse', { pulse }));
  const link = new BoardLink(socket, { site, audience }, {
    mono: () => performance.now(),
    wall: () => Date.now(),
    later: (after, act) => void setTimeout(act, after),
  });
  // The answers to a subscribe as the store is given them.
  const snapshot = link.store.snapshot.bind(link.store);
  link.store.snapshot = (board) => {
    note('board', { board });
    return snapshot(board);
  };
  setInterval(() => {
    const { board, epoch, version } = link.store;
    const alarms = board ? heard(alarmsAt(board, link.now(), audience)) : { late: {}, asked: [], responses: {} };
    note('shows', { live: link.liveness, epoch, version, ...alarms });
  }, LOOKS_EVERY);
}

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const { log: folder, site, screens } = JSON.parse(line);
  for (const asked of screens) opens(folder, site, asked);
});
lines.on('close', () => process.exit(0));
