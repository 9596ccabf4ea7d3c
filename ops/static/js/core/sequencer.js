/**
 * Which burst sounds when. Pure but for what it remembers of what has sounded.
 *
 * 1. The loudest level with a cause that is not paused sounds, and no other.
 * 2. It sounds at once when a cause is new at this level (another place always breaks
 *    through, and so does one that became worse), else when its time has come round.
 * 3. A burst that sounds is never cut into, except by a louder level.
 * 4. LOW sounds once for each cause.
 *
 * @typedef {import('./types.js').Alarm} Alarm
 * @typedef {import('./types.js').AlarmLevel} AlarmLevel
 */

import { lengthOf, TONES } from './tones.js';

/** @type {AlarmLevel[]} */
const LOUDEST_FIRST = ['high', 'medium', 'technical', 'low'];

export class Sequencer {
  /** @type {Set<string>} causes that have sounded and still stand, each with its level */
  #heard = new Set();
  /** @type {{level: AlarmLevel, at: number} | null} */
  #last = null;

  /**
   * The level to sound now, if any.
   *
   * @param {Alarm[]} alarms of the picture
   * @param {number} mono seconds on a clock that never jumps
   * @returns {AlarmLevel | null}
   */
  next(alarms, mono) {
    const loud = alarms.filter((alarm) => alarm.paused_until === null);
    const standing = new Set(loud.map(nameOf));
    this.#heard = new Set([...this.#heard].filter((name) => standing.has(name)));
    for (const level of LOUDEST_FIRST) {
      const names = loud.filter((alarm) => alarm.level === level).map(nameOf);
      if (!names.length) continue;
      if (level === 'low' && names.every((name) => this.#heard.has(name))) continue;
      return this.#may(level, names, mono) ? this.#sound(level, names, mono) : null;
    }
    return null;
  }

  /** It could not be heard after all: it counts as not having sounded. */
  forget() {
    this.#heard.clear();
    this.#last = null;
  }

  /**
   * @param {AlarmLevel} level
   * @param {string[]} names
   * @param {number} mono
   */
  #may(level, names, mono) {
    const last = this.#last;
    if (!last) return true;
    const gone = mono - last.at;
    const louder = LOUDEST_FIRST.indexOf(level) < LOUDEST_FIRST.indexOf(last.level);
    if (gone < lengthOf(TONES[last.level]) && !louder) return false;
    if (names.some((name) => !this.#heard.has(name)) || last.level !== level) return true;
    const { every } = TONES[level];
    return every !== null && gone >= every;
  }

  /**
   * @param {AlarmLevel} level
   * @param {string[]} names
   * @param {number} mono
   */
  #sound(level, names, mono) {
    for (const name of names) this.#heard.add(name);
    this.#last = { level, at: mono };
    return level;
  }
}

/** @param {Alarm} alarm */
function nameOf(alarm) {
  return `${alarm.level} ${alarm.cause}`;
}
