/**
 * Calls for more hands that a screen has not known before: heard once, as the softest alarm is: in
 * the next gap of what is louder. Pure but for what it remembers.
 *
 * 1. What the first picture has is known, and so is what was called on this tablet.
 * 2. A call is known no longer once it does not stand: the next one is new.
 * 3. A response that is loud itself says it by that.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').BoardResponse} BoardResponse
 * @typedef {import('./types.js').Alarm} Alarm
 */

import { withPause } from './alarms.js';
import { alone } from './alarm_sources.js';
import { askedAt, askingForHands } from './more_hands.js';
import { namesOf } from './response_names.js';

export class NewCalls {
  /** @type {Set<string> | null} responses, by any of their names */
  #known = null;

  /** This tablet called. @param {string} response */
  madeHere(response) {
    this.#known?.add(response);
  }

  /**
   * @param {Board} board
   * @param {Alarm[]} alarms
   * @param {number} now
   * @returns {Alarm[]}
   */
  in(board, alarms, now) {
    const asking = askingForHands(board);
    const loud = new Set(alarms.filter((alarm) => alarm.level === 'high').map((alarm) => alarm.cause));
    const before = this.#known;
    const known = asking.filter((one) => !before || loud.has(`response:${one.id}`) || namesOf(one).some((name) => before.has(name)));
    this.#known = new Set(known.flatMap(namesOf));
    return asking.filter((one) => !known.includes(one)).map((one) => heardOnce(board, one, now));
  }
}

/** A pause of that response is one of its call, too. @param {Board} board @param {BoardResponse} response @param {number} now */
function heardOnce(board, response, now) {
  const at = askedAt(response);
  const pause = board.room.pauses?.find((one) => one.cause === `response:${response.id}`);
  return withPause({ alarm: alone(`hands:${response.id}`, 'low', at), worseAt: [at] }, pause, now);
}
