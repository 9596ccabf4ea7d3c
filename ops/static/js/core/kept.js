/**
 * What a tablet keeps to be of use when it is loaded anew without the server: who it is, whether it is
 * locked, the last picture, and rows typed from paper. All but the lock lies in IndexedDB. All but the
 * rows is forgotten when it may no longer see the room, the picture and with it the names of the team
 * twelve hours after the last good news. The rows are acts not yet sent, and stay as those do.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').TabletData} TabletData
 * @typedef {import('../paper/typed_rows.js').TypedRow} TypedRow
 *
 * @typedef {object} News
 * @property {string} site
 * @property {string} good the server's time of the last good news
 * @property {number} at this machine's clock at that moment, epoch milliseconds
 * @property {number} offset the server's clock minus this machine's, milliseconds
 *
 * @typedef {News & {board: Board}} Picture `board` as it was shown, without what waited to be sent
 */

import { openDB } from '../../vendor/idb/index.js';

export const KEPT_FOR = 12 * 3600 * 1000;

const NAME = 'ops-tablet';
const STORE = 'kept';
const LOCK = 'ops-lock';
const PICTURE = ['board', 'news'];
const TYPED = 'typed ';
const OPEN_WITHIN = 3_000;

/** @typedef {Awaited<ReturnType<typeof openKept>>} Kept */

/** Never fails: what cannot be kept is not kept, and the outbox says so where it matters. */
export async function openKept() {
  // A browser that neither opens nor refuses must not keep the page from the room.
  const late = new Promise((resolve) => setTimeout(() => resolve(null), OPEN_WITHIN));
  /** @type {import('../../vendor/idb/index.js').IDBPDatabase | null} */
  const db = await Promise.race([open(), late]).catch(() => null);
  const read = async (/** @type {string} */ key) => (await db?.get(STORE, key).catch(() => null)) ?? null;
  const write = async (/** @type {string} */ key, /** @type {unknown} */ what) => {
    await db?.put(STORE, what, key).catch(() => {});
  };
  const drop = async (/** @type {string[]} */ ...keys) => {
    await Promise.all(keys.map((key) => db?.delete(STORE, key).catch(() => {})));
  };
  return {
    /** @returns {Promise<TabletData | null>} */
    page: () => read('page'),
    /** @param {TabletData} page */
    keepPage: (page) => write('page', page),
    /** @returns {import('./lock.js').LockState | null} */
    lock: () => allowed(() => JSON.parse(localStorage.getItem(LOCK) ?? 'null')) ?? null,
    /**
     * At once: a page that goes in this moment must not come back unlocked.
     * @param {import('./lock.js').LockState} state
     */
    keepLock: (state) => void allowed(() => localStorage.setItem(LOCK, JSON.stringify(state))),
    /** @returns {Promise<News | null>} */
    lastNews: () => read('news'),
    /** @returns {Promise<Picture | null>} */
    async picture() {
      const [board, news] = await Promise.all([read('board'), read('news')]);
      return board && news ? { ...news, board } : null;
    },
    /** @param {Board} board */
    keepBoard: (board) => write('board', board),
    /** That the picture still holds. @param {News} news */
    keepNews: (news) => write('news', news),
    /** Rows typed from paper that are not on their way yet. @param {string} site @returns {Promise<TypedRow[]>} */
    typed: async (site) => (await read(TYPED + site)) ?? [],
    /** @param {string} site @param {TypedRow[]} rows */
    keepTyped: (site, rows) => (rows.length ? write(TYPED + site, rows) : drop(TYPED + site)),
    /** How many of them there are on this device, of whatever site. */
    async countTyped() {
      const all = await db?.getAll(STORE, IDBKeyRange.bound(TYPED, `${TYPED}\uffff`)).catch(() => null);
      return /** @type {TypedRow[][]} */ (all ?? []).flat().length;
    },
    forgetPicture: () => drop(...PICTURE),
    async forget() {
      allowed(() => localStorage.removeItem(LOCK));
      await drop('page', ...PICTURE);
    },
  };
}

/**
 * Whether a kept picture is too old to be shown, or from a moment this machine's clock has not
 * reached, so that nobody knows how old it is.
 * @param {News} news @param {number} now this machine's clock
 */
export function isTooOld(news, now) {
  const age = now - news.at;
  return !(age >= -60_000 && age < KEPT_FOR);
}

/**
 * A browser that keeps nothing for pages says so with an error.
 * @template T
 * @param {() => T} use
 */
function allowed(use) {
  try {
    return use();
  } catch {
    return null;
  }
}

async function open() {
  return openDB(NAME, 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) });
}
