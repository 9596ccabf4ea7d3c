/** Sound off for a while, and a walk from seat to seat, as data. Pure. */

import { t } from '../core/i18n.js';
import { wordFor } from './words.js';
import { foundWords } from './words_house.js';

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

/** @param {string} site @param {'walk_round' | 'reconfirm'} kind @returns {FloorAct} */
export function beginWalk(site, kind) {
  return { path: `/sites/${site}/walk-rounds`, body: { kind }, label: t('walk-round'), about: { kind: 'walk' } };
}

/**
 * @param {string} walk @param {string} where @param {Found} found
 * @param {{booth: number, seat: string, visit?: string}} at whom the tablet had there, if anybody
 * @returns {FloorAct}
 */
export function foundThere(walk, where, found, at) {
  return {
    path: `/walk-rounds/${walk}/found`,
    body: { ...at, found },
    label: `${where} · ${wordFor(foundWords(), found)}`,
    about: { kind: 'found', walk, found, booth: at.booth, seat: at.seat },
  };
}

/** @param {string} walk @returns {FloorAct} */
export function endWalk(walk) {
  return { path: `/walk-rounds/${walk}/end`, body: {}, label: t('walk-round done'), about: { kind: 'walk_end' } };
}
