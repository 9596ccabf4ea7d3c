/**
 * The room sheet: what the room is at one moment, and blank rows to go on by hand when the screens
 * are gone. A page made for print, drawn by the tablet from the picture it has.
 */

import { clock, day } from '../core/format.js';
import { t } from '../core/i18n.js';
import { roomLine } from '../floor/pane_room_states.js';
import { h } from '../floor/vnode.js';
import { codes, codeWords } from './codes.js';
import { paperNumber, responseLines, seatRows, shredBy, waitingLines } from './sheet_rows.js';

/** @typedef {import('../floor/scene.js').Scene} Scene */
/** @typedef {import('../core/types.js').Board} Board */

const ROWS_OF_A_SEAT = 5;
const ROWS_TO_GO_ON = 16;
const ROWS_OF_A_RESPONSE = 12;

/** @param {Scene} scene @param {Board} board */
export function sheet(scene, board) {
  return h('article', { key: 'sheet', class: 'sheet', 'aria-label': t('Room sheet') }, [
    head(scene, board),
    whole(board),
    h('div', { key: 'how', class: 'how' }, [legend(), howTo()]),
    h('div', { key: 'seats', class: 'seats-on-paper' }, seatRows(board).map(seatBlock)),
    h('div', { key: 'on', class: 'go-on' }, [goOn('one'), goOn('two')]),
    h('div', { key: 'strips', class: 'strips-on-paper' }, [responseStrip('one'), responseStrip('two')]),
  ]);
}

/** @param {Scene} scene @param {Board} board */
function head(scene, board) {
  const zone = board.room.time_zone;
  const old = scene.liveness === 'not_live' || scene.liveness === 'connecting';
  const at = old && scene.lastGood ? Date.parse(scene.lastGood) : scene.now;
  const asOf = t('as of %(day)s %(time)s', { day: day(at, zone), time: clock(at, zone) });
  const number = paperNumber(scene.ui.paper);
  return h('header', { key: 'head', class: 'sheet-head' }, [
    h('h2', { key: 'what' }, `${t('Room sheet')} · ${board.room.name}`),
    h('p', { key: 'as-of', class: 'as-of' }, asOf),
    old
      ? h(
          'p',
          { key: 'old', class: 'old' },
          t('From the last picture of %(device)s, not from the server. Changes since then are not on it: walk the room.', {
            device: scene.page.device?.name ?? t('this tablet'),
          }),
        )
      : null,
    h('p', { key: 'paper', class: 'working' }, [
      h('strong', null, t('Working paper')),
      number ? ` ${t('number %(number)s', { number })}` : '',
      ` · ${t('Type it in and shred it by %(day)s.', { day: shredBy(at, zone) })}`,
      ` ${t('No names, no handles, no substances on it.')}`,
    ]),
  ]);
}

/** The room, responses, who waits. @param {Board} board */
function whole(board) {
  const responses = responseLines(board);
  const waiting = waitingLines(board);
  return h('dl', { key: 'whole', class: 'whole' }, [
    part('room', t('The room'), [roomLine(board.room)]),
    part('responses', t('Responses running'), responses.length ? responses : [t('none')]),
    part('waiting', t('Waiting'), waiting.length ? waiting.map((line, at) => `${at + 1}. ${line}`) : [t('nobody')]),
  ]);
}

/** @param {string} key @param {string} name @param {string[]} lines */
function part(key, name, lines) {
  return h('div', { key }, [
    h('dt', { key: 'name' }, name),
    h('dd', { key: 'lines' }, lines.map((line, at) => h('p', { key: at }, line))),
  ]);
}

function legend() {
  return h('dl', { key: 'legend', class: 'legend', 'aria-label': t('What to write') }, [
    codes().map((code) =>
      h('div', { key: code.letter }, [h('dt', { key: 'letter' }, code.letter), h('dd', { key: 'word' }, codeWords(code))]),
    ),
  ]);
}

function howTo() {
  return h('p', { key: 'how-to', class: 'how-to' }, [
    h('strong', null, t('By hand:')),
    ` ${t('one row for each thing: the time, one letter, and a number or a place where it asks for one.')} `,
    h('strong', null, t('Afterwards:')),
    ` ${t('on a tablet Room → Type paper in, row by row, and tick each row here. Who wrote it is not asked.')}`,
  ]);
}

/** @param {import('./sheet_rows.js').SeatRow} row */
function seatBlock(row) {
  return h('section', { key: row.key, class: row.taken ? 'on-paper taken' : 'on-paper' }, [
    h('h3', { key: 'place' }, row.place),
    h('div', { key: 'said', class: 'said' }, [
      row.lines.map((line, at) => h('p', { key: at }, line)),
      row.next ? h('p', { key: 'next', class: 'next' }, row.next) : null,
    ]),
    table('rows', [t('time'), t('what'), t('value'), '✓'], ROWS_OF_A_SEAT, row.place),
  ]);
}

/** @param {string} key */
function goOn(key) {
  const title = t('Any place, and who comes in');
  return h('section', { key, class: 'on-paper wide' }, [
    h('h3', { key: 'place' }, title),
    table('rows', [t('time'), t('seat'), t('what'), t('value'), '✓'], ROWS_TO_GO_ON, title),
  ]);
}

/** @param {string} key */
function responseStrip(key) {
  const title = t('Response');
  return h('section', { key, class: 'on-paper wide strip-on-paper' }, [
    h('h3', { key: 'place' }, [title, h('span', { class: 'fill' }, t('place')), h('span', { class: 'fill' }, t('begun'))]),
    table('rows', [t('time'), t('what'), t('value'), '✓'], ROWS_OF_A_RESPONSE, title),
  ]);
}

/** Blank rows; the last column is ticked once a row is typed in. @param {string} key @param {string[]} heads @param {number} rows @param {string} about */
function table(key, heads, rows, about) {
  return h('table', { key, 'aria-label': t('Blank rows: %(about)s', { about }) }, [
    h('thead', { key: 'head' }, [
      h('tr', null, heads.map((word, at) => h('th', { key: at, scope: 'col', class: columnOf(word) }, headOf(word)))),
    ]),
    h('tbody', { key: 'body' }, [
      Array.from({ length: rows }, (_, at) =>
        h('tr', { key: at }, heads.map((word, column) => h('td', { key: column, class: columnOf(word) }))),
      ),
    ]),
  ]);
}

/** @param {string} word */
function headOf(word) {
  if (word !== '✓') return word;
  return [h('span', { 'aria-hidden': 'true' }, word), h('span', { class: 'spoken' }, t('typed in'))];
}

/** @param {string} word */
function columnOf(word) {
  return word === '✓' ? 'ticked' : '';
}
