/**
 * A drug alert on the wall: quiet, where the room's name stands, while nothing else needs that
 * place. In full, on as many lines as there are, or not at all. Pure.
 */

import { alertHead, alertsNow } from '../core/drug_alerts.js';

/** @typedef {import('./measure.js').Measure} Measure */

/**
 * The newest that has room.
 * @param {import('../core/types.js').Board} board @param {number} now
 * @param {{width: number, lines: number}} room `width` in parts of the font size
 * @param {Measure} measure
 * @returns {string | null}
 */
export function alertLine(board, now, room, measure) {
  if (board.room.curtain) return null;
  for (const notice of alertsNow(board, now)) {
    const lines = wrapped(`${alertHead(notice)}: ${notice.text}`, room.width, measure);
    if (lines && lines.length <= room.lines) return evenly(lines, room.width, measure).join('\n');
  }
  return null;
}

/** Null where a word alone is too wide. @param {string} text @param {number} width @param {Measure} measure */
function wrapped(text, width, measure) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(' ')) {
    if (measure(word) > width) return null;
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** As even as its words allow, on as many lines. @param {string[]} lines @param {number} most @param {Measure} measure */
function evenly(lines, most, measure) {
  const text = lines.join(' ');
  for (let width = most / 2; width < most; width += most / 20) {
    const found = wrapped(text, width, measure);
    if (found && found.length <= lines.length) return found;
  }
  return lines;
}
