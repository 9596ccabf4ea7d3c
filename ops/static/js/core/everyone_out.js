/**
 * While everyone is out no timer asks for anything: nobody can look. Pure.
 *
 * @typedef {import('./types.js').Board} Board
 */

const SILENT = { due_soon_at: null, due_at: null, overdue_at: null, urgent_at: null };

/** The board as it is to be looked at. @param {Board} board @returns {Board} */
export function timersStilled(board) {
  if (board.room.state !== 'everyone_out') return board;
  const booths = board.booths.map((booth) => ({
    ...booth,
    seats: booth.seats.map((seat) => (seat.visit ? { ...seat, visit: { ...seat.visit, ...SILENT } } : seat)),
  }));
  return { ...board, booths };
}
