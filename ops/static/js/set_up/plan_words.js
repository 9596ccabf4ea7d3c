/**
 * What is said of a place on the plan. Pure.
 *
 * @typedef {import('./plan.js').Place} Place
 */

import { t, tn } from '../core/i18n.js';
import { inTheWay, MOST, standsSomewhere } from './plan.js';

const LONGEST_NAME = 20;
const LONGEST_MARK = 4;

/** @param {Place} place */
export function called(place) {
  return place.name.trim() || t('the place without a name');
}

/** Where it stands now, and what with: said after each step. @param {Place} place @param {Place[]} places */
export function whereItStands(place, places) {
  const { row, column } = place;
  const there = t('%(name)s: row %(row)s, column %(column)s', { name: called(place), row, column });
  return [there, ...shared(place, places)].join(', ') + '.';
}

/** @param {Place} place @param {Place[]} places */
export function howLarge(place, places) {
  const wide = tn('%(n)s column wide', '%(n)s columns wide', place.width);
  const high = tn('%(n)s row high', '%(n)s rows high', place.height);
  return [`${called(place)}: ${wide}, ${high}`, ...shared(place, places)].join(', ') + '.';
}

/** What is seen of it and not written in it: read out after its name. @param {Place} place @param {Place[]} places */
export function spokenWhere(place, places) {
  const parts = [t('row %(row)s, column %(column)s', { row: place.row, column: place.column })];
  if (place.width > 1) parts.push(tn('%(n)s column wide', '%(n)s columns wide', place.width));
  if (place.height > 1) parts.push(tn('%(n)s row high', '%(n)s rows high', place.height));
  return [...parts, ...shared(place, places)].join(', ');
}

/** @param {Place} place @param {Place[]} places */
function shared(place, places) {
  return inTheWay(places, place).map((other) => t('stands where %(other)s stands', { other: called(other) }));
}

/**
 * What has to be put right in it before it can be kept: the same the server would say.
 *
 * @param {Place} place
 * @param {Place[]} places
 * @returns {string[]}
 */
export function faultsOf(place, places) {
  return [...nameFaults(place, places), ...numberFaults(place), ...seatFaults(place), ...whereFaults(place, places)];
}

/** @param {Place} place @param {Place[]} places */
function nameFaults(place, places) {
  const name = place.name.trim();
  if (!name) return [t('It needs a name.')];
  if (name.length > LONGEST_NAME) return [t('A name has at most %(most)s letters.', { most: LONGEST_NAME })];
  const same = places.some((other) => other.key !== place.key && other.name.trim().toLowerCase() === name.toLowerCase());
  return same ? [t('Another place is called %(name)s, too.', { name })] : [];
}

/** @param {Place} place */
function numberFaults(place) {
  return standsSomewhere(place) ? [] : [t('Row, column and size are whole numbers from 1 to %(most)s.', { most: MOST })];
}

/** @param {Place} place */
function seatFaults(place) {
  const marks = marksOf(place.seats);
  if (!marks.length) return [t('It needs a mark for each seat, such as A.')];
  const odd = marks.find((mark) => mark.length > LONGEST_MARK || mark.startsWith('+'));
  if (odd) return [t('%(mark)s cannot mark a seat: up to %(most)s letters, not beginning with +.', { mark: odd, most: LONGEST_MARK })];
  const different = new Set(marks.map((mark) => mark.toLowerCase()));
  return different.size < marks.length ? [t('Two seats have the same mark.')] : [];
}

/** @param {Place} place @param {Place[]} places */
function whereFaults(place, places) {
  return inTheWay(places, place).map((other) => t('It stands where %(other)s stands.', { other: called(other) }));
}

/**
 * The marks of its seats, as typed: with commas between them, or spaces where there are no commas.
 *
 * @param {string} seats
 */
export function marksOf(seats) {
  return seats.split(seats.includes(',') ? ',' : ' ').map((mark) => mark.trim()).filter(Boolean);
}
