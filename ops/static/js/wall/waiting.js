/**
 * The waiting room's display: places free and people ahead. No tiles, no alarms, no sound.
 *
 * @typedef {import('../core/types.js').Board} Board
 * @typedef {import('./wall.js').Link} Link
 *
 * @typedef {{number: string, words: string}} Line
 */

import { byId, el, setAttribute, setStyle, setText } from '../core/dom.js';
import { everySecond } from '../core/every_second.js';
import { clock } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { ownZone } from '../core/zoned.js';
import { frameOf } from './frame.js';
import { roughWait, siteLines, waitWords } from './waiting_lines.js';
import { stateWords, stillCalls } from './waiting_states.js';

export class WaitingWall {
  #link;
  #painting;
  #root = byId('wall');
  #lines = '[]';

  /**
   * @param {Link} link
   * @param {import('../core/painting.js').Painting} painting
   */
  constructor(link, painting) {
    this.#link = link;
    this.#painting = painting;
    link.store.subscribe(() => this.#paint());
    link.onChange(() => this.#paint());
    addEventListener('resize', () => this.#paint());
    everySecond(() => link.now(), () => this.#paint());
  }

  #paint() {
    this.#painting.run(() => this.#paintAll());
  }

  #paintAll() {
    const { store, liveness, revoked } = this.#link;
    const board = revoked === null && liveness !== 'not_live' ? store.board : null;
    const { unit, portrait } = frameOf(innerWidth, innerHeight);
    setStyle(this.#root, '--u', `${unit}px`);
    setAttribute(this.#root, 'data-portrait', portrait ? '' : null);
    setAttribute(this.#root, 'data-liveness', liveness);
    const zone = store.board?.room.time_zone ?? ownZone();
    setText(byId('clock'), clock(this.#link.now(), zone));
    setText(byId('place'), board?.room.name ?? '');
    const [first, second] = board ? linesOf(board) : [asking(), { number: '', words: '' }];
    put('free', first);
    put('ahead', second);
    setText(byId('wait'), board ? waitWords(roughWait(board)) : '');
    this.#paintLines(board);
  }

  /** Kept by what they say, so that a tick of the clock touches none. @param {Board | null} board */
  #paintLines(board) {
    const lines = board ? siteLines(board, this.#link.now()) : [];
    const key = JSON.stringify(lines);
    if (key === this.#lines) return;
    this.#lines = key;
    const rows = lines.map((line) => {
      const [head, text] = [el('b'), el('span')];
      setText(head, line.head);
      setText(text, line.text);
      return el('li', line.kind, [head, text]);
    });
    byId('site-lines').replaceChildren(...rows);
  }
}

/**
 * @param {string} id
 * @param {Line} line
 */
function put(id, { number, words }) {
  setText(byId(`${id}-number`), number);
  setText(byId(`${id}-words`), words);
}

/** An old number would send somebody away, or make them wait, for nothing. @returns {Line} */
function asking() {
  return { number: '', words: t('Please ask the team.') };
}

/**
 * @param {Board} board
 * @returns {[Line, Line]}
 */
export function linesOf({ room, waiting }) {
  const ahead = waiting.length;
  const people = { number: String(ahead), words: tn('%(person)s waiting', '%(people)s waiting', ahead) };
  const words = stateWords(room);
  if (words) return [{ number: '', words }, stillCalls(room) ? people : { number: '', words: '' }];
  const free = Math.max(0, (room.free ?? 0) - waiting.filter((person) => person.state === 'called').length);
  return [{ number: String(free), words: tn('place free', 'places free', free) }, people];
}
