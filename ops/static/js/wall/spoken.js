/**
 * What a screen reader is told: each call once, when it begins, and nothing any more when
 * it is over or the curtain is drawn. Pure.
 *
 * @typedef {import('./strip.js').Item} Item
 */

export class Spoken {
  /** @type {Set<string>} calls already said */
  #said = new Set();
  /** @type {Set<string>} those of the sentence that stands */
  #standing = new Set();
  #sentence = '';
  #curtain = false;

  /**
   * @param {Item[]} items
   * @param {boolean} curtain
   * @returns {string} the sentence to stand
   */
  hear(items, curtain) {
    const calls = new Map(items.filter((item) => item.call).map((item) => [`${item.key} ${item.tone}`, item]));
    const fresh = [...calls].filter(([key]) => !this.#said.has(key));
    const over = ![...this.#standing].some((key) => calls.has(key));
    if (fresh.length) {
      this.#sentence = fresh.map(([, item]) => item.wordings[0]?.text ?? '').join('. ');
      this.#standing = new Set(fresh.map(([key]) => key));
    } else if (over || curtain !== this.#curtain) {
      this.#sentence = '';
      this.#standing.clear();
    }
    this.#said = new Set(calls.keys());
    this.#curtain = curtain;
    return this.#sentence;
  }
}
