/**
 * Whose stay and which response each typed row is about, by its time and its place. Pure.
 *
 * 1. Rows are told by when they happened, whatever the order of typing.
 * 2. "Seated" begins a stay of the sheet, "left" ends it; other rows at that seat are about it, or
 *    else about whom the board had there then, or who left there since.
 * 3. A stay with both ends is a past one and touches no seat. One without "left" is somebody who is
 *    here now, so nobody else may be in that seat.
 * 4. A response of the sheet needs its end as well: one that still runs is no paper work.
 * 5. What rests on a row that cannot be is held back with it; the rest goes on.
 */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';

/** @typedef {import('../core/types.js').Board} Board */
/** @typedef {import('./typed_rows.js').Said} Said */
/** @typedef {import('./typed_place.js').Spot} Spot */

/**
 * @typedef {object} Thing a stay or a response of the sheet
 * @property {string} id
 * @property {Said} begun
 * @property {Said | null} ended
 * @property {Spot} spot where it is now
 * @property {string | null} visit of a response: whose it is
 *
 * @typedef {{said: Said, thing: Thing | null, subject: string, wrong: string | null}} Told `subject`: the id
 *   of the stay or response it is about; `thing`: where that is one of this sheet
 */

/** Of the same minute, what begins comes before what ends. @type {Record<string, number>} */
const ORDER = { seated: 0, response: 1, over: 3, left: 4 };

/**
 * @param {Said[]} rows @param {Board} board @param {() => string} makeId
 * @returns {Told[]} in the order they happened
 */
export function story(rows, board, makeId) {
  const order = (/** @type {Said} */ said) => ORDER[said.code.what] ?? 2;
  const sorted = [...rows].sort((one, other) => one.at - other.at || order(one) - order(other));
  const teller = new Teller(board, makeId);
  const told = sorted.map((said) => teller.tell(said));
  for (const one of told) one.wrong ??= teller.unfinished(one);
  const held = new Map(told.flatMap((one) => (one.thing && one.wrong && one.said === one.thing.begun ? [[one.thing, one.said]] : [])));
  return told.map((one) => (one.thing && held.has(one.thing) ? teller.heldBack(one) : one));
}

class Teller {
  #board;
  #makeId;
  #zone;
  /** @type {Thing[]} */
  #stays = [];
  /** @type {Thing[]} */
  #responses = [];
  /** Who the sheet says left or moved. @type {Map<string, string | null>} visit → seat now */
  #gone = new Map();

  /** @param {Board} board @param {() => string} makeId */
  constructor(board, makeId) {
    this.#board = board;
    this.#makeId = makeId;
    this.#zone = board.room.time_zone;
  }

  /** @param {Said} said @returns {Told} */
  tell(said) {
    if (said.code.group === 'response') return this.#inResponse(said);
    return said.code.what === 'seated' ? this.#seated(said) : this.#ofSomebody(said);
  }

