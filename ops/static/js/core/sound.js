/**
 * Tones on this machine's loudspeaker, by Web Audio; and whether anybody could hear them.
 *
 * A browser blocks sound until somebody has touched the page, unless it was started with a
 * flag; the system takes it for a call, or with the cable. So:
 *
 * 1. Sound is *armed* only while its clock is seen to run.
 * 2. While it is not, it is asked for again by itself every few seconds, and by any tap.
 * 3. An audio clock that stands still though it says it runs, or does not come to run, is given
 *    up for a new one. One that the system has taken for a while is waited for.
 *
 * @typedef {import('./types.js').AlarmLevel} AlarmLevel
 *
 * @typedef {'blocked' | 'missing'} Trouble a tap may help; or nothing is there that would sound
 *
 * @typedef {object} Outside
 * @property {() => AudioContext} make throws where there is no sound at all
 * @property {() => number} mono milliseconds on a clock that never jumps
 * @property {(milliseconds: number, act: () => void) => void} every
 * @property {(act: () => void) => void} onTouch
 */

import { FALL, HARMONICS, RISE, TONES } from './tones.js';

/** Together the harmonics of one pulse never exceed full scale. */
const HEADROOM = 1 / HARMONICS.reduce((sum, strength) => sum + strength, 0);
/** Milliseconds in which a running audio clock must have moved. */
const STALLED_AFTER = 3_000;
const LOOK_EVERY = 1_000;
const ASK_EVERY = 5_000;
/** One that does not come to run by then is given up; it also holds every question it did not answer. */
const RENEW_AFTER = 60_000;

/** @type {Outside} */
const BROWSER = {
  make: () => new AudioContext(),
  mono: () => performance.now(),
  every: (milliseconds, act) => void setInterval(act, milliseconds),
  onTouch: (act) => {
    for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, act);
  },
};

export class Sound {
  /** @type {AudioContext | null} */
  #context = null;
  #listener;
  #outside;
  /** The audio clock as it was last seen to stand, and since when. */
  #seen = { audio: NaN, since: 0, moves: false };
  #made = 0;
  #asked = -Infinity;
  /** @type {number | null} when it was touched in vain, first */
  #touched = null;
  #told = false;

  /**
   * @param {() => void} listener called when sound is armed, or no longer
   * @param {Outside} [outside]
   */
  constructor(listener, outside = BROWSER) {
    this.#listener = listener;
    this.#outside = outside;
    outside.onTouch(() => this.#touch());
    // Not at once: whoever makes this is not ready to be told anything yet.
    queueMicrotask(() => this.#look());
    outside.every(LOOK_EVERY, () => this.#look());
  }

  /** Whether a tone would be heard now. */
  get armed() {
    return this.#context?.state === 'running' && this.#moves();
  }

  /** Why nothing is heard, as long as it is so. @returns {Trouble | null} */
  get trouble() {
    if (this.armed) return null;
    const inVain = this.#touched !== null && this.#outside.mono() - this.#touched > STALLED_AFTER;
    return !this.#context || this.#stalled() || inVain ? 'missing' : 'blocked';
  }

  /**
   * @param {AlarmLevel} level
   * @param {number} volume percent
   */
  play(level, volume) {
    const context = this.#context;
    if (context && this.armed) render(context, level, volume, context.currentTime + 0.05);
  }

  #touch() {
    if (this.armed) return;
    this.#touched ??= this.#outside.mono();
    this.#ask();
  }

  #look() {
    const { armed } = this;
    if (armed) this.#touched = null;
    else if (this.#outside.mono() - this.#asked >= ASK_EVERY) this.#ask();
    if (armed === this.#told) return;
    this.#told = armed;
    this.#listener();
  }

  /** A browser that wants a touch first may answer much later, or never. */
  #ask() {
    this.#asked = this.#outside.mono();
    try {
      if (this.#isLost()) this.#giveUp();
      this.#context ??= this.#make();
      if (this.#context.state !== 'running') this.#context.resume().then(() => this.#look(), () => {});
    } catch {
      // No loudspeaker: the screen says that sound is off, and asks again.
    }
  }

  #make() {
    this.#made = this.#outside.mono();
    this.#watch();
    const context = this.#outside.make();
    context.addEventListener('statechange', () => {
      this.#watch();
      this.#look();
    });
    return context;
  }

  /** From now on its clock is looked at afresh: one that stood had every right to. */
  #watch() {
    this.#seen = { audio: NaN, since: this.#outside.mono(), moves: false };
  }

  #isLost() {
    const state = this.#context?.state;
    if (state === 'running') return this.#stalled();
    return state === 'closed' || (state === 'suspended' && this.#outside.mono() - this.#made >= RENEW_AFTER);
  }

  #giveUp() {
    const context = this.#context;
    this.#context = null;
    if (context && context.state !== 'closed') context.close().catch(() => {});
  }

  /** Whether the audio clock was seen to move, and not long ago. */
  #moves() {
    const audio = this.#context?.currentTime ?? NaN;
    const mono = this.#outside.mono();
    if (audio !== this.#seen.audio) this.#seen = { audio, since: mono, moves: audio > this.#seen.audio };
    return this.#seen.moves && mono - this.#seen.since <= STALLED_AFTER;
  }

  /** The device behind it is gone, whatever it says. */
  #stalled() {
    return this.#context?.state === 'running' && !this.#moves() && this.#outside.mono() - this.#seen.since > STALLED_AFTER;
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
