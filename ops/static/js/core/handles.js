/** Handles: out of boards and acts, for a tablet that is locked; into an answer that holds none. Pure. */

import { t } from './i18n.js';

/** @typedef {import('./types.js').Board} Board */
/** @typedef {import('./types.js').Tile} Tile */
/** @typedef {import('./outbox_rules.js').Act} Act */

/** @param {Board} board @returns {Board} */
export function withoutHandles(board) {
  const booths = board.booths.map((tile) => ({
    ...tile,
    seats: tile.seats.map((seat) => (seat.visit?.handle ? { ...seat, visit: nameless(seat.visit) } : seat)),
  }));
  const left = board.room.recently_left?.map(nameless);
  const room = left ? { ...board.room, recently_left: left } : board.room;
  return { ...board, booths, room, waiting: board.waiting.map(nameless) };
}

/** What an act says of itself, with nobody's handle in it. @param {Act} act @returns {Act} */
export function labelledWithout(act) {
  const { label } = saidWithout({ label: act.label, handle: act.about.handle });
  return { ...act, label };
}

/**
 * @template {{label: string, handle?: string}} S
 * @param {S} said with the handle that is in its label, if one is
 * @returns {S}
 */
export function saidWithout(said) {
  return said.handle ? { ...said, label: said.label.replaceAll(said.handle, t('someone')) } : said;
}

/**
 * What is kept of an act once it is on record: whatever a house that lost it needs, without the
 * handle, which can be given again, and without what is counted. Its time stands as it was said.
 * @param {Act} act @returns {Act}
 */
export function keptWithout(act) {
  const { body, about, tried_as: _bodies, guess: _guess, ...rest } = labelledWithout(act);
  return { ...rest, body: withoutCounted(nameless(body)), about: nameless(about) };
}

/**
 * Without card, gender and age: they go out with the act, are added to the month, and are kept nowhere.
 * @template {object} B
 * @param {B} body
 * @returns {B}
 */
export function withoutCounted(body) {
  const { card: _card, gender: _gender, age: _age, ...rest } = /** @type {any} */ (body);
  return rest;
}

/**
 * @param {Tile} tile as a write answers it
 * @param {Board | null} board where the people in it are known from
 * @returns {Tile}
 */
export function withHandles(tile, board) {
  /** @type {Map<string, string | null | undefined>} */
  const handles = new Map();
  for (const one of board?.waiting ?? []) handles.set(one.id, one.handle);
  for (const booth of board?.booths ?? []) {
    for (const { visit } of booth.seats) if (visit) handles.set(visit.id, visit.handle);
  }
  const seats = tile.seats.map((seat) => {
    const handle = seat.visit && handles.get(seat.visit.id);
    return seat.visit && handle ? { ...seat, visit: { ...seat.visit, handle } } : seat;
  });
  return { ...tile, seats };
}

/**
 * @template {object} P
 * @param {P} person
 * @returns {P}
 */
function nameless(person) {
  const { handle: _handle, ...rest } = /** @type {any} */ (person);
  return rest;
}
