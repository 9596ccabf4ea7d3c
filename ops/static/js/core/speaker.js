/**
 * What one screen makes heard of its board, second by second; also with the server gone.
 *
 * A wall sounds every alarm it is told of. A tablet lies in somebody's hand, perhaps beside a
 * person waking up, so it is soft: one pulse for what begins, and the full tones only when no
 * wall would be heard, when it cannot know (its picture is not live), for what no wall sounds, or
 * for a response to which nobody is going though the site's time for that has passed.
 *
 * A call for more hands that is new to the screen is one soft pulse, on walls and tablets; not on the
 * tablet it was made on.
 *
 * That its own picture is not live no board can say, so the screen says it by itself while the
 * room is in use: a wall at the technical rhythm, a tablet in one pulse where a wall was heard
 * last. Nothing pauses it; it ends when the picture is live.
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

import { alarmsAt } from './alarms.js';
import { inUse } from './alarm_screens.js';
import { insists } from './alarm_sources.js';
import { millis } from './format.js';
import { NewCalls } from './new_calls.js';
import { volumeAt } from './night.js';
import { Sequencer } from './sequencer.js';

const NOT_LIVE = own('own:not_live', 'technical', 0);

export class Speaker {
  #sequencer = new Sequencer();
  #calls = new NewCalls();
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
    const calls = this.#calls.in(board, alarms, now);
    if (!this.#sound.armed) return this.#sequencer.forget();
    const own = board.devices.find((one) => one.id === this.#device) ?? null;
    const beside = this.#tablet && wallIsHeard(board);
    const soft = beside && liveness !== 'not_live';
    const heard = [...testsFor(board, this.#device, now), ...(soft ? besideWalls(board, alarms, now) : alarms), ...calls];
    if (liveness === 'not_live' && inUse(board)) heard.push(beside ? softly(NOT_LIVE) : NOT_LIVE);
    const level = this.#sequencer.next(heard, mono / 1000);
    if (!level) return;
    const insisting = insistingCauses(board, now);
    const loud = level === 'high' && alarms.some((one) => one.paused_until === null && insisting.has(one.cause));
    this.#sound.play(level, volumeAt(own, board.room, now, loud));
  }

  /** Whoever calls for more hands knows. @param {string} response */
  calledHere(response) {
    this.#calls.madeHere(response);
  }
}

/** Whether some wall is there and armed. @param {Board} board */
function wallIsHeard(board) {
  return board.devices.some((one) => one.role === 'display' && !one.silent_since && one.sound === 'on');
}

/**
 * Soft is what the walls sound meanwhile; the head count, say, they do not know of.
 *
 * @param {Board} board
 * @param {Alarm[]} alarms
 * @param {number} now
 */
function besideWalls(board, alarms, now) {
  const onWalls = new Set(alarmsAt(board, now, 'wall').map((alarm) => alarm.cause));
  const insisting = insistingCauses(board, now);
  return alarms.map((alarm) => (onWalls.has(alarm.cause) && !insisting.has(alarm.cause) ? softly(alarm) : alarm));
}

/** Responses with which screens insist. @param {Board} board @param {number} now */
function insistingCauses(board, now) {
  return new Set(board.responses.filter((one) => insists(one, now)).map((one) => `response:${one.id}`));
}

/** One pulse, and one more when it becomes worse. @param {Alarm} alarm @returns {Alarm} */
function softly(alarm) {
  return { ...alarm, cause: `${alarm.cause} ${alarm.level}`, level: 'low' };
}

/**
 * The sound tests under way on a screen, by its own clock: one ends without the server, too.
 *
 * @param {Board} board
 * @param {number | string | null} device
 * @param {number} now
 */
export function soundTests(board, device, now) {
  return board.notices.filter(
    (notice) => notice.kind === 'sound_test' && notice.about === device && now < (millis(notice.until) ?? Infinity),
  );
}

/**
 * A sound test asked for on a tablet sounds as the loudest alarm would.
 *
 * @param {Board} board
 * @param {number | string | null} device
 * @param {number} now
 * @returns {Alarm[]}
 */
function testsFor(board, device, now) {
  return soundTests(board, device, now).map((notice) => own(`test:${notice.id}`, 'high', Date.parse(notice.since)));
}

/** What a screen has to say of itself. @param {string} cause @param {Alarm['level']} level @param {number} since @returns {Alarm} */
function own(cause, level, since) {
  return { cause, level, booth: null, seat: null, place: null, since, holds: [], paused_until: null };
}
