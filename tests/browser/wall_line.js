/**
 * A real line to the board whose other end the test holds: its socket, its clocks, and the
 * house behind it, which answers at once and keeps no picture but the page's own.
 */

import { BoardLink } from '../../ops/static/js/core/board_link.js';

const PULSE_EVERY = 2_000;
const SECOND = 1_000;

/**
 * @param {{board: any, now: string}} given
 * @param {() => any} status what the page says of itself
 */
export function heldLine(given, status) {
  const began = Date.parse(given.now);
  const heard = {};
  const asked = { subscribe: 0, here: 0 };
  let later = [];
  let mono = 0;
  const serverNow = () => new Date(began + mono).toISOString();
  const socket = {
    connected: false,
    on: (event, act) => void (heard[event] = act),
    timeout: () => ({ emit: (event, _, answered) => answers(event, answered) }),
    connect: () => found(),
    disconnect: () => {},
  };
  const link = new BoardLink(socket, { site: 'here', audience: 'wall', status }, {
    mono: () => mono,
    wall: () => began + mono,
    later: (after, act) => void later.push({ at: mono + after, act }),
  });

  function answers(event, answered) {
    asked[event] += 1;
    const board = event === 'subscribe' ? (link.store.board ?? given.board) : {};
    answered(null, { ...structuredClone(board), server_now: serverNow() });
  }

  function found() {
    socket.connected = true;
    heard.connect();
  }

  function second() {
    mono += SECOND;
    const due = later.filter((one) => one.at <= mono);
    later = later.filter((one) => one.at > mono);
    for (const { act } of due) act();
    const { board, version } = link.store;
    if (mono % PULSE_EVERY === 0) heard.pulse({ epoch: board.epoch, version, server_now: serverNow(), sweep_age: 0.5 });
  }

  found();
  return Object.assign(link, {
    asked,
    passes: (seconds) => {
      for (let gone = 0; gone < seconds; gone += 1) second();
    },
    tells: (changed) => {
      const { board, version } = link.store;
      heard.delta({ epoch: board.epoch, base: version, version: version + 1, server_now: serverNow(), changed });
    },
    breaks: () => {
      socket.connected = false;
      heard.disconnect('transport close');
      found();
    },
  });
}
