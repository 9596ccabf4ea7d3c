/**
 * What the room sheet says of each seat, of responses and of who waits: places and clocks, nothing
 * that describes a person. Pure; instants only, so that it stays true on paper.
 */

import { clock, day } from '../core/format.js';
import { t } from '../core/i18n.js';
import { placeName, responseWhere } from '../floor/places.js';
import { answers, stepOutPlaces, wordFor } from '../floor/words.js';
import { shownSeats } from '../wall/view.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('../core/types.js').Tile} Tile */
/** @typedef {import('../core/types.js').Visit} Visit */
/** @typedef {{key: string, place: string, taken: boolean, lines: string[], next: string | null}} SeatRow */

/** Milliseconds; what was written by hand can be typed in for as long. */
export const TYPED_WITHIN = 7 * 24 * 3_600_000;

/** @param {Board} board @returns {SeatRow[]} every seat, in the room's order */
export function seatRows(board) {
  return board.booths.flatMap((tile) =>
    shownSeats(tile).map((seat) => {
      const { visit } = seat;
      const said = visit ? ofSomebody(board, visit) : { lines: [ofNobody(board, tile)], next: null };
      return { key: `${tile.id}-${seat.mark}`, place: placeName(tile, seat.mark), taken: Boolean(visit), ...said };
    }),
  );
}

/** @param {Board} board @param {Tile} tile */
function ofNobody(board, tile) {
  if (tile.status === 'closed') return t('closed');
  if (tile.status !== 'cleaning') return t('free');
  return t('to be cleaned, since %(time)s', { time: time(board, tile.cleaning_since) });
}

/** @param {Board} board @param {Visit} visit */
function ofSomebody(board, visit) {
  const lines = [whereLine(board, visit)];
  if (visit.last_look_at && visit.answer)
    lines.push(`${time(board, visit.last_look_at)} ${wordFor(answers(), visit.answer)}`);
  if (visit.track === 'keep_an_eye' && visit.answer !== 'keep_an_eye') lines.push(t('keep an eye'));
  if (visit.track === 'sedation') {
    lines.push(t('hard to rouse since %(time)s', { time: time(board, visit.track_since ?? visit.last_look_at) }));
  }
  if (visit.look_outside) lines.push(t('look outside'));
  if (visit.response) return { lines, next: t('RESPONSE') };
  if (visit.confirm_since) return { lines, next: t('to be seen: nobody has confirmed them') };
  return { lines, next: visit.due_at ? t('next look %(time)s', { time: time(board, visit.due_at) }) : null };
}

/** @param {Board} board @param {Visit} visit */
function whereLine(board, visit) {
  const since = t('since %(time)s', { time: time(board, visit.seated_at) });
  if (visit.state === 'aftercare') return `${t('aftercare')}, ${t('here')} ${since}`;
  if (visit.state === 'looked_for') return `${t('being looked for')}, ${t('here')} ${since}`;
  if (visit.state !== 'stepped_out') return `${t('here')} ${since}`;
  const to = visit.stepped_out_to ? wordFor(stepOutPlaces(), visit.stepped_out_to) : null;
  const back = visit.stepped_out_until ? t('back by %(time)s', { time: time(board, visit.stepped_out_until) }) : null;
  return [t('stepped out'), to, back].filter(Boolean).join(', ');
}

/** Running responses, by place and time. @param {Board} board @returns {string[]} */
export function responseLines(board) {
  return board.responses
    .filter((one) => one.state === 'running')
    .map((one) => `${responseWhere(board, one)}, ${t('since %(time)s', { time: time(board, one.began_at) })}`);
}

/** Who waits, in order; a number is all they are called. @param {Board} board @returns {string[]} */
export function waitingLines(board) {
  return board.waiting.map((one) => {
    const since = t('since %(time)s', { time: time(board, one.arrived_at) });
    if (one.state !== 'called') return since;
    const held = one.hold_until ? t('place held until %(time)s', { time: time(board, one.hold_until) }) : null;
    return [since, t('called'), held].filter(Boolean).join(', ');
  });
}

/** The day by which a sheet of that moment is typed in and shredded. @param {number} at @param {string} zone */
export function shredBy(at, zone) {
  return day(at + TYPED_WITHIN, zone);
}

/** The number on a paper: the end of its id, which the journal keeps. @param {string | null} id */
export function paperNumber(id) {
  return id ? id.replaceAll('-', '').slice(-6).toUpperCase() : null;
}

/** @param {Board} board @param {string | null | undefined} instant */
function time(board, instant) {
  return instant ? clock(Date.parse(instant), board.room.time_zone) : t('not recorded');
}
