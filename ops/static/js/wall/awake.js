/** A display nobody touches must not go to sleep. */

/** Asks now, and again whenever the page comes back into view: the lock goes with it. */
export function stayAwake() {
  document.addEventListener('visibilitychange', () => void lock());
  void lock();
}

async function lock() {
  if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
  try {
    await navigator.wakeLock.request('screen');
  } catch {
    // Refused on a low battery: the server will notice a screen that goes silent.
  }
}
