/**
 * The tablet's service worker: it keeps the shell, which is public and empty, and nothing else.
 *
 * 1. Install: every file of this version, each held to its hash, into a cache of its own. One that
 *    is missing or another ends it, and the version before stays as it is.
 * 2. It waits until no page of the version before is open, or until one says that it is quiet here.
 * 3. Activate: the caches of other versions go.
 * 4. It answers for the tablet's own addresses and for the files of its list. Whatever else is
 *    asked for, all data of the room and every other page, passes it by.
 *
 * The server puts `self.SHELL` in front of this: `{version, page, files: {address: hash}}`.
 *
 * @typedef {Event & {waitUntil: (until: Promise<unknown>) => void}} Lasting
 * @typedef {Event & {request: Request, respondWith: (answer: Promise<Response>) => void}} Asked
 */

/** @type {EventTarget & {SHELL: {version: string, page: string, files: Record<string, string>},
 *   skipWaiting: () => Promise<void>, clients: {claim: () => Promise<void>}}} */
const worker = /** @type {any} */ (self);

const { version, page, files } = worker.SHELL;
const CACHES = 'tablet-shell-';
const MINE = CACHES + version;
const TABLET = /^\/floor(\/response\/[0-9a-f-]{36}|\/sheet|\/paper)?$/i;
const AT_ONCE = 6;

worker.addEventListener('install', (event) => /** @type {Lasting} */ (event).waitUntil(keep()));

worker.addEventListener('activate', (event) => /** @type {Lasting} */ (event).waitUntil(begin()));

worker.addEventListener('message', (event) => {
  const said = /** @type {MessageEvent} */ (event);
  if (said.data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request, respondWith } = /** @type {Asked} */ (event);
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin) return;
  const opens = request.mode === 'navigate' && TABLET.test(address.pathname);
  const kept = opens ? page : request.mode !== 'navigate' && address.pathname in files ? address.pathname : null;
  if (kept) respondWith.call(event, answered(kept, request));
});

/** All or none. */
async function keep() {
  const cache = await caches.open(MINE);
  const names = Object.keys(files);
  const next = async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      await cache.put(name, await fetched(name, files[name] ?? ''));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  } catch (why) {
    await caches.delete(MINE);
    throw why;
  }
}

/**
 * The page that is open has most of them already; what the browser kept of an older version does
 * not have the hash, and is asked for again.
 * @param {string} name @param {string} integrity
 */
async function fetched(name, integrity) {
  /** @param {RequestCache} cache */
  const ask = async (cache) => {
    const response = await fetch(name, { integrity, cache, credentials: 'omit' });
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  };
  return ask('force-cache').catch(() => ask('reload'));
}

/** Also for the page that brought it, so that the next version waits for it. */
async function begin() {
  await dropOthers();
  await worker.clients.claim();
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(CACHES) && name !== MINE).map((name) => caches.delete(name)));
}

/** @param {string} name @param {Request} request what to ask the server for where the browser threw the kept one away */
async function answered(name, request) {
  const cache = await caches.open(MINE);
  return (await cache.match(name)) ?? fetch(request);
}
