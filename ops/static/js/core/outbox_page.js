/**
 * The outbox in a browser: sent with `api.js`, one drain over all pages of this device, woken by
 * the connection, `online`, coming back into view, and the outbox's own timer.
 */

import { act as post, Refusal, Unreachable } from './api.js';
import { Outbox } from './outbox.js';
import { openStore } from './outbox_store.js';

/** @typedef {import('./outbox_rules.js').Act} Act */
/** @typedef {import('./outbox_rules.js').Answer} Answer */
/** @typedef {import('./board_link.js').BoardLink} BoardLink */

/** An answer this late is no answer; the same id is asked about again. */
const ANSWER_WITHIN = 10_000;
const HOUR = 3_600_000;

/**
 * @param {string} site
 * @param {BoardLink} link
 * @returns {Promise<Outbox>} as soon as it knows what is unsent
 */
export async function openOutbox(site, link) {
  const store = await openStore(site);
  const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`ops-outbox-${site}`) : null;
  const outbox = new Outbox(store, {
    send,
    now: () => link.now(),
    epoch: () => link.store.epoch,
    onDone: (_act, answer, epoch) => link.paint(answer.body, epoch),
    alone: (run) => oneAtATime(site, run),
    tellOthers: () => others?.postMessage('changed'),
  });
  others?.addEventListener('message', () => void outbox.refresh());
  link.onClockMoved((milliseconds) => void outbox.clockMoved(milliseconds));
  wakeBy(outbox, link);
  // Asked, not required: some browsers throw storage away when the disk is full.
  if (store.lasting) void navigator.storage?.persist?.().catch(() => false);
  await outbox.open();
  return outbox;
}

/**
 * @param {Act} act
 * @returns {Promise<Answer>}
 */
async function send(act) {
  const signal = AbortSignal.timeout(ANSWER_WITHIN);
  try {
    return { status: 200, json: true, body: await post(act.path, act.body, { key: act.id, tries: 1, signal }) };
  } catch (error) {
    const said = error instanceof Refusal || error instanceof Unreachable ? error.problem : null;
    if (said) return { status: said.status, json: true, body: said };
    throw error;
  }
}

/**
 * @param {string} site
 * @param {() => Promise<void>} run
 * @returns {Promise<void>}
 */
async function oneAtATime(site, run) {
  // Without a secure page there are no locks; the receipts still make a double send harmless.
  if (!navigator.locks) return run();
  await navigator.locks.request(`ops-outbox-${site}`, run);
}

/**
 * @param {Outbox} outbox
 * @param {BoardLink} link
 */
function wakeBy(outbox, link) {
  let connected = link.connected;
  let epoch = link.store.epoch;
  link.onChange(() => {
    // A tablet that may no longer see the room keeps nothing of what it told.
    if (link.revoked !== null) void outbox.tidy(0);
    if (link.connected && !connected) outbox.wake();
    connected = link.connected;
  });
  link.store.subscribe(() => {
    const known = link.store.epoch;
    if (known && known !== epoch) void outbox.onEpoch(known);
    epoch = known ?? epoch;
  });
  setInterval(() => void outbox.tidy(), HOUR);
  addEventListener('online', () => outbox.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') outbox.wake();
  });
}
