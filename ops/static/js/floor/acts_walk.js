/** Sound off for a while, and a walk from seat to seat, as data. Pure. */

import { t } from '../core/i18n.js';
import { foundWord } from './words_walk.js';

/** @typedef {import('./acts.js').FloorAct} FloorAct */
/** @typedef {import('../core/types.js').Found} Found */

/** @param {string} site @param {string} cause @param {string} what the alarm, in words @returns {FloorAct} */
export function pauseSound(site, cause, what) {
  return {
    path: `/sites/${site}/pauses`,
    body: { cause },
    label: `${what} · ${t('sound off')}`,
    about: { kind: 'pause', cause },
  };
}

/** What for, the board knows. @param {string} site @returns {FloorAct} */
export function beginWalk(site) {
  return { path: `/sites/${site}/walk-rounds`, body: {}, label: t('walk-round'), about: { kind: 'walk_begin' } };
}

/**
 * @param {string} walk @param {string} where @param {Found} found
 * @param {{booth: number, seat: string, visit?: string}} at whom the tablet had there, if anybody
 * @param {boolean} differs whether the tablet had it otherwise
 * @returns {FloorAct}
 */
export function foundThere(walk, where, found, at, differs) {
  return {
    path: `/walk-rounds/${walk}/found`,
    body: { ...at, found },
    label: `${where} · ${foundWord(found, Boolean(at.visit))}`,
    about: { kind: 'walk_found', found, differs, ...at },
  };
}

/** @param {string} walk @returns {FloorAct} */
export function endWalk(walk) {
  return { path: `/walk-rounds/${walk}/end`, body: {}, label: t('walk-round done'), about: { kind: 'walk_end' } };
}
