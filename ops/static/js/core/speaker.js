/**
 * What one screen makes heard of its board, second by second; also with the server gone.
 *
 * A wall sounds every alarm. A tablet lies in somebody's hand, perhaps beside a person waking
 * up, so it is soft: one pulse for what begins, and the full tones only when no wall would be
 * heard, or when it cannot know (its picture is not live).
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').Alarm} Alarm
 * @typedef {import('./types.js').Device} Device
 * @typedef {import('./liveness.js').Liveness} Liveness
 *
 * @typedef {object} Loudspeaker the part of Sound that is used
 * @property {boolean} armed
 * @property {(level: import('./types.js').AlarmLevel, volume: number) => void} play
 */

import { volumeAt } from './night.js';
import { Sequencer } from './sequencer.js';

export class Speaker {
  #sequencer = new Sequencer();
  #sound;
  #device;
  #tablet;

  /**
   * @param {Loudspeaker} sound
   * @param {{device: number | string | null, tablet: boolean}} screen
   */
  constructor(sound, { device, tablet }) {
    this.#sound = sound;
    this.#device = device;
    this.#tablet = tablet;
  }

  /**
   * @param {Board} board
   * @param {Alarm[]} alarms
   * @param {{now: number, mono: number, liveness: Liveness}} moment milliseconds
   */
  tick(board, alarms, { now, mono, liveness }) {
    if (!this.#sound.armed) return this.#sequencer.forget();
    const own = board.devices.find((one) => one.id === this.#device) ?? null;
    const soft = this.#tablet && liveness === 'live' && wallIsHeard(board);
    const heard = [...testsFor(board, this.#device), ...(soft ? alarms.map(softly) : alarms)];
    const level = this.#sequencer.next(heard, mono / 1000);
    if (level) this.#sound.play(level, volumeAt(own, board.room, now));
  }
}

/** Whether some wall is there and armed. @param {Board} board */
export function wallIsHeard(board) {
  return board.devices.some((one) => one.role === 'display' && !one.silent_since && one.sound === 'on');
}

/** One pulse, and one more when it becomes worse. @param {Alarm} alarm @returns {Alarm} */
function softly(alarm) {
  return { ...alarm, cause: `${alarm.cause} ${alarm.level}`, level: 'low' };
}

/**
 * A sound test asked for on a tablet sounds as the loudest alarm would.
 *
 * @param {Board} board
 * @param {number | string | null} device
 * @returns {Alarm[]}
 */
function testsFor(board, device) {
  return board.notices
    .filter((notice) => notice.kind === 'sound_test' && notice.about === device)
    .map((notice) => ({
      cause: `test:${notice.id}`,
      level: /** @type {const} */ ('high'),
      booth: null,
      seat: null,
      place: null,
      since: Date.parse(notice.since),
      holds: [],
      paused_until: null,
    }));
}
