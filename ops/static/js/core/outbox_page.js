/**
 * The outbox in a browser: sent with `api.js`, one drain over all pages of this device, woken by
 * the connection, `online`, coming back into view, and the outbox's own timer.
 */

import { act as post, Refusal, Unreachable } from './api.js';
import { Outbox } from './outbox.js';
import { memoryStore } from './outbox_memory.js';
import { openStore } from './outbox_store.js';
import { uuid7 } from './uuid.js';

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
  return opened(site, link, await openStore(site), send);
}

/**
 * A drill's: nothing of it stays on this tablet, and every act is sent under the drill's name, so
 * that none can be taken for the real room's.
 * @param {string} site @param {BoardLink} link @returns {Promise<Outbox>}
 */
export async function drillOutbox(site, link) {
  return opened(site, link, memoryStore(), async (act) => {
    const answer = await sendList(site, [act]);
    const [result] = answer.body?.results ?? [];
    return result ? { status: result.status, json: true, body: result.body } : answer;
  });
}

/**
 * @param {string} site
 * @param {BoardLink} link
 * @param {import('./outbox_store.js').OutboxStore} store
 * @param {(act: Act) => Promise<Answer>} sender
 */
async function opened(site, link, store, sender) {
  const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`ops-outbox-${site}`) : null;
  const outbox = new Outbox(store, {
    send: sender,
    sendList: (acts) => sendList(site, acts),
    now: () => link.now(),
    clock: () => ({ offset: link.offset, guessed: link.guessed }),
    measured: () => measured(site, link),
    epoch: () => link.store.epoch,
    onDone: (_act, answer, epoch) => link.paint(answer.body, epoch),
    alone: (run) => oneAtATime(site, run),
    tellOthers: () => others?.postMessage('changed'),
  });
  others?.addEventListener('message', () => void outbox.refresh());
  link.onClockMoved((milliseconds) => void outbox.clockMoved(milliseconds));
  link.onClockKnown(() => void outbox.clockKnown());
  wakeBy(outbox, link);
  // Asked, not required: some browsers throw storage away when the disk is full.
  if (store.lasting) void navigator.storage?.persist?.().catch(() => false);
  await outbox.open();
  return outbox;
}

/**
 * Acts reach a server also before its line is open, or where none can be. A list of none is answered
 * with its time.
 * @param {string} site @param {BoardLink} link
 */
async function measured(site, link) {
  let forget = () => {};
  const told = new Promise((resolve) => (forget = link.onClockKnown(() => resolve(null))));
  const measuring = link.measure(async () => {
    const asked = { id: uuid7(link.now()), path: `/sites/${site}/commands`, body: { commands: [] } };
    const answer = await send(asked).catch(() => null);
    return answer?.body?.server_now;
  });
  await Promise.race([told, measuring]);
  forget();
}

/** @param {string} site @param {Act[]} acts */
function sendList(site, acts) {
  const commands = acts.map(({ id, path, body }) => ({ id, path, body }));
  return send({ id: String(commands[0]?.id), path: `/sites/${site}/commands`, body: { commands } });
}

/**
 * @param {Pick<Act, 'id' | 'path' | 'body'>} act
 * @returns {Promise<Answer>}
 */
async function send(act) {
  const signal = AbortSignal.timeout(ANSWER_WITHIN);
  try {
    return { status: 200, json: true, body: await post(act.path, act.body, { key: act.id, tries: 1, signal }) };
  } catch (error) {
    const said = error instanceof Refusal || error instanceof Unreachable ? error.problem : null;
    if (said) return { status: said.status, json: true, body: said };
    if (error instanceof Unreachable && error.status) return { status: error.status, json: false, body: null };
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
  /** @type {string | null} */
  let epoch = null;
  link.onChange(() => {
    // A tablet that may no longer see the room keeps nothing of what it told.
    if (link.revoked !== null) void outbox.tidy(0);
    if (link.connected && !connected) outbox.wake();
    connected = link.connected;
  });
  link.store.subscribe(() => {
    // A kept picture tells of no server that is there now.
    const known = link.store.current ? link.store.epoch : null;
    if (known && known !== epoch) void outbox.onEpoch(known);
    epoch = known ?? epoch;
  });
  setInterval(() => void outbox.tidy(), HOUR);
  addEventListener('online', () => outbox.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') outbox.wake();
  });
}
