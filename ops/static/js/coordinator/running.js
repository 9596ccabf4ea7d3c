/** Open, hand over and close a shift from the list. Closing asks who of those inside stays. */

import { act, read, Refusal } from '../core/api.js';
import { byId, el, setText } from '../core/dom.js';
import { t } from '../core/i18n.js';
import { pageData } from '../core/page.js';

/** @typedef {import('../core/types.js').Board} Board */

const { site } = pageData();
const path = `/sites/${site}/shifts`;
const said = byId('said');
const closing = /** @type {HTMLDialogElement} */ (byId('closing'));

/**
 * One act, then the page anew; a refusal is said in the server's words.
 *
 * @param {Record<string, unknown>} body
 */
async function send(body) {
  buttons(true);
  try {
    await act(path, body);
    location.reload();
  } catch (error) {
    buttons(false);
    setText(said, error instanceof Refusal ? error.message : t('The server cannot be reached. Nothing was changed.'));
  }
}

/** @param {boolean} off */
function buttons(off) {
  for (const button of document.querySelectorAll('[data-act]')) {
    /** @type {HTMLButtonElement} */ (button).disabled = off;
  }
}

/** Everyone inside as the board has them now, ticked: most closings change nothing for them. */
async function askWhoStays() {
  const board = /** @type {Board} */ (await read(`/sites/${site}/board`));
  const rows = board.booths.flatMap((tile) =>
    tile.seats.flatMap((seat) => (seat.visit ? [seated(seat.visit, `${tile.name} ${seat.mark}`)] : [])),
  );
  rows.push(...board.waiting.map((one) => row(one.id, t('waiting, place %(n)s in the list', { n: one.position ?? '' }))));
  byId('inside').replaceChildren(...(rows.length ? rows : [el('p', '', [t('Nobody.')])]));
  closing.returnValue = '';
  closing.showModal();
}

/**
 * @param {import('../core/types.js').Visit} visit
 * @param {string} place
 */
function seated(visit, place) {
  if (!visit.response) return row(visit.id, place);
  const made = row(visit.id, t('%(place)s · in a response', { place }));
  made.querySelector('input')?.setAttribute('disabled', '');
  return made;
}

/**
 * @param {string} id
 * @param {string} words
 */
function row(id, words) {
  const box = el('input');
  box.type = 'checkbox';
  box.checked = true;
  box.value = id;
  return el('label', 'stays', [box, words]);
}

function closed() {
  if (closing.returnValue !== 'close') return;
  const boxes = /** @type {HTMLInputElement[]} */ ([...closing.querySelectorAll('input')]);
  const staying = boxes.filter((box) => box.checked).map((box) => box.value);
  const everyone = staying.length === boxes.length;
  void send({ act: 'close', staying, ...(everyone ? {} : { room_says_otherwise: true }) });
}

/** @param {Event} event */
function tapped(event) {
  const what = /** @type {HTMLElement} */ (event.currentTarget).dataset.act;
  if (what !== 'close') return void send({ act: what });
  askWhoStays().catch(() => setText(said, t('The server cannot be reached. Nothing was changed.')));
}

for (const button of document.querySelectorAll('[data-act]')) {
  button.addEventListener('click', tapped);
  button.parentElement?.removeAttribute('hidden');
}
closing.addEventListener('close', closed);
