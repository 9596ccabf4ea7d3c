/** The plan: the wall's tiles, to be tapped, with handles. */

import { t } from '../core/i18n.js';
import { isShared, shownSeats, tileView } from '../wall/view.js';
import { icon } from './parts.js';
import { placeName, seatName } from './places.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Tile} Tile */
/** @typedef {import('../core/types.js').Seat} Seat */
/** @typedef {import('../wall/tones.js').CellView} CellView */

/** @param {Scene} scene @param {Hands} hands */
export function plan(scene, hands) {
  const { board } = scene;
  // A room has places: without any it is the tablet that knows none.
  if (!board?.booths.length) return h('p', { key: 'none', class: 'nothing' }, t('No picture of the room yet. LOOK AT THE ROOM.'));
  const moment = {
    now: scene.now,
    responses: board.responses,
    alarms: new Map(scene.alarms.map((alarm) => [alarm.cause, alarm])),
    local: scene.liveness === 'not_live' || scene.liveness === 'delayed',
  };
  const grid = gridOf(board.booths);
  return h(
    'ul',
    { key: 'plan', class: grid ? 'plan drawn' : 'plan', style: { '--columns': String(grid?.columns ?? NOT_DRAWN) } },
    board.booths.map((tile) => tileNode(tile, tileView(tile, moment), grid, scene, hands)),
  );
}

/** More columns than this are too narrow for a glove: the places then follow one another. */
const MOST_COLUMNS = 5;
const NOT_DRAWN = 4;
/** Letters; a longer word in capitals is drawn smaller. */
const LONG_WORD = 10;

/**
 * The room's own layout, counted from its first row and column.
 * @param {Tile[]} booths
 * @returns {{row: number, column: number, columns: number} | null}
 */
function gridOf(booths) {
  const row = Math.min(...booths.map((tile) => tile.row));
  const column = Math.min(...booths.map((tile) => tile.column));
  const columns = Math.max(...booths.map((tile) => tile.column - column + tile.width));
  return columns <= MOST_COLUMNS ? { row, column, columns } : null;
}

/**
 * @param {Tile} tile
 * @param {{row: number, column: number} | null} grid
 * @returns {Record<string, string>}
 */
function placeOnPlan(tile, grid) {
  if (!grid) return { '--at-row': 'auto', '--at-column': `span ${columnsOf(tile, grid)}` };
  return {
    '--at-row': `${tile.row - grid.row + 1} / span ${tile.height}`,
    '--at-column': `${tile.column - grid.column + 1} / span ${tile.width}`,
  };
}

/** @param {Tile} tile @param {unknown} grid */
function columnsOf(tile, grid) {
  if (grid) return tile.width;
  const places = tile.seats.filter((seat) => !seat.extra).length;
  return places > 3 ? NOT_DRAWN : Math.min(2, places);
}

/**
 * Two people in the width of one stand under one another, so that both countdowns stay large.
 * @param {Tile} tile @param {unknown} grid
 */
function isStacked(tile, grid) {
  const people = shownSeats(tile).length;
  return people > 1 && people > columnsOf(tile, grid) * 1.5;
}

/**
 * @param {Tile} tile
 * @param {import('../wall/view.js').TileView} view
 * @param {{row: number, column: number} | null} grid
 * @param {Scene} scene
 * @param {Hands} hands
 */
function tileNode(tile, view, grid, scene, hands) {
  const seats = shownSeats(tile);
  const shared = isShared(tile);
  const whole = view.cells.length !== seats.length;
  const form = [shared ? 'shared' : '', seats.length > 1 ? 'several' : '', isStacked(tile, grid) ? 'stacked' : ''];
  return h(
    'li',
    {
      key: `booth-${tile.id}`,
      class: ['tile', `tone-${view.tone}`, ...form].filter(Boolean).join(' '),
      style: placeOnPlan(tile, grid),
    },
    shared || view.atLarge.length ? h('p', { key: 'name', class: 'booth-name' }, [tile.name, view.atLarge.map(seatless)]) : null,
    h(
      'div',
      { key: 'seats', class: 'seats' },
      seats.map((seat, at) => {
        const cell = /** @type {CellView} */ (whole ? view.cells[0] : view.cells[at]);
        const label = shared || seat.extra ? seatName(seat.mark) : tile.name;
        return seatNode(tile, seat, { ...cell, label }, scene, hands);
      }),
    ),
  );
}

/** A response in a place with several people, where nobody has said which seat. @param {CellView} cell */
function seatless(cell) {
  return h('span', { class: `seatless tone-${cell.tone}` }, [
    icon(cell.shape),
    [cell.word, cell.main, cell.beside].filter(Boolean).join(' · '),
  ]);
}

/**
 * @param {Tile} tile
 * @param {Seat} seat
 * @param {CellView} cell
 * @param {Scene} scene
 * @param {Hands} hands
 */
function seatNode(tile, seat, cell, scene, hands) {
  const { visit } = seat;
  const { pane } = scene.ui;
  const open = pane.kind === 'seat' && pane.booth === tile.id && pane.mark === seat.mark;
  return h(
    'button',
    {
      key: `seat-${seat.mark}`,
      type: 'button',
      class: `seat tone-${cell.tone} ${cell.kind}${visit ? ' taken' : ''}`,
      'aria-pressed': String(open),
      'data-seat': seatKey(tile.id, seat.mark),
      onclick: () => hands.tapSeat(tile.id, seat.mark),
    },
    h('span', { class: 'seat-in' }, [
      h('span', { class: 'spoken' }, placeName(tile, seat.mark)),
      h('span', { class: 'label', 'aria-hidden': 'true' }, cell.label),
      h('span', { class: 'sign' }, [
        h('span', { class: 'icons' }, [
          cell.second && h('span', { class: 'second' }, icon(cell.second)),
          cell.shape && icon(cell.shape),
        ]),
        h('span', { class: cell.word.length > LONG_WORD ? 'word long' : 'word' }, cell.word),
        cell.instead && h('span', { class: 'word instead', 'aria-hidden': 'true' }, cell.instead),
      ]),
      h('span', { class: 'main', style: { '--chars': String(cell.main.length) } }, [
        cell.main,
        cell.beside ? h('span', { class: besideClass(cell) }, ` ${cell.beside}`) : null,
      ]),
      visit?.handle ? h('span', { class: 'handle' }, visit.handle) : null,
      tail(tile, visit, cell, scene),
    ]),
  );
}

/** In a seat of middling width only short words have room beside short digits. @param {CellView} cell */
function besideClass(cell) {
  const length = cell.main.length + cell.beside.length;
  return length <= 8 ? 'beside brief' : length <= 11 ? 'beside' : 'beside long';
}

/**
 * The foot's one remark: what is most worth knowing of an unsent act, a rouse that is asked
 * for, and how long they are here.
 * @param {Tile} tile @param {Seat['visit']} visit @param {CellView} cell @param {Scene} scene
 */
function tail(tile, visit, cell, scene) {
  const unsent = (visit && scene.unsentOn.has(visit.id)) || scene.unsentOn.has(`booth:${tile.id}`);
  if (unsent)
    return h('span', { class: 'tail unsent' }, h('i', { 'aria-hidden': 'true' }, '↑'), h('span', null, t('to send')));
  if (visit?.ask_rouse) return h('span', { class: 'tail ask' }, t('to rouse'));
  return cell.age ? h('span', { class: 'tail' }, cell.age) : null;
}

/**
 * A seat's name in the page.
 * @param {number} booth
 * @param {string} mark
 */
export function seatKey(booth, mark) {
  return `${booth}-${mark}`;
}
