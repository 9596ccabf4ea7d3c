/** Who is here, in a few numbers: the same on the wall and on tablets. @typedef {import('./types.js').Board} Board */

import { t, tn } from './i18n.js';

/** By where people are, so that the numbers agree with the tiles. @param {Board} board */
export function countsOf(board) {
  const people = board.booths.flatMap((booth) => booth.seats.flatMap((seat) => (seat.visit ? [booth.kind] : [])));
  const aftercare = people.filter((kind) => kind === 'aftercare').length;
  const called = board.waiting.filter((person) => person.state === 'called').length;
  const waiting = board.waiting.length - called;
  const inPlaces = people.length - aftercare;
  return [
    { n: inPlaces, word: tn('in place', 'in places', inPlaces) },
    ...(aftercare ? [{ n: aftercare, word: t('aftercare') }] : []),
    ...(called ? [{ n: called, word: t('called') }] : []),
    ...(waiting ? [{ n: waiting, word: t('waiting') }] : []),
  ];
}
