/**
 * The wall's loudspeaker on the page: each second what is to be heard, and SOUND IS OFF in
 * large letters for as long as nobody would hear it.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('../core/types.js').Alarm} Alarm
 * @typedef {import('../core/liveness.js').Liveness} Liveness
 */

import { byId, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { Sound } from '../core/sound.js';
import { Speaker } from '../core/speaker.js';
import { show } from './cell.js';

export class Sounding {
  #sound;
  #speaker;
  #device;
  #sign = byId('sound');

  /**
   * @param {number | string | null} device
   * @param {() => void} told called when sound is armed, or no longer
   */
  constructor(device, told) {
    this.#device = device;
    this.#sound = new Sound(() => {
      this.#paint(null);
      told();
    });
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
    this.#paint(board);
    if (board) this.#speaker.tick(board, alarms, { now, mono: performance.now(), liveness });
  }

  /** @param {Board | null} board */
  #paint(board) {
    const tested = board?.notices.some((one) => one.kind === 'sound_test' && one.about === this.#device) ?? false;
    const off = !this.#sound.armed;
    setText(this.#sign, off ? t('SOUND IS OFF · touch the screen once') : tested ? t('sound test') : '');
    show(this.#sign, off || tested);
  }
}
