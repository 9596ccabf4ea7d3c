/**
 * One page's line to the board: a socket feeding a store, with its liveness and clock.
 * Everything of the outside world is handed in, so tests drive it with a fake socket and
 * a fake clock; ops/static/js/core/link.js hands in the real ones.
 *
 * @typedef {import('./types.js').Audience} Audience
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').Delta} Delta
 * @typedef {import('./types.js').Pulse} Pulse
 * @typedef {import('./types.js').Answer} Answer
 * @typedef {import('./liveness.js').Liveness} Liveness
 *
 * @typedef {object} Socket the part of a socket.io-client socket that is used
 * @property {boolean} connected
 * @property {(event: string, handler: (...args: any[]) => void) => unknown} on
 * @property {(ms: number) => {emit: (event: string, ...args: any[]) => unknown}} timeout
 * @property {() => unknown} connect
 * @property {() => unknown} disconnect
 *
 * @typedef {{sound: 'on' | 'off' | null, unsent: number, sleeping: boolean}} PageStatus
 *
 * @typedef {object} Clocks
 * @property {() => number} mono the page's monotonic clock, milliseconds
 * @property {() => number} wall this machine's clock, epoch milliseconds
 * @property {(after: number, act: () => void) => void} later
 */

import { BoardStore } from './store.js';
import { LivenessClock, sweepAwake } from './liveness.js';
import { ServerClock } from './offset.js';

const ACK_WITHIN = 5_000;
const RETRY_AFTER = 1_000;
const REFUSED_RETRY_AFTER = 10_000;
const HERE_EVERY = 10_000;
const SILENT_LINE = 8_000;
const SLEPT_MORE_THAN = 2_000;
const TICK = 1_000;

export class BoardLink {
  store = new BoardStore();
  /** @type {string | null} why this screen may no longer look, once it may not */
  revoked = null;
  /** The server is there and waits for its key: see ops/static/js/core/seal.js. */
  sealed = false;
  #socket;
  #site;
  #audience;
  #status;
  #clocks;
  #liveness;
  #clock;
  #closed = false;
  #attempt = 0;
  #lastHeard;
  #lastHere = -Infinity;
  #lastMono;
  #lastWall;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Set<(answer: Answer) => void>} */
  #onAnswered = new Set();
  /** @type {Set<(milliseconds: number) => void>} */
  #onMoved = new Set();
  /** @type {Set<() => void>} */
  #onKnown = new Set();

  /**
   * @param {Socket} socket
   * @param {{site: string, audience: Audience, status?: () => PageStatus | null}} page without a
   *   status a page is not here: it does not paint, and the others shall miss it
   * @param {Clocks} clocks
   */
  constructor(socket, page, clocks) {
    this.#socket = socket;
    this.#site = page.site;
    this.#audience = page.audience;
    this.#status = page.status ?? (() => ({ sound: null, unsent: 0, sleeping: false }));
    this.#clocks = clocks;
    this.#lastMono = clocks.mono();
    this.#lastWall = clocks.wall();
    this.#lastHeard = this.#lastMono;
    this.#liveness = new LivenessClock(this.#lastMono);
    this.#clock = new ServerClock(this.#lastWall - this.#lastMono);
    this.#listen();
    this.#tick();
  }

  /** Without a picture nothing is live, however young the last good news. @returns {Liveness} */
  get liveness() {
    const said = this.#liveness.at(this.#clocks.mono());
    return said === 'not_live' || this.store.board ? said : 'connecting';
  }

  /** The server's time of the last good news, or null. */
  get lastGood() {
    return this.#liveness.lastGood;
  }

  /** Now, on the server's clock, in epoch milliseconds. */
  now() {
    return this.#clock.now(this.#clocks.mono());
  }

  /** The server's clock minus this machine's, in milliseconds. */
  get offset() {
    return this.now() - this.#clocks.wall();
  }

  /** No round trip has told the server's clock yet, or none since the machine slept. */
  get guessed() {
    return this.#clock.guessed;
  }

