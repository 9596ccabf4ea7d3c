/**
 * Tones on this machine's loudspeaker, by Web Audio; and whether anybody could hear them.
 *
 * A browser blocks sound until somebody has touched the page, unless it was started with a
 * flag. So sound is *armed* only when its clock is seen to run; until then the screen says
 * SOUND IS OFF, and any tap arms it.
 *
 * @typedef {import('./types.js').AlarmLevel} AlarmLevel
 */

import { FALL, HARMONICS, RISE, TONES } from './tones.js';

/** Together the harmonics of one pulse never exceed full scale. */
const HEADROOM = 1 / HARMONICS.reduce((sum, strength) => sum + strength, 0);
/** Milliseconds in which a running audio clock must have moved. */
const STALLED_AFTER = 3_000;

export class Sound {
  /** @type {AudioContext | null} */
  #context = null;
  #listener;
  #seen = { audio: -1, mono: 0 };

  /** @param {() => void} listener called when sound is armed, or no longer */
  constructor(listener) {
    this.#listener = listener;
    for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, () => void this.arm());
    // Not at once: whoever makes this is not ready to be told anything yet.
    queueMicrotask(() => void this.arm());
  }

  /** Whether a tone would be heard now. */
  get armed() {
    return this.#context?.state === 'running' && !this.#stalled();
  }

  /** Asks the browser for sound; it says no until a person has touched the page. */
  async arm() {
    try {
      if (!this.#context) {
        this.#context = new AudioContext();
        this.#context.addEventListener('statechange', () => this.#listener());
      }
      if (this.#context.state !== 'running') await this.#context.resume();
    } catch {
      // No loudspeaker, or not yet allowed: the screen says that sound is off.
    }
    this.#listener();
  }

  /**
   * @param {AlarmLevel} level
   * @param {number} volume percent
   */
  play(level, volume) {
    const context = this.#context;
    if (context && this.armed) render(context, level, volume, context.currentTime + 0.05);
  }

  /** A clock that stands still though it says it runs: the device behind it is gone. */
  #stalled() {
    const audio = this.#context?.currentTime ?? 0;
    const mono = performance.now();
    if (audio !== this.#seen.audio) this.#seen = { audio, mono };
    return mono - this.#seen.mono > STALLED_AFTER;
  }
}

/**
 * Puts one burst on a context, live or offline.
 *
 * @param {BaseAudioContext} context
 * @param {AlarmLevel} level
 * @param {number} volume percent; loudness is heard by the square of it
 * @param {number} from seconds on the context's clock
 */
export function render(context, level, volume, from) {
  const tone = TONES[level];
  const peak = tone.gain * (volume / 100) ** 2 * HEADROOM;
  for (const pulse of tone.pulses) {
    const at = from + pulse.at;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(peak, at + RISE);
    gain.gain.setValueAtTime(peak, at + pulse.length - FALL);
    gain.gain.linearRampToValueAtTime(0, at + pulse.length);
    gain.connect(context.destination);
    HARMONICS.forEach((strength, number) => {
      const voice = context.createOscillator();
      voice.frequency.value = pulse.pitch * (number + 1);
      const own = context.createGain();
      own.gain.value = strength;
      voice.connect(own).connect(gain);
      voice.start(at);
      voice.stop(at + pulse.length);
    });
  }
}
