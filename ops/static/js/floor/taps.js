/**
 * Every tap on a tablet's page comes through here before any key hears of it:
 *
 * 1. for a moment after the view changed, a tap belongs to the view before, and is nothing;
 * 2. the bounce of a glove is nothing (`one_finger.js`);
 * 3. on what changed while the finger was on its way, it is a tap on what was there (`aim.js`).
 */

import { Aim } from './aim.js';
import { keysShown, nameOf } from './keys_shown.js';
import { TAP_GUARD } from './moves.js';
import { clickOf, OneFinger } from './one_finger.js';

export class Taps {
  #root;
  #finger = new OneFinger();
  #aim = new Aim();
  /** @type {number} taps before this moment belong to the view that was there before */
  #deafUntil = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    root.addEventListener('click', (event) => this.#guard(event), { capture: true });
    root.addEventListener('scroll', () => this.#aim.moved(), { capture: true, passive: true });
    addEventListener('resize', () => this.#aim.moved());
  }

  /** The view changed: the second tap of a glove that bounced must not land on a button of the new one. */
  settle() {
    this.#deafUntil = performance.now() + TAP_GUARD;
    this.#root.classList.add('settling');
    setTimeout(() => this.#root.classList.toggle('settling', performance.now() < this.#deafUntil), TAP_GUARD + 5);
  }

  /** Another page is in front of it. */
  behind() {
    this.#aim.moved();
  }

  /** The page was painted. */
  painted() {
    this.#aim.painted(keysShown(this.#root), performance.now());
  }

  /** @param {MouseEvent} event */
  #guard(event) {
    const click = clickOf(event);
    const nothing = performance.now() < this.#deafUntil || (click !== null && this.#finger.bounced(click));
    const meant = nothing ? null : this.#meant(event, /** @type {Element | undefined} */ (click?.key));
    if (!nothing) this.#aim.tapped(performance.now());
    if (!nothing && !meant) return;
    event.stopPropagation();
    event.preventDefault();
    meant?.press(event);
  }

  /** @param {MouseEvent} event @param {Element | undefined} key */
  #meant(event, key) {
    // A keyboard means what has the focus. A mouse shows what it is on until the moment it is pressed; a
    // finger covers it. Some browsers do not say which it was.
    const { pointerType } = /** @type {Partial<PointerEvent>} */ (event);
    if (event.detail === 0 || pointerType === 'mouse') return null;
    return this.#aim.meant({ x: event.clientX, y: event.clientY }, key ? nameOf(key) : '', event.timeStamp);
  }
}
