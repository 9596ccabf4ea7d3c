/** Starts the tablet: who it is, the line to the board, the outbox, the page. */

import { byId } from '../core/dom.js';
import { pagePainting } from '../core/fault_sign.js';
import { askWho, isSame } from '../core/identity.js';
import { Keeper, KEEP_EVERY } from '../core/keeper.js';
import { openKept } from '../core/kept.js';
import { TabletLock } from '../core/lock.js';
import { connect } from '../core/link.js';
import { openOutbox } from '../core/outbox_page.js';
import { watchSealHere } from '../core/seal.js';
import { ShellVersion } from '../core/shell_version.js';
import { Sound } from '../core/sound.js';
import { Speaker } from '../core/speaker.js';
import { whoWeAre } from './boot.js';
import { Drilling } from './drilling.js';

/** @typedef {import('../core/outbox.js').Outbox} Outbox */

const WITHOUT_SNAPSHOT = 2_000;
const ASK_AGAIN_EVERY = 10_000;

/** @type {Outbox | null} */
let outbox = null;
/** @type {import('./app.js').TabletApp | null} */
let app = null;

const version = new ShellVersion(
  () => performance.now(),
  () => app?.draw(),
  () => location.reload(),
);
void version.register(navigator.serviceWorker);

const kept = await openKept();
const { page, reached } = await whoWeAre(byId('tablet'), kept);

const painting = pagePainting(() => link.tell());
// A tablet is touched all the time, so its sound arms itself with the first tap.
const sound = new Sound(() => link.tell());
const link = connect({ site: page.site, audience: 'floor', status });
watchSealHere(link);
const lock = new TabletLock({
  keep: (state) => kept.keepLock(state),
  tell: () => tellLocked(),
  wall: () => Date.now(),
  changed: () => void lockChanged(),
});
const keeper = new Keeper(link, kept, page.site, () => Date.now(), () => lock.on);
const otherPages = 'BroadcastChannel' in globalThis ? new BroadcastChannel('ops-lock') : null;
let lockedBefore = false;
lock.open(kept.lock(), reached && page.unlocked);
otherPages?.addEventListener('message', ({ data }) => (data ? lock.lock() : lock.unlock()));

await keeper.restoreClock();
if (reached) setTimeout(() => void keeper.restore(), WITHOUT_SNAPSHOT);
else await keeper.restore();
outbox = await openOutbox(page.site, link);
const speaker = new Speaker(sound, { device: page.device?.id ?? null, tablet: true });
app = new Drilling(byId('tablet'), page, link, outbox, {
  speaker, sound, painting, version, lock, keepTyped: (rows) => kept.keepTyped(page.site, rows),
}).app;
app.typed(await kept.typed(page.site));

setInterval(() => void keeper.keep(), KEEP_EVERY);
setInterval(() => void stillMe(), ASK_AGAIN_EVERY);
link.onChange(() => {
  if (!link.connected) return;
  version.look();
  void lock.tell();
});

addEventListener('beforeprint', () => app?.printing());

// Going to sleep is said as it happens: soon after, the page may run no more. One that is left, or
// loaded anew, is hidden as well, and does not sleep.
let left = false;
addEventListener('pagehide', () => {
  left = true;
  lock.hidden();
  void keeper.keep(true);
});
addEventListener('pageshow', () => {
  left = false;
  lock.shown();
});
document.addEventListener('visibilitychange', () => {
  if (left) return;
  if (document.visibilityState === 'hidden') lock.hidden();
  else lock.shown();
  link.tell();
  void keeper.keep(true);
});

/**
 * A tablet laid aside says so, and is grey on the others instead of missed; it need not paint.
 * @returns {import('../core/board_link.js').PageStatus | null}
 */
function status() {
  const sleeping = document.visibilityState === 'hidden';
  if (!sleeping && !painting.well) return null;
  return { sound: sleeping ? null : sound.armed ? 'on' : 'off', unsent: outbox?.unsent.length ?? 0, sleeping };
}

/** @returns {Promise<boolean>} */
async function tellLocked() {
  try {
    const { ok, type } = await fetch('/lock', { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(5_000) });
    return ok || type === 'opaqueredirect';
  } catch {
    return false;
  }
}

function lockChanged() {
  if (lock.on === lockedBefore) return;
  lockedBefore = lock.on;
  otherPages?.postMessage(lock.on);
  app?.lockChanged();
  void keeper.lockChanged();
}

/** A line that stays down may be a way in that was taken: no socket says which. */
async function stillMe() {
  version.lookNowAndThen();
  if (link.revoked !== null || (link.connected && !outbox?.signedOut)) return;
  const told = await askWho({ within: ASK_AGAIN_EVERY });
  if (told.said === 'refused') link.refuse(told.problem.code);
  else if (told.who && !isSame(told.who, page)) link.refuse('another_tablet');
}