  /** @param {Said} said @returns {Told} */
  #seated(said) {
    const typed = this.#stayAt(said.spot);
    if (typed) return this.#no(said, t('On this sheet somebody sits there since %(time)s. When did they leave?', { time: this.#time(typed.begun.at) }));
    const there = this.#onBoard(said.spot);
    if (there && there.since <= said.at)
      return this.#no(said, t('The board has somebody there since %(time)s. If they left before, type that first (L).', { time: this.#time(there.since) }));
    const stay = this.#begin(said);
    this.#stays.push(stay);
    return { said, thing: stay, subject: stay.id, wrong: null };
  }

  /** A look, a move, the end. @param {Said} said @returns {Told} */
  #ofSomebody(said) {
    const stay = this.#stayAt(said.spot);
    const subject = stay?.id ?? this.#whoWas(said.spot, said.at);
    if (!subject) return this.#no(said, t('Nobody is known there at %(time)s. When were they seated (S)?', { time: this.#time(said.at) }));
    if (said.to && (this.#stayAt(said.to) || this.#taken(said.to, said.at)))
      return this.#no(said, t('Somebody is in %(place)s then.', { place: said.to.name }));
    if (stay && said.to) stay.spot = said.to;
    if (stay && said.code.what === 'left') stay.ended = said;
    if (!stay && said.to) this.#gone.set(subject, said.to.key);
    if (!stay && said.code.what === 'left') this.#gone.set(subject, null);
    return { said, thing: stay, subject, wrong: null };
  }

  /** @param {Said} said @returns {Told} */
  #inResponse(said) {
    const running = this.#responses.find((one) => !one.ended && one.spot.key === said.spot.key);
    if (said.code.what === 'response') {
      if (running) return this.#no(said, t('On this sheet a response runs there since %(time)s.', { time: this.#time(running.begun.at) }));
      const begun = { ...this.#begin(said), visit: this.#stayAt(said.spot)?.id ?? this.#whoWas(said.spot, said.at) };
      this.#responses.push(begun);
      return { said, thing: begun, subject: begun.id, wrong: null };
    }
    if (running) {
      if (said.code.what === 'over') running.ended = said;
      return { said, thing: running, subject: running.id, wrong: null };
    }
    const known = this.#board.responses.find((one) => this.#isThere(one, said));
    if (!known) return this.#no(said, t('No response is known there at %(time)s. When did it begin (R)?', { time: this.#time(said.at) }));
    if (said.code.what === 'over') return this.#no(said, t('This response is on the board: it ends on its own page.'));
    return { said, thing: null, subject: known.id, wrong: null };
  }

  /** What cannot stand once all rows are told. @param {Told} told */
  unfinished({ said, thing }) {
    if (!thing || thing.ended || said !== thing.begun) return null;
    if (said.code.what === 'response') return t('When was it over (E)? If it still runs, tap RESPOND.');
    const there = this.#onBoard(thing.spot);
    if (!there) return null;
    return t('The board has somebody there since %(time)s. The same %(person)s: leave this row out. Another: when did this one leave (L)?', {
      time: this.#time(there.since),
    });
  }

  /** @param {Told} told @returns {Told} */
  heldBack(told) {
    const begun = /** @type {Thing} */ (told.thing).begun;
    return { ...told, wrong: told.wrong ?? t('Waits for the row of %(time)s.', { time: this.#time(begun.at) }) };
  }

  /** @param {Said} said @returns {Thing} */
  #begin(said) {
    return { id: this.#makeId(), begun: said, ended: null, spot: said.spot, visit: null };
  }

  /** @param {Spot} spot */
  #stayAt(spot) {
    return this.#stays.find((one) => !one.ended && one.spot.key === spot.key) ?? null;
  }

  /** Whom the board has there now, as far as the sheet leaves them there. @param {Spot} spot */
  #onBoard(spot) {
    for (const tile of this.#board.booths) {
      for (const { mark, visit } of tile.seats) {
        if (!visit) continue;
        const key = this.#gone.has(visit.id) ? this.#gone.get(visit.id) : `${tile.id}/${mark}`;
        if (key === spot.key) return { id: visit.id, since: Date.parse(visit.seated_at ?? '') };
      }
    }
    return null;
  }

  /** @param {Spot} spot @param {number} at */
  #taken(spot, at) {
    const there = this.#onBoard(spot);
    return there !== null && there.since <= at;
  }

  /** On the board now and then already, or left there since. @param {Spot} spot @param {number} at */
  #whoWas(spot, at) {
    const there = this.#onBoard(spot);
    if (there && there.since <= at) return there.id;
    const left = /** @type {{id: string, booth: number, seat: string, ended_at: string}[]} */ (this.#board.room.recently_left ?? []);
    const since = left
      .filter((one) => `${one.booth}/${one.seat}` === spot.key && Date.parse(one.ended_at) >= at)
      .sort((one, other) => Date.parse(one.ended_at) - Date.parse(other.ended_at));
    return since[0]?.id ?? null;
  }

  /** @param {import('../core/types.js').BoardResponse} one @param {Said} said */
  #isThere(one, said) {
    const { spot, at } = said;
    const there = spot.place ? one.booth === null && (one.place ?? 'other') === spot.place : one.booth === spot.booth && (!one.seat || one.seat === spot.seat);
    return there && Date.parse(one.began_at) < at + 60_000 && (!one.over_at || Date.parse(one.over_at) >= at);
  }

  /** @param {Said} said @param {string} wrong @returns {Told} */
  #no(said, wrong) {
    return { said, thing: null, subject: '', wrong };
  }

  /** @param {number} at */
  #time(at) {
    return clock(at, this.#zone);
  }
}
