/**
 * What each level sounds like: pulses with their times, as data. Pure.
 *
 * Number, pitch, length and rise of the pulses keep within what is published for alarms in care
 * (IEC 60601-1-8: fundamental 150 to 1000 Hz, pulses of 75 to 250 ms that rise softly, bursts of
 * 10, 3 and 1) [m]. Never a siren: no pitch glides.
 *
 * @typedef {import('./types.js').AlarmLevel} AlarmLevel
 *
 * @typedef {object} Pulse
 * @property {number} at seconds from the burst's beginning
 * @property {number} length seconds
 * @property {number} pitch Hz, the fundamental
 *
 * @typedef {object} Tone
 * @property {Pulse[]} pulses
 * @property {number} gain 0 to 1, of a screen at full volume
 * @property {number | null} every seconds from burst to burst; null: once for each cause
 */

/** Seconds in which a pulse comes up and goes: a click startles. */
export const RISE = 0.025;
export const FALL = 0.04;

/** Strength of each harmonic beside the fundamental: heard over a fan, and told where it comes from. */
export const HARMONICS = [1, 0.5, 0.3, 0.2, 0.1];

const C5 = 523.25;
const E5 = 659.25;
const G5 = 783.99;
const A4 = 440;
const F4 = 349.23;

/** Two groups of five, each 3 and 2. */
const HIGH = [0, 2].flatMap((from) => [
  ...row([C5, E5, G5], from, 0.15, 0.25),
  ...row([C5, G5], from + 0.95, 0.15, 0.25),
]);

/** @type {Readonly<Record<AlarmLevel, Tone>>} */
export const TONES = {
  high: { pulses: HIGH, gain: 1, every: 10 },
  medium: { pulses: row([C5, E5, C5], 0, 0.2, 0.42), gain: 0.8, every: 25 },
  technical: { pulses: row([A4, F4], 0, 0.25, 0.35), gain: 0.6, every: 60 },
  low: { pulses: row([E5], 0, 0.25, 0.3), gain: 0.35, every: null },
};

/** Seconds until the last pulse has gone. @param {Tone} tone */
export function lengthOf(tone) {
  return Math.max(...tone.pulses.map((pulse) => pulse.at + pulse.length));
}

/**
 * @param {number[]} pitches
 * @param {number} from
 * @param {number} length
 * @param {number} step from beginning to beginning
 * @returns {Pulse[]}
 */
function row(pitches, from, length, step) {
  return pitches.map((pitch, number) => ({ at: from + number * step, length, pitch }));
}
