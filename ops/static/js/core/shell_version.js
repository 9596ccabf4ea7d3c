/**
 * The version of the shell this page runs, and one that waits to take its place. A new one never
 * comes by itself: the page is loaded anew when whoever holds the tablet says so, or when it is quiet.
 */

const WORKER = '/tablet-worker.js';
const SCOPE = '/floor';
/** Milliseconds between two looks for another version; one more when the line came back. */
const LOOK_EVERY = 3_600_000;
const LOOK_AGAIN_AFTER = 60_000;

export class ShellVersion {
  #mono;
  #changed;
  #reload;
  /** @type {ServiceWorkerRegistration | null} */
  #registration = null;
  #looked = -Infinity;
  #taken = false;
  /** @type {ServiceWorker | null} told to take over */
  #asked = null;
  /** @type {() => boolean} */
  #mayReload = () => false;

  /**
   * @param {() => number} mono milliseconds on a clock that never jumps
   * @param {() => void} changed called when another version waits
   * @param {() => void} reload
   */
  constructor(mono, changed, reload) {
    this.#mono = mono;
    this.#changed = changed;
    this.#reload = reload;
  }

  /** Another version is here, whole, and not shown yet. */
  get waits() {
    return this.#taken || Boolean(this.#registration?.waiting);
  }

  /**
   * Keeps the shell on this tablet. Not over plain http, where browsers keep none.
   * @param {ServiceWorkerContainer | undefined} container
   */
  async register(container) {
    try {
      let controlled = Boolean(container?.controller);
      const found = await container?.register(WORKER, { scope: SCOPE, updateViaCache: 'none' });
      if (!container || !found) return;
      this.#registration = found;
      this.#looked = this.#mono();
      this.#hear(found.installing);
      found.addEventListener('updatefound', () => this.#hear(found.installing));
      // Another page of this tablet took it: this one still runs the version before.
      container.addEventListener('controllerchange', () => {
        if (controlled) this.#came();
        controlled = true;
      });
      this.#changed();
    } catch {
      // No shell is kept: the tablet needs the server when it is loaded anew.
    }
  }

  /** @param {ServiceWorker | null} installing */
  #hear(installing) {
    installing?.addEventListener('statechange', () => this.#changed());
  }

  /** Whether there is another version. The server was away, so it may have come back as one. */
  look() {
    const mono = this.#mono();
    if (!this.#registration || mono - this.#looked < LOOK_AGAIN_AFTER) return;
    this.#looked = mono;
    void this.#registration.update().catch(() => {});
  }

  /** At every round. */
  lookNowAndThen() {
    if (this.#mono() - this.#looked >= LOOK_EVERY) this.look();
  }

  /**
   * Takes it, and loads the page anew, unless something began meanwhile: then it waits for the next
   * time this is asked.
   * @param {() => boolean} mayReload
   */
  take(mayReload) {
    this.#mayReload = mayReload;
    const waiting = this.#registration?.waiting;
    if (!waiting) return this.#came();
    if (this.#asked === waiting) return;
    this.#asked = waiting;
    waiting.addEventListener('statechange', () => waiting.state === 'activated' && this.#came());
    waiting.postMessage('take over');
  }

  #came() {
    this.#taken = true;
    const now = this.#mayReload();
    this.#mayReload = () => false;
    if (now) this.#reload();
    else this.#changed();
  }
}
