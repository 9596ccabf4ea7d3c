/**
 * All sites, live: the picture is asked for every other second, and what it says is put in place only where
 * it is something else. An answer that is late, old, or of a server that does not watch is no good news;
 * without good news the page says NOT LIVE, as walls do, and goes grey.
 */

import { byId, setAttribute, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { LivenessClock } from '../core/liveness.js';
import { AnswersInOrder } from './answers_in_order.js';

const EVERY = 2_000;
const LATE_AFTER = 4_000;
const LOOK_EVERY = 500;
const SLEPT = 1_000;

const news = new LivenessClock(performance.now());
const status = byId('liveness');
/** Beside it, so that nobody is read each answer's time. */
const asOf = byId('as-of');
const answers = new AnswersInOrder();
let clock = '';
/** Whoever looks may not any more: only a new proof helps. */
let ended = false;
let asking = false;

async function ask() {
  if (ended || asking) return;
  asking = true;
  const sent = performance.now();
  try {
    const answer = await fetch('/region/now', {
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(LATE_AFTER),
    });
    if (answer.status === 401 || answer.status === 403) ended = true;
    if (answer.ok) take(new DOMParser().parseFromString(await answer.text(), 'text/html'), sent);
  } catch {
    // No answer is no news, and that shows by itself.
  } finally {
    asking = false;
    look();
  }
}

/**
 * @param {Document} fresh
 * @param {number} sent an answer is as old as its question
 */
function take(fresh, sent) {
  const now = fresh.getElementById('now');
  const at = now?.dataset.at ?? '';
  if (!now || !answers.isNews(at)) return;
  clock = now.dataset.clock ?? '';
  for (const part of now.querySelectorAll('[data-part]')) putInPlace(part);
  takeSites(now);
  if ('swept' in now.dataset) news.good(sent, at);
}

/** @param {Element} now */
function takeSites(now) {
  const list = byId('sites');
  const fresh = [...now.querySelectorAll('.site')];
  const same = fresh.length === list.children.length && fresh.every((one, at) => one.id === list.children[at]?.id);
  if (same) fresh.forEach(putInPlace);
  else now.querySelectorAll('#sites').forEach(putInPlace);
  find();
}

/** @param {Element} fresh */
function putInPlace(fresh) {
  const held = byId(fresh.id);
  if (held.innerHTML !== fresh.innerHTML) held.replaceChildren(...fresh.childNodes);
  for (const { name } of [...held.attributes]) if (name !== 'hidden' && !fresh.hasAttribute(name)) held.removeAttribute(name);
  for (const { name, value } of fresh.attributes) setAttribute(held, name, value);
}

function look() {
  const state = ended ? 'not_live' : news.at(performance.now());
  setAttribute(document.body, 'data-live', state);
  setText(status, words(state));
  setText(asOf, state === 'live' ? clock : '');
}

/** @param {import('../core/liveness.js').Liveness} state */
function words(state) {
  if (ended) return t('NOT LIVE. It was open long enough, or was closed: load the page again and prove that it is you.');
  if (state === 'live') return t('Live');
  if (state === 'connecting') return t('Asking. What stands here is of when the page was opened.');
  if (state === 'delayed') return t('DELAYED. As it was at %(time)s.', { time: clock });
  if (!clock) return t('NOT LIVE. Ask the sites. What stands here is of when the page was opened.');
  return t('NOT LIVE. Ask the sites. As it was at %(time)s.', { time: clock });
}

/** Which sites are looked for: the others are hidden, none is moved. */
function find() {
  const which = /** @type {HTMLInputElement} */ (document.querySelector('[name=which]:checked')).value;
  const name = /** @type {HTMLInputElement} */ (byId('by-name')).value.trim().toLocaleLowerCase();
  let shown = 0;
  for (const site of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.site'))) {
    const named = site.querySelector('.name')?.textContent?.toLocaleLowerCase().includes(name);
    const wanted = Boolean(named) && (!which || which in site.dataset);
    site.hidden = !wanted;
    if (wanted) shown += 1;
  }
  setText(byId('found-none'), shown ? '' : t('No site now.'));
}

let wall = Date.now();
let mono = performance.now();

/** A machine that slept saw nothing meanwhile, whatever its steady clock says. */
function tick() {
  const missed = Date.now() - wall - (performance.now() - mono);
  if (missed > SLEPT) news.slept(missed);
  wall = Date.now();
  mono = performance.now();
  look();
}

function back() {
  tick();
  void ask();
}

const form = byId('find');
form.hidden = false;
form.addEventListener('input', find);
form.addEventListener('submit', (event) => event.preventDefault());
addEventListener('pageshow', back);
document.addEventListener('visibilitychange', back);
// A page that is put aside comes back as it was left: not live.
addEventListener('pagehide', () => setAttribute(document.body, 'data-live', 'not_live'));
setInterval(tick, LOOK_EVERY);
setInterval(() => void ask(), EVERY);
back();
