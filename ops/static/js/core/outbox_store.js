/**
 * Where unsent acts lie: IndexedDB, so a reload, a crash or an empty battery keeps them.
 * Where the browser refuses that (a private window), memory, and the page says so.
 */

import { openDB } from '../../vendor/idb/index.js';
import { memoryStore } from './outbox_memory.js';
import { waitingAgain } from './outbox_rules.js';

/** @typedef {import('./outbox_rules.js').Act} Act */
/** @typedef {Act & {sent_at: number, epoch: string}} SentAct */

/**
 * @typedef {object} OutboxStore
 * @property {boolean} lasting whether acts survive a reload
 * @property {() => Promise<Act[]>} all unsent and set aside, in order
 * @property {(act: Act) => Promise<Act>} add at the end; gives the act its order
 * @property {(act: Act) => Promise<void>} put
 * @property {(id: string) => Promise<Act | null>} claim counts a try before it is made; null when gone
 * @property {(id: string) => Promise<boolean>} dropUntried false once a try was made
 * @property {(id: string) => Promise<void>} remove
 * @property {(act: Act, sentAt: number, epoch: string) => Promise<void>} sent from unsent to sent, at once
 * @property {(epoch: string, after: number) => Promise<number>} requeue sent acts of another epoch
 * @property {(before: number) => Promise<void>} forget sent acts older than that
 */

const PREFIX = 'ops-outbox-';
const ACTS = 'acts';
const SENT = 'sent';
const OPEN_WITHIN = 3_000;

/**
 * @param {string} name one outbox per site and device
 * @returns {Promise<OutboxStore>}
 */
export async function openStore(name) {
  // A browser that neither opens nor refuses must not keep the page from the room.
  const late = new Promise((resolve) => setTimeout(() => resolve(memoryStore()), OPEN_WITHIN));
  try {
    return await Promise.race([open(name).then(indexed), /** @type {Promise<OutboxStore>} */ (late)]);
  } catch {
    return memoryStore();
  }
}

/** How many acts wait on this device, of whatever site; 0 also where the browser does not tell. */
export async function keptActs() {
  try {
    const names = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith(PREFIX) ? name : []));
    const counts = names.map(async (name) => (await open(name.slice(PREFIX.length))).count(ACTS));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  } catch {
    return 0;
  }
}

/** @param {string} name */
function open(name) {
  return openDB(PREFIX + name, 1, {
    upgrade(fresh) {
      const acts = fresh.createObjectStore(ACTS, { keyPath: 'order', autoIncrement: true });
      acts.createIndex('id', 'id', { unique: true });
      fresh.createObjectStore(SENT, { keyPath: 'id' }).createIndex('sent_at', 'sent_at');
    },
  });
}

/**
 * @param {import('../../vendor/idb/index.js').IDBPDatabase} db
 * @returns {OutboxStore}
 */
function indexed(db) {
  // Strict: 'saved on this tablet' must outlive a battery pulled out.
  const write = (/** @type {string[]} */ names) => db.transaction(names, 'readwrite', { durability: 'strict' });
  const find = (/** @type {any} */ store, /** @type {string} */ id) => store.index('id').get(id);
  return {
    lasting: true,
    all: () => db.getAll(ACTS),
    async add(act) {
      const tx = write([ACTS]);
      const order = Number(await tx.objectStore(ACTS).add(withoutOrder(act)));
      await tx.done;
      return { ...act, order };
    },
    async put(act) {
      const tx = write([ACTS]);
      await tx.objectStore(ACTS).put(act);
      await tx.done;
    },
    async claim(id) {
      const tx = write([ACTS]);
      const act = await find(tx.objectStore(ACTS), id);
      if (act) await tx.objectStore(ACTS).put({ ...act, tries: act.tries + 1 });
      await tx.done;
      return act ? { ...act, tries: act.tries + 1 } : null;
    },
    async dropUntried(id) {
      const tx = write([ACTS]);
      const act = await find(tx.objectStore(ACTS), id);
      const untried = Boolean(act) && act.tries === 0;
      if (untried) await tx.objectStore(ACTS).delete(act.order);
      await tx.done;
      return untried;
    },
    async remove(id) {
      const tx = write([ACTS]);
      const act = await find(tx.objectStore(ACTS), id);
      if (act) await tx.objectStore(ACTS).delete(act.order);
      await tx.done;
    },
    async sent(act, sentAt, epoch) {
      const tx = write([ACTS, SENT]);
      const kept = await find(tx.objectStore(ACTS), act.id);
      if (kept) await tx.objectStore(ACTS).delete(kept.order);
      await tx.objectStore(SENT).put({ ...act, sent_at: sentAt, epoch });
      await tx.done;
    },
    async requeue(epoch, after) {
      const tx = write([ACTS, SENT]);
      const old = (await tx.objectStore(SENT).getAll()).filter((act) => act.epoch !== epoch && act.sent_at > after);
      old.sort((one, other) => one.order - other.order);
      for (const { sent_at: _at, epoch: _epoch, ...act } of old) {
        // Under its old order: it goes out before anything newer.
        if (!(await find(tx.objectStore(ACTS), act.id))) await tx.objectStore(ACTS).put(waitingAgain(act));
        await tx.objectStore(SENT).delete(act.id);
      }
      await tx.done;
      return old.length;
    },
    async forget(before) {
      const tx = write([SENT]);
      const old = await tx.objectStore(SENT).index('sent_at').getAllKeys(IDBKeyRange.upperBound(before));
      for (const key of old) await tx.objectStore(SENT).delete(key);
      await tx.done;
    },
  };
}

/**
 * @param {Act} act
 * @returns {Act}
 */
function withoutOrder(act) {
  const { order: _order, ...rest } = act;
  return rest;
}
