/**
 * The fields of the places: what the page sends, and the only thing it sends. The plan is drawn from
 * them and writes into them, so that a page without scripts is the same form.
 *
 * @typedef {import('./plan.js').Place} Place
 */

import { el } from '../core/dom.js';

const NUMBERS = /** @type {const} */ (['row', 'column', 'width', 'height']);
const TEXTS = /** @type {const} */ (['name', 'seats']);

export class PlanForm {
  #holder;
  #blank;
  /** Also of places that were taken away: they may come back. @type {Map<string, HTMLElement>} */
  #known = new Map();

  /** @param {HTMLElement} holder of the places, the last of them a row that nobody filled in */
  constructor(holder) {
    this.#holder = holder;
    this.#blank = /** @type {HTMLElement} */ (holder.querySelector('[data-blank]'));
    this.#blank.remove();
    delete this.#blank.dataset.blank;
    for (const one of this.#there()) this.#known.set(keyOf(one), one);
  }

  /** @returns {HTMLElement[]} */
  #there() {
    return [...this.#holder.querySelectorAll('[data-place]')].map((one) => /** @type {HTMLElement} */ (one));
  }

  /** @returns {Place[]} as typed */
  read() {
    return this.#there().map((one) => {
      const text = (/** @type {string} */ name) => field(one, name).value;
      const number = (/** @type {string} */ name) => (text(name).trim() ? Number(text(name)) : NaN);
      return {
        key: keyOf(one),
        name: text('name'),
        kind: text('kind'),
        row: number('row'),
        column: number('column'),
        width: number('width'),
        height: number('height'),
        seats: text('seats'),
        wiped: tick(one, 'wiped').checked,
        taken: 'taken' in one.dataset,
      };
    });
  }

  /** @param {Place[]} places */
  write(places) {
    const keys = new Set(places.map((place) => place.key));
    for (const one of this.#there()) if (!keys.has(keyOf(one))) one.remove();
    for (const place of places) {
      const one = this.#fieldsOf(place.key);
      for (const name of TEXTS) put(field(one, name), place[name]);
      for (const name of NUMBERS) if (Number.isFinite(place[name])) put(field(one, name), String(place[name]));
      put(field(one, 'kind'), place.kind);
      tick(one, 'wiped').checked = place.wiped;
      if (!one.isConnected) this.#holder.append(one);
    }
  }

  /** @param {string} key */
  #fieldsOf(key) {
    let one = this.#known.get(key);
    if (!one) {
      one = /** @type {HTMLElement} */ (this.#blank.cloneNode(true));
      rename(one, keyOf(one), key);
      this.#known.set(key, one);
    }
    return one;
  }

  /** A key no place has. */
  freshKey() {
    return `n${this.#known.size + 1}`;
  }

  /** What its kind is called. @param {string} kind */
  kindWord(kind) {
    const option = this.#blank.querySelector(`option[value="${kind}"]`);
    return option?.textContent?.trim() ?? '';
  }

  get firstKind() {
    return /** @type {HTMLOptionElement | null} */ (this.#blank.querySelector('option'))?.value ?? '';
  }

  /** Only the chosen one is seen. @param {string | null} key */
  choose(key) {
    for (const one of this.#there()) one.hidden = keyOf(one) !== key;
  }

  /** @param {string} key @param {string} name */
  focus(key, name) {
    const one = this.#known.get(key);
    if (one) field(one, name).focus();
  }

  /** @param {Place} place @param {string} title @param {string[]} faults */
  say(place, title, faults) {
    const one = this.#known.get(place.key);
    const legend = one?.querySelector('legend');
    if (legend && legend.textContent !== title) legend.textContent = title;
    one?.querySelector('[data-faults]')?.replaceChildren(...faults.map((fault) => el('p', 'wrong', [fault])));
  }
}

/** @param {HTMLElement} one */
function keyOf(one) {
  return one.dataset.place ?? '';
}

/** The key a field of a place belongs to, if it is one. @param {EventTarget | null} target */
export function placeOfField(target) {
  const one = target instanceof Element ? target.closest('[data-place]') : null;
  return one ? keyOf(/** @type {HTMLElement} */ (one)) : null;
}

/** @param {HTMLElement} one @param {string} name */
function field(one, name) {
  return /** @type {HTMLInputElement} */ (one.querySelector(`[name="${keyOf(one)}-${name}"]`));
}

/** @param {HTMLElement} one @param {string} name */
function tick(one, name) {
  return field(one, name);
}

/** @param {HTMLInputElement} input @param {string} value */
function put(input, value) {
  if (input.value !== value) input.value = value;
}

/** @param {HTMLElement} one @param {string} from @param {string} to */
function rename(one, from, to) {
  one.dataset.place = to;
  for (const node of one.querySelectorAll('[name], [id], [aria-describedby], [value]')) {
    for (const name of ['name', 'id', 'aria-describedby']) {
      const said = node.getAttribute(name);
      if (said?.startsWith(`${from}-`)) node.setAttribute(name, `${to}${said.slice(from.length)}`);
    }
    if (node.getAttribute('value') === from) node.setAttribute('value', to);
  }
}
