/**
 * Who this tablet is, before it shows anything: its page is the same for every tablet.
 *
 * 1. What an earlier page kept is read, and the server asked: for a moment only, where there is
 *    something to show without it.
 * 2. It answers: that is kept. Another tablet's picture, or another site's, is forgotten first.
 * 3. It says no: everything kept is forgotten, and the way in is shown. Acts not yet sent and
 *    rows typed from paper stay.
 * 4. No answer: this is who it was. Where nothing was kept it says so, and asks again.
 */

import { language, t, tn, useCatalogue } from '../core/i18n.js';
import { askWho, isSame } from '../core/identity.js';
import { keptActs } from '../core/outbox_store.js';
import { el } from '../core/dom.js';

/** @typedef {import('../core/types.js').TabletData} TabletData */
/** @typedef {import('../core/kept.js').Kept} Kept */

/** An answer later than this is no answer: what is kept is shown meanwhile. */
const ANSWER_WITHIN = 1_500;
const FIRST_ANSWER_WITHIN = 10_000;
const ASK_AGAIN_AFTER = 2_000;

/**
 * @param {HTMLElement} root
 * @param {Kept} kept
 * @returns {Promise<{page: TabletData, reached: boolean}>} never, while nobody knows
 */
export async function whoWeAre(root, kept) {
  for (;;) {
    const before = await kept.page();
    const told = await askWho({ within: before ? ANSWER_WITHIN : FIRST_ANSWER_WITHIN });
    if (told.said === 'refused') {
      await kept.forget();
      return shut(root, told.problem, kept);
    }
    if (told.who && before && !isSame(told.who, before)) await kept.forget();
    if (told.who) await kept.keepPage(told.who);
    const page = told.who ?? before;
    if (page) return checked(root, page, told.who !== null);
    show(root, t('Connecting. LOOK AT THE ROOM.'), t('This tablet has kept nothing yet: it needs the server first.'));
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_AFTER));
  }
}

/** @param {HTMLElement} root @param {TabletData} page @param {boolean} reached */
function checked(root, page, reached) {
  useCatalogue(page.words);
  document.documentElement.lang = language();
  const asked = new URLSearchParams(location.search).get('site') ?? page.site;
  if (asked === page.site) return { page, reached };
  show(root, t('There is nothing here.'), t('This tablet belongs to another site.'), ['/floor', t('To its floor page')]);
  return never();
}

/** @param {HTMLElement} root @param {import('../core/types.js').Problem} problem @param {Kept} kept */
async function shut(root, problem, kept) {
  const way = problem.status === 401 ? ['/enrol', t('I have a code')] : ['/', t('To the first page')];
  show(root, problem.title, problem.detail, /** @type {[string, string]} */ (way));
  const [acts, rows] = await Promise.all([keptActs(), kept.countTyped()]);
  if (acts) root.firstElementChild?.append(el('p', '', [actsStay(acts)]));
  if (rows) root.firstElementChild?.append(el('p', '', [rowsStay(rows)]));
  return never();
}

/** @param {number} count */
function actsStay(count) {
  return tn(
    '%(n)s act is kept on this tablet and goes out once it has its way in again.',
    '%(n)s acts are kept on this tablet and go out once it has its way in again.',
    count,
  );
}

/** @param {number} count */
function rowsStay(count) {
  return tn(
    '%(n)s row typed from paper is kept on this tablet, to go on with once it has its way in again.',
    '%(n)s rows typed from paper are kept on this tablet, to go on with once it has its way in again.',
    count,
  );
}

/**
 * @param {HTMLElement} root
 * @param {string} title
 * @param {string} words
 * @param {[string, string]} [way] where a link leads, and what it says
 */
function show(root, title, words, way) {
  const main = el('main', 'shut', [el('h1', '', [title]), el('p', '', [words])]);
  if (way) {
    const link = el('a', 'key', [way[1]]);
    link.setAttribute('href', way[0]);
    main.append(el('p', '', [link]));
  }
  root.replaceChildren(main);
}

/** @returns {Promise<never>} */
function never() {
  return new Promise(() => {});
}
