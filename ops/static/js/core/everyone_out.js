/**
 * While everyone is out no timer asks for anything, since nobody can look, and what was seen
 * before says nothing of now. Pure.
 *
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').Visit} Visit
 */

const SILENT = { due_soon_at: null, due_at: null, overdue_at: null, urgent_at: null };

/** The board as it is to be looked at. @param {Board} board @returns {Board} */
export function timersStilled(board) {
  const { room } = board;
  if (room.state !== 'everyone_out') return board;
  const stilled = (/** @type {Visit} */ visit) => ({ ...visit, ...SILENT, confirm_since: room.since ?? null });
  const booths = board.booths.map((booth) => ({
    ...booth,
    seats: booth.seats.map((seat) => (seat.visit ? { ...seat, visit: stilled(seat.visit) } : seat)),
  }));
  return { ...board, booths };
}
