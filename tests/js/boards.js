/**
 * Boards for tests, as the server would send them.
 *
 * @typedef {import('../../ops/static/js/core/types.js').Board} Board
 * @typedef {import('../../ops/static/js/core/types.js').BoardResponse} BoardResponse
 * @typedef {import('../../ops/static/js/core/types.js').Tile} Tile
 * @typedef {import('../../ops/static/js/core/types.js').Visit} Visit
 */

export const NOW = Date.parse('2026-11-22T14:00:00.000Z');

/** @param {number} seconds from NOW */
export function at(seconds) {
  return new Date(NOW + seconds * 1000).toISOString();
}

/**
 * @param {string} id
 * @param {number} left seconds until it is due; negative when late
 * @param {Partial<Visit>} [more]
 * @returns {Visit}
 */
export function visit(id, left, more = {}) {
  return {
    id,
    state: 'using',
    seated_at: at(-600),
    answer: 'ok',
    track: 'regular',
    due_soon_at: at(left - 60),
    due_at: at(left),
    overdue_at: at(left + 60),
    urgent_at: at(left + 180),
    going_until: null,
    response: null,
    look_outside: false,
    ...more,
  };
}

/**
 * @param {number} id
 * @param {(Visit | null)[]} visits one for each seat
 * @param {Partial<Tile>} [more]
 * @returns {Tile}
 */
export function booth(id, visits = [null], more = {}) {
  return {
    id,
    name: String(id),
    kind: 'injection',
    status: visits.some(Boolean) ? 'occupied' : 'free',
    row: 1,
    column: id,
    width: 1,
    height: 1,
    cleaning_since: null,
    seats: visits.map((one, place) => ({
      mark: /** @type {string} */ ('ABCDEFGH'[place]),
      extra: false,
      ...(one ? { visit: one } : {}),
    })),
    ...more,
  };
}

/**
 * @param {string} id
 * @param {Partial<BoardResponse>} [more]
 * @returns {BoardResponse}
 */
export function response(id, more = {}) {
  return {
    id, booth: 1, seat: 'A', place: null, visit: null, kind: 'unknown', state: 'running', began_at: at(-90),
    going_until: null, attended_until: at(60), there: 1, going: 0, more_hands_at: null, over_at: null,
    complete: false, ...more,
  };
}

/**
 * @param {Partial<Board>} [more]
 * @returns {Board}
 */
export function board(more = {}) {
  return {
    protocol: 1,
    epoch: 'first',
    version: 10,
    server_now: at(0),
    room: { id: 1, slug: 'here', name: 'Here', time_zone: 'UTC', state: 'open', soft_before_loud: 60 },
    booths: [],
    waiting: [],
    responses: [],
    staff: [],
    devices: [],
    notices: [],
    ...more,
  };
}

/**
 * A plan of single booths.
 *
 * @param {number} rows
 * @param {number} columns
 * @returns {Tile[]}
 */
export function singles(rows, columns) {
  return Array.from({ length: rows * columns }, (_, place) =>
    booth(place + 1, [null], { row: Math.floor(place / columns) + 1, column: (place % columns) + 1 }),
  );
}