  /** A round trip has told the server's clock, which was a guess. @param {() => void} listener */
  onClockKnown(listener) {
    this.#onKnown.add(listener);
    return () => this.#onKnown.delete(listener);
  }

  /**
   * Called when the link itself changes: connected, lost, revoked. The picture has its
   * own listeners, on the store.
   *
   * @param {() => void} listener
   * @returns {() => void}
   */
  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The server's own clock was set, by so much: what was noted moves along. @param {(milliseconds: number) => void} listener */
  onClockMoved(listener) {
    this.#onMoved.add(listener);
  }

  get connected() {
    return this.#socket.connected;
  }

  /**
   * Shows the answer to a write at once.
   *
   * @param {Answer} answer
   * @param {string | null} epoch the store's epoch when the write was sent
   */
  paint(answer, epoch) {
    this.store.paint(answer, epoch);
    for (const listener of this.#onAnswered) listener(answer);
  }

  /** Each write's answer, also where the picture does not hold what it changed. @param {(answer: Answer) => void} listener */
  onAnswered(listener) {
    this.#onAnswered.add(listener);
  }

  /** What an earlier page of this screen measured, until the first round trip of this one. @param {number} offset */
  guess(offset) {
    this.#clock.guess(this.#clocks.wall() - this.#clocks.mono() + offset);
  }

  /** Asks for the server's clock beside the line. @param {() => Promise<string | undefined>} ask */
  async measure(ask) {
    const sent = this.#clocks.mono();
    const serverNow = await ask();
    if (serverNow) this.#measured(sent, this.#clocks.mono(), serverNow);
  }

  /**
   * Shows what an earlier page of this screen was told: not live, with its countdowns going on.
   *
   * @param {Board} board
   * @param {string} good the server's time of the last good news
   * @param {number} offset the server's clock minus this machine's
   */
  restore(board, good, offset) {
    this.guess(offset);
    this.#liveness.restored(this.#clocks.mono(), good);
    this.store.restore(board);
  }

  /** The server said elsewhere that this screen may no longer look. @param {string} reason */
  refuse(reason) {
    if (this.revoked === null) this.#revoke(reason);
  }

  /** The page has news of itself: the house hears of it now, not at the next round. */
  tell() {
    if (this.#socket.connected) this.#here();
  }

  close() {
    this.#closed = true;
    this.#socket.disconnect();
  }

  #listen() {
    const socket = this.#socket;
    socket.on('connect', () => {
      this.#heard();
      this.#subscribe();
      this.#here();
      this.#changed();
    });
    socket.on('disconnect', (reason) => {
      this.#attempt += 1;
      this.store.failSubscribe();
      this.#changed();
      // socket.io reconnects by itself from a lost line, not from a server that hung up.
      if (reason === 'io server disconnect') this.#reconnectLater();
    });
    socket.on('connect_error', () => {
      if (!('active' in socket) || !socket.active) this.#reconnectLater();
    });
    socket.on('delta', (/** @type {Delta} */ delta) => {
      this.#heard();
      this.#said(delta.server_now);
      if (this.store.delta(delta) === 'resync') this.#subscribe();
    });
    socket.on('pulse', (/** @type {Pulse} */ pulse) => this.#pulse(pulse));
    socket.on('revoked', (reason) => this.#revoke(reason));
  }

  /** @param {Pulse} pulse */
  #pulse(pulse) {
    this.#heard();
    this.#said(pulse.server_now);
    const outcome = this.store.pulse(pulse);
    if (outcome === 'resync') this.#subscribe();
    if (outcome === 'good' && sweepAwake(pulse)) {
      this.#liveness.good(this.#clocks.mono(), pulse.server_now);
    }
  }

  /** First load and every resync use this one door. */
  #subscribe() {
    const attempt = ++this.#attempt;
    const sent = this.#clocks.mono();
    this.store.beginSubscribe();
    const question = { site: this.#site, audience: this.#audience };
    this.#socket.timeout(ACK_WITHIN).emit('subscribe', question, (/** @type {unknown} */ lost, /** @type {any} */ board) => {
      if (attempt !== this.#attempt || this.#closed) return;
      if (lost || !board?.epoch) return this.#notAnswered(attempt, board);
      const received = this.#clocks.mono();
      this.#heard();
      this.#measured(sent, received, board.server_now);
      this.#liveness.good(received, board.server_now);
      if (this.store.snapshot(board) === 'resync') this.#subscribe();
    });
  }

  /**
   * @param {number} attempt
   * @param {{code?: string} | undefined} refusal
   */
  #notAnswered(attempt, refusal) {
    this.store.failSubscribe();
    if (refusal?.code === 'unauthenticated') return this.#revoke(refusal.code);
    this.#clocks.later(refusal?.code ? REFUSED_RETRY_AFTER : RETRY_AFTER, () => {
      if (attempt === this.#attempt && this.#socket.connected) this.#subscribe();
    });
  }

  #here() {
    const status = this.#status();
    if (!status) return;
    const sent = this.#clocks.mono();
    this.#lastHere = sent;
    const words = { version: this.store.version ?? 0, ...status };
    this.#socket.timeout(ACK_WITHIN).emit('here', words, (/** @type {unknown} */ lost, /** @type {any} */ answer) => {
      if (lost || !answer?.server_now) return;
      this.#measured(sent, this.#clocks.mono(), answer.server_now);
    });
  }

  #tick() {
    if (this.#closed) return;
    const mono = this.#clocks.mono();
    const wall = this.#clocks.wall();
    this.#notice(wall - this.#lastWall - (mono - this.#lastMono));
    this.#lastMono = mono;
    this.#lastWall = wall;
    if (this.#socket.connected && mono - this.#lastHere >= HERE_EVERY) this.#here();
    if (this.#socket.connected && mono - this.#lastHeard >= SILENT_LINE) this.#hangUp();
    this.#clocks.later(TICK, () => this.#tick());
  }

  /**
   * The wall clock ran ahead of the monotonic one: the machine slept, or its clock was
   * set. Both look the same from here, so both are treated as sleep and asked about.
   *
   * @param {number} missed
   */
  #notice(missed) {
    if (missed < SLEPT_MORE_THAN) return;
    this.#clock.slept(this.#clocks.mono(), missed);
    this.#liveness.slept(missed);
    if (!this.#socket.connected) return;
    this.#subscribe();
    this.#here();
  }

  /** A line that is open and says nothing is a dead line nobody has noticed yet. */
  #hangUp() {
    this.#heard();
    this.#socket.disconnect();
    this.#socket.connect();
  }

  #reconnectLater() {
    this.#clocks.later(RETRY_AFTER, () => {
      if (!this.#closed && this.revoked === null && !this.#socket.connected) this.#socket.connect();
    });
  }

  /** @param {unknown} reason */
  #revoke(reason) {
    this.revoked = typeof reason === 'string' ? reason : String(/** @type {any} */ (reason)?.reason ?? '');
    this.#attempt += 1;
    this.store.forget();
    this.close();
    this.#changed();
  }

  /** @param {string | undefined} serverNow */
  #said(serverNow) {
    if (serverNow) this.#moved(this.#clock.heard(this.#clocks.mono(), Date.parse(serverNow)));
  }

  /** @param {number} sent @param {number} received @param {string} serverNow */
  #measured(sent, received, serverNow) {
    const { guessed } = this.#clock;
    this.#moved(this.#clock.trip(sent, received, Date.parse(serverNow)));
    if (guessed && !this.#clock.guessed) for (const listener of [...this.#onKnown]) listener();
  }

  /** @param {number} milliseconds */
  #moved(milliseconds) {
    if (milliseconds !== 0) for (const listener of this.#onMoved) listener(milliseconds);
  }

  #heard() {
    this.#lastHeard = this.#clocks.mono();
  }

  #changed() {
    for (const listener of [...this.#listeners]) listener();
  }
}
