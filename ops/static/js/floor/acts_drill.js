/** Acts about a drill, as data. They are the real room's: in the drill there is none of them. Pure. */

import { t } from '../core/i18n.js';

/** @typedef {import('./acts.js').FloorAct} FloorAct */

/** @param {string} site @returns {FloorAct} */
export function beginDrill(site) {
  return made(`/sites/${site}/drills`, t('drill begun'));
}

/** @param {string} id @returns {FloorAct} */
export function endDrill(id) {
  return made(`/drills/${id}/end`, t('drill ended'));
}

/** @param {string} id @returns {FloorAct} */
export function deleteDrill(id) {
  return made(`/drills/${id}/delete`, t('times of the drill deleted'));
}

/** @param {string} path @param {string} label @returns {FloorAct} */
function made(path, label) {
  return { path, label, about: { kind: 'drill' }, lasting: true };
}
