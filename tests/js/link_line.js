/** A page's line to the board, over a fake socket and a fake clock. */

import { BoardLink } from '../../ops/static/js/core/board_link.js';
import { board, booth, NOW } from './boards.js';

/** A page's clocks; `later` runs when time is moved past it. */
class Clocks {
  #mono = 0;
  /** @type {{at: number, act: () => void}[]} */
  #waiting = [];
  skew = NOW - 5_000;

  mono = () => this.#mono;
  wall = () => this.#mono + this.skew;
  later = (/** @type {number} */ after, /** @type {() => void} */ act) => {
    this.#waiting.push({ at: this.#mono + after, act });
  };

  /** @param {number} milliseconds */
  pass(milliseconds) {
    const end = this.#mono + milliseconds;
    for (;;) {
      const due = this.#waiting.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#waiting.splice(this.#waiting.indexOf(due), 1);
      this.#mono = Math.max(this.#mono, due.at);
      due.act();
    }
    this.#mono = end;
  }
}

class FakeSocket {
  connected = false;
  active = true;
  calls = 0;
  hangups = 0;
  /** @type {Map<string, (...args: any[]) => void>} */
  handlers = new Map();
  /** @type {{event: string, words: any, answer: (lost: unknown, answer?: any) => void}[]} */
  asked = [];

  on = (/** @type {string} */ event, /** @type {(...args: any[]) => void} */ handler) => {
    this.handlers.set(event, handler);
  };
  timeout = () => ({
    emit: (/** @type {string} */ event, /** @type {any} */ words, /** @type {any} */ answer) => {
      this.asked.push({ event, words, answer });
    },
  });
  connect = () => {
    this.calls += 1;
  };
  disconnect = () => {
    this.hangups += 1;
    this.connected = false;
  };

  open() {
    this.connected = true;
    this.say('connect');
  }

  /**
   * @param {string} event
   * @param {any} [body]
   */
  say(event, body) {
    this.handlers.get(event)?.(body);
  }

  /** @param {string} event */
  last(event) {
    return this.asked.filter((one) => one.event === event).at(-1);
  }

  /** @param {string} event */
  count(event) {
    return this.asked.filter((one) => one.event === event).length;
  }
}

export const WELL = { sound: /** @type {const} */ ('on'), unsent: 0, sleeping: false };

export function page(status = () => /** @type {import('../../ops/static/js/core/board_link.js').PageStatus | null} */ (WELL)) {
  const socket = new FakeSocket();
  const clocks = new Clocks();
  const link = new BoardLink(socket, { site: 'here', audience: 'wall', status }, clocks);
  const answer = (more = {}) => socket.last('subscribe')?.answer(null, board({ booths: [booth(1)], ...more }));
  const pulse = (more = {}) =>
    socket.say('pulse', { epoch: 'first', version: 10, server_now: at(clocks), sweep_age: 0.5, ...more });
  return { socket, clocks, link, answer, pulse };
}

/** @param {Clocks} clocks */
export function at(clocks) {
  return new Date(NOW + clocks.mono()).toISOString();
}

export function livePage() {
  const made = page();
  made.socket.open();
  made.answer();
  return made;
}
