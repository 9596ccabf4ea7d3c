/**
 * The wall's loudspeaker on the page: each second what is to be heard, and its sign.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/liveness.js').Liveness} Liveness
 */

import { byId, setClass, setText } from '../core/dom.js';
import { Sound } from '../core/sound.js';
import { soundTests, Speaker } from '../core/speaker.js';
import { show } from './cell.js';
import { soundSign } from './sound_sign.js';

export class Sounding {
  #sound;
  #speaker;
  #device;
  #sign = byId('sound');

  /**
   * @param {number | string | null} device
   * @param {() => void} changed called when sound is armed, or no longer
   */
  constructor(device, changed) {
    this.#device = device;
    this.#sound = new Sound(changed);
    this.#speaker = new Speaker(this.#sound, { device, tablet: false });
  }

  /** As the server is told it. @returns {'on' | 'off'} */
  get state() {
    return this.#sound.armed ? 'on' : 'off';
  }

  /**
   * @param {Board | null} board
   * @param {Alarm[]} alarms
   * @param {number} now
   * @param {Liveness} liveness
   */
  tick(board, alarms, now, liveness) {
    const testing = board !== null && soundTests(board, this.#device, now).length > 0;
    const { text, tone } = soundSign({ trouble: this.#sound.trouble, testing }, board, alarms, now);
    setText(this.#sign, text);
    setClass(this.#sign, `sound-sign ${tone}`);
    show(this.#sign, text !== '');
    if (board) this.#speaker.tick(board, alarms, { now, mono: performance.now(), liveness });
  }
}
