/** Words of a walk, and of the time in which nothing was recorded. */

import { clock, day } from '../core/format.js';
import { t } from '../core/i18n.js';

/** @typedef {import('../core/types.js').Found} Found */
/** @typedef {import('../core/types.js').Board} Board */

/** What a tap on a seat says; an empty one of somebody means that they are not here. @param {Found} found @param {boolean} taken */
export function foundWord(found, taken) {
  const words = {
    here: taken ? t('here') : t('someone is here'),
    asleep: t('asleep'),
    empty: taken ? t('not here') : t('empty'),
    someone_else: t('someone else'),
  };
  return words[found];
}

/**
 * "Not recorded 14:05–14:43", while somebody of before it is still to be seen. Where it ends as it
 * begins the house started with its clock behind, and nobody knows for how long it was away.
 * @param {Board} board
 * @returns {string | null}
 */
export function gapWords(board) {
  const { gap, time_zone: zone } = board.room;
  if (!gap?.from) return null;
  const asked = board.booths.some((tile) => tile.seats.some((seat) => seat.visit?.confirm_since === gap.until));
  if (!asked) return null;
  if (gap.from === gap.until) return t('Not recorded until %(until)s', { until: clock(Date.parse(gap.until), zone) });
  const [from, until] = [Date.parse(gap.from), Date.parse(gap.until)];
  const days = until - from > 20 * 3_600_000 ? { from: onDay(from, zone), until: onDay(until, zone) } : null;
  const times = days ?? { from: clock(from, zone), until: clock(until, zone) };
  return t('Not recorded %(from)s–%(until)s', times);
}

/** @param {number} at @param {string} zone */
function onDay(at, zone) {
  return `${day(at, zone)} ${clock(at, zone)}`;
}
