/** The plan: the wall's tiles, to be tapped, with handles. */

import { t } from '../core/i18n.js';
import { tileView } from '../wall/view.js';
import { icon } from './parts.js';
import { placeName } from './places.js';
import { h } from './vnode.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */
/** @typedef {import('../core/types.js').Tile} Tile */
/** @typedef {import('../core/types.js').Seat} Seat */
/** @typedef {import('../wall/tones.js').CellView} CellView */

/** @param {Scene} scene @param {Hands} hands */
export function plan(scene, hands) {
  const { board } = scene;
  if (!board) return h('p', { key: 'none', class: 'nothing' }, t('No picture of the room yet. LOOK AT THE ROOM.'));
  const moment = {
    now: scene.now,
    responses: board.responses,
    alarms: new Map(scene.alarms.map((alarm) => [alarm.cause, alarm])),
    local: scene.liveness === 'not_live' || scene.liveness === 'delayed',
  };
  const grid = gridOf(board.booths);
  return h(
    'ul',
    { key: 'plan', class: grid ? 'plan drawn' : 'plan', style: { '--columns': String(grid?.columns ?? 4) } },
    board.booths.map((tile) => tileNode(tile, tileView(tile, moment), grid, scene, hands)),
  );
}

/** More columns than this are too narrow for a glove: the places then follow one another. */
const MOST_COLUMNS = 5;

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
  if (!grid) return { 'grid-column': `span ${tile.seats.length > 2 ? 2 : 1}` };
  return {
    'grid-column': `${tile.column - grid.column + 1} / span ${tile.width}`,
    'grid-row': `${tile.row - grid.row + 1} / span ${tile.height}`,
  };
}

/**
 * @param {Tile} tile
 * @param {import('../wall/view.js').TileView} view
 * @param {{row: number, column: number} | null} grid
 * @param {Scene} scene
 * @param {Hands} hands
 */
function tileNode(tile, view, grid, scene, hands) {
  const seats = tile.seats.filter((seat) => seat.visit || !seat.extra);
  const shared = seats.length > 1;
  const whole = view.cells.length !== seats.length;
  return h(
    'li',
    {
      key: `booth-${tile.id}`,
      class: `tile tone-${view.tone}${shared ? ' shared' : ''}`,
      style: placeOnPlan(tile, grid),
    },
    shared ? h('p', { key: 'name', class: 'booth-name' }, tile.name) : null,
    h(
      'div',
      { key: 'seats', class: 'seats' },
      seats.map((seat, at) => {
        const cell = /** @type {CellView} */ (whole ? view.cells[0] : view.cells[at]);
        return seatNode(tile, seat, shared ? { ...cell, label: seat.mark } : cell, scene, hands);
      }),
    ),
  );
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
  const unsent = (visit && scene.unsentOn.has(visit.id)) || scene.unsentOn.has(`booth:${tile.id}`);
  const name = placeName(tile, seat.mark);
  const about = [visit?.handle, cell.age].filter(Boolean);
  return h(
    'button',
    {
      key: `seat-${seat.mark}`,
      type: 'button',
      class: ['seat', `tone-${cell.tone}`, cell.kind, visit ? 'taken' : '', visit?.ask_rouse ? 'asked' : '']
        .filter(Boolean)
        .join(' '),
      'aria-pressed': String(open),
      'data-seat': seatKey(tile.id, seat.mark),
      onclick: () => hands.tapSeat(tile.id, seat.mark),
    },
    h(
      'span',
      { class: 'line' },
      h('span', { class: 'spoken' }, name),
      h('span', { class: 'label', 'aria-hidden': 'true' }, cell.label),
      h(
        'span',
        { class: 'sign' },
        icon(cell.second),
        icon(cell.shape),
        h('span', { class: 'word' }, cell.word),
      ),
    ),
    h('span', { class: 'main' }, cell.main, cell.beside ? h('span', { class: 'late-word' }, ` ${cell.beside}`) : null),
    unsent ? h('span', { class: 'unsent' }, t('to send')) : null,
    h(
      'span',
      { class: 'about' },
      about.map((words, at) => h('span', { class: at === 0 && visit?.handle ? 'handle' : 'age' }, words)),
    ),
    visit?.ask_rouse ? h('span', { class: 'ask' }, t('to rouse')) : null,
  );
}

/**
 * A seat's name in the page.
 * @param {number} booth
 * @param {string} mark
 */
export function seatKey(booth, mark) {
  return `${booth}-${mark}`;
}
