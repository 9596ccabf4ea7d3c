/**
 * What wants somebody, worst first. Pure.
 *
 * 1. HIGH alarms, a response that nobody has reached among them.
 * 2. Responses that ask for more hands, whoever asked first before the others.
 * 3. The other alarms.
 *
 * A response that is an alarm itself stands here once, as that alarm.
 */

import { askingForHands } from '../core/more_hands.js';
import { boothOf } from './places.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').BoardResponse} BoardResponse */
/** @typedef {import('../core/types.js').Alarm} Alarm */

/**
 * @typedef {{cause: string, alarm: Alarm, asking: BoardResponse | null}
 *   | {cause: string, alarm: null, asking: BoardResponse}} Wanted `asking`: the response, where it asks for more hands
 */

/** @param {Scene} scene @param {Board} board @returns {Wanted[]} */
export function wanted({ alarms }, board) {
  const asking = new Map(askingForHands(board).map((response) => [`response:${response.id}`, response]));
  const own = new Map(alarms.map((alarm) => [alarm.cause, alarm]));
  const loud = alarms.filter((alarm) => alarm.level === 'high');
  const calls = [...asking].filter(([cause]) => own.get(cause)?.level !== 'high');
  const rest = alarms.filter((alarm) => alarm.level !== 'high' && !asking.has(alarm.cause));
  return [
    ...loud.map((alarm) => ({ cause: alarm.cause, alarm, asking: asking.get(alarm.cause) ?? null })),
    ...calls.map(([cause, response]) => ({ cause, alarm: own.get(cause) ?? null, asking: response })),
    ...rest.map((alarm) => ({ cause: alarm.cause, alarm, asking: null })),
  ];
}

/**
 * Whether the plan says it in its place. It has none for a response elsewhere or a worker's call, and a call for
 * hands has to be seen wherever it comes from. What is wrong with a screen wants nobody anywhere: the list has it.
 * @param {Board} board @param {Wanted} one
 */
export function planSays(board, { alarm, asking }) {
  if (asking || !alarm) return false;
  if (alarm.level === 'technical') return true;
  const places = alarm.holds.length ? alarm.holds : [alarm];
  return places.every(({ booth }) => boothOf(board, booth) !== null);
}

/**
 * The same beside a page that has causes of its own. LOW can wait for the list where the plan says it.
 * @param {Scene} scene @param {Board} board @param {Iterable<string>} own
 */
export function alsoWanted(scene, board, own) {
  const here = new Set(own);
  return wanted(scene, board).filter((one) => !here.has(one.cause) && (one.alarm?.level !== 'low' || !planSays(board, one)));
}
