/** A second's tick that nothing ends. */

const SECOND = 1_000;

/**
 * Aligned to the server's seconds, so that all screens count together.
 *
 * @param {() => number} now epoch milliseconds on the server's clock
 * @param {() => void} act
 */
export function everySecond(now, act) {
  try {
    act();
  } finally {
    setTimeout(() => everySecond(now, act), SECOND - (now() % SECOND) + 1);
  }
}
