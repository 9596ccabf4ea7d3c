/**
 * A display nobody touches must not go to sleep.
 *
 * The lock goes with the view, and the system may take it (a low battery, a lid) or refuse it:
 * while the page is in view and has none, it is asked for again.
 *
 * @typedef {object} Lock
 * @property {(event: 'release', act: () => void) => void} addEventListener
 *
 * @typedef {object} Outside
 * @property {() => boolean} inView
 * @property {(act: () => void) => void} onView called when the page comes into view or leaves it
 * @property {() => Promise<Lock>} request
 * @property {(after: number, act: () => void) => void} later
 */

/** Milliseconds. */
const AGAIN_AFTER = 15_000;

/** Nothing to be asked of a browser that knows no such lock: it keeps awake by its kiosk's settings. */
export function stayAwake() {
  if (!('wakeLock' in navigator)) return;
  keepAwake({
    inView: () => document.visibilityState === 'visible',
    onView: (act) => document.addEventListener('visibilitychange', act),
    request: () => navigator.wakeLock.request('screen'),
    later: (after, act) => void setTimeout(act, after),
  });
}

/** @param {Outside} outside */
export function keepAwake({ inView, onView, request, later }) {
  let locked = false;
  let asking = false;
  let waiting = false;

  async function ask() {
    if (locked || asking || !inView()) return;
    asking = true;
    try {
      const lock = await request();
      locked = true;
      lock.addEventListener('release', () => {
        locked = false;
        again();
      });
    } catch {
      again();
    } finally {
      asking = false;
    }
  }

  function again() {
    if (waiting) return;
    waiting = true;
    later(AGAIN_AFTER, () => {
      waiting = false;
      void ask();
    });
  }

  onView(() => void ask());
  void ask();
}
