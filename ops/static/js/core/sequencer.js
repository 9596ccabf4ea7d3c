/**
 * Which burst sounds when. Pure but for what it remembers of what has sounded.
 *
 * 1. The loudest level with a cause that is not paused sounds, and of the others only LOW.
 * 2. It sounds at once when a cause is new at this level (another place always breaks
 *    through, and so does one that became worse), else when its time has come round.
 * 3. A burst that sounds is never cut into, except by a louder level.
 * 4. LOW sounds once for each cause: between two bursts where something louder stands, as that may
 *    stand for hours, and more hands are called for now. The rhythm of the louder one goes on.
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
  /** @type {{level: AlarmLevel, at: number} | null} the last burst */
  #last = null;
  /** @type {{level: AlarmLevel, at: number} | null} the last one that comes round again */
  #beat = null;

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
    const loudest = LOUDEST_FIRST.find((level) => loud.some((alarm) => alarm.level === level));
    for (const level of new Set([loudest, /** @type {const} */ ('low')])) {
      const names = loud.filter((alarm) => alarm.level === level).map(nameOf);
      if (level && names.length && this.#may(level, names, mono)) return this.#sound(level, names, mono);
    }
    return null;
  }

  /** It could not be heard after all: it counts as not having sounded. */
  forget() {
    this.#heard.clear();
    this.#last = this.#beat = null;
  }

  /**
   * @param {AlarmLevel} level
   * @param {string[]} names
   * @param {number} mono
   */
  #may(level, names, mono) {
    if (this.#last && cuts(this.#last, level, mono)) return false;
    if (names.some((name) => !this.#heard.has(name))) return true;
    const { every } = TONES[level];
    if (every === null) return false;
    return this.#beat?.level !== level || mono - this.#beat.at >= every;
  }

  /**
   * @param {AlarmLevel} level
   * @param {string[]} names
   * @param {number} mono
   */
  #sound(level, names, mono) {
    for (const name of names) this.#heard.add(name);
    this.#last = { level, at: mono };
    if (TONES[level].every !== null) this.#beat = this.#last;
    return level;
  }
}

/**
 * Whether a burst of that level now would cut into the last one, which is not less loud.
 * @param {{level: AlarmLevel, at: number}} last
 * @param {AlarmLevel} level
 * @param {number} mono
 */
function cuts(last, level, mono) {
  const louder = LOUDEST_FIRST.indexOf(level) < LOUDEST_FIRST.indexOf(last.level);
  return !louder && mono - last.at < lengthOf(TONES[last.level]);
}

/** @param {Alarm} alarm */
function nameOf(alarm) {
  return `${alarm.level} ${alarm.cause}`;
}
