/**
 * What a check-in timer says at one moment. The twin of `phase_at` in
 * ops/domain/timers.py; tests/vectors/phase.json holds the two together.
 *
 * @typedef {import('./types.js').Timer} Timer
 * @typedef {import('./types.js').Phase} Phase
 */

import { millis } from './format.js';

/** @type {[('urgent_at' | 'overdue_at' | 'due_at' | 'due_soon_at'), Phase][]} */
const WORST_FIRST = [
  ['urgent_at', 'urgent'],
  ['overdue_at', 'overdue'],
  ['due_at', 'due'],
  ['due_soon_at', 'due_soon'],
];

/**
 * @param {Timer} timer
 * @param {number} now epoch milliseconds on the server's clock
 * @returns {Phase}
 */
export function phaseAt(timer, now) {
  if (!timer.due_at) return 'none';
  for (const [field, phase] of WORST_FIRST) {
    const at = millis(timer[field]);
    if (at !== null && at <= now) return phase;
  }
  return 'ok';
}
