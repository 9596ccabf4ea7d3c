/**
 * Which answers are news, when one is asked for after the other. Each says when it was made, by the server's clock.
 *
 * One that is older than what is shown, or the very same, is no news: somebody on the way kept it. Where the
 * clock was set back all are older, but they go on: the second of them is believed, or nothing would be for
 * as long as the clock needs to catch up.
 */
export class AnswersInOrder {
  #newest = '';
  #last = '';

  /** @param {string} at its instant, as the server writes them */
  isNews(at) {
    const before = this.#last;
    if (!at) return false;
    this.#last = at;
    const goesOnFromBack = before < this.#newest && at > before;
    if (at <= this.#newest && !goesOnFromBack) return false;
    this.#newest = at;
    return true;
  }
}
