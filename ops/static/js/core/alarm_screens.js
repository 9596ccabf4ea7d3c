/**
 * What is wrong with the screens and the house itself: TECHNICAL, and only while the room
 * is in use. The twin of ops/domain/alarm_screens.py, where the rule is told.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').Device} Device
 * @typedef {import('./alarm_sources.js').Source} Source
 */

import { millis } from './format.js';

const HOUSE = ['clock_suspect', 'disk_full'];
const TABLETS = ['floor', 'responder'];

/**
 * @param {Board} board
 * @param {number} now
 * @returns {Source[]}
 */
export function ofScreens(board, now) {
  if (!inUse(board)) return [];
  /** @type {Source[]} */
  const found = [];
  for (const device of board.devices) {
    const what = wrongWith(device);
    const since = what === 'sound' ? device.said_at : device.silent_since || device.said_at;
    if (what) found.push(technical(`device:${device.id}:${what}`, millis(since), now));
  }
  const tablets = board.devices.filter((device) => TABLETS.includes(device.role) && heard(device));
  if (tablets.length && tablets.every((device) => device.silent_since || device.sleeping)) {
    found.push(technical('tablets', lastHeard(tablets), now));
  }
  const unheard = unheardSince(board.devices);
  if (unheard !== null) found.push(technical('unheard', unheard, now));
  for (const message of board.room.not_told ?? []) found.push(technical(`told:${message.id}`, millis(message.since), now));
  for (const notice of board.notices) {
    if (HOUSE.includes(notice.kind)) found.push(technical(notice.kind, millis(notice.since), now));
  }
  return found;
}

/**
 * Whether anybody is there to be looked after, or a shift is running.
 *
 * @param {Board} board
 */
export function inUse(board) {
  return (
    Boolean(board.room.shift) ||
    board.waiting.length > 0 ||
    board.responses.some((response) => response.state === 'running') ||
    board.booths.some((booth) => booth.seats.some((seat) => seat.visit))
  );
}

/** Whether it was ever there. @param {Device} device */
function heard(device) {
  return Boolean(device.silent_since || device.said_at);
}

/** When the last of them fell silent, or said how it is. @param {Device[]} devices */
function lastHeard(devices) {
  return Math.max(...devices.map((device) => millis(device.silent_since || device.said_at) ?? -Infinity));
}

/**
 * Since when no screen would be heard; null while one would, or no tablet awake said so.
 *
 * @param {Device[]} devices
 */
function unheardSince(devices) {
  const speaking = devices.filter((device) => device.sound);
  const walls = speaking.filter((device) => device.role === 'display');
  const tablets = speaking.filter((device) => TABLETS.includes(device.role) && !device.silent_since && !device.sleeping);
  const there = [...tablets, ...walls.filter((wall) => !wall.silent_since)];
  if (!tablets.length || there.some((device) => device.sound === 'on')) return null;
  return lastHeard([...walls, ...tablets]);
}

/** @param {Device} device */
function wrongWith(device) {
  if (device.role !== 'display') return device.unsent && (device.silent_since || device.sleeping) ? 'unsent' : null;
  if (device.sleeping) return null;
  if (device.silent_since) return 'silent';
  return device.sound === 'off' ? 'sound' : null;
}

/**
 * @param {string} cause
 * @param {number | null} since
 * @param {number} now one whose beginning nobody knows begins now
 * @returns {Source}
 */
function technical(cause, since, now) {
  return {
    alarm: {
      cause,
      level: 'technical',
      booth: null,
      seat: null,
      place: null,
      since: since ?? now,
      holds: [],
      paused_until: null,
    },
    worseAt: [],
  };
}
