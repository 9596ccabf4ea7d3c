/** Acts on screens and what they tell, as data: sound tests, the opening check, lines for the waiting room. Pure. */

import { t } from '../core/i18n.js';
import { bulletinKinds, checkedWords } from './words_house.js';
import { wordFor } from './words.js';

/** @typedef {import('./acts.js').FloorAct} FloorAct */

/** @param {{id: number | string, name: string}} wall @returns {FloorAct} */
export function soundTest(wall) {
  // What was heard cannot be taken back, and it ends by itself.
  return { ...made(`/devices/${wall.id}/sound-test`, {}, `${wall.name} · ${t('sound test')}`, 'sound_test'), lasting: true };
}

/** @param {{id: number | string, name: string}} wall @param {boolean} heard @returns {FloorAct} */
export function soundHeard(wall, heard) {
  const word = heard ? t('heard') : t('not heard');
  const act = made(`/devices/${wall.id}/sound-heard`, { heard }, `${wall.name} · ${word}`, 'opening');
  return { ...act, about: { ...act.about, point: `sound:${wall.id}`, state: heard ? 'done' : 'not_done' } };
}

/**
 * @param {string} site @param {string} point @param {string} word of the point @param {'done' | 'not_done'} state
 * @param {import('./acts_supplies.js').Seen} [found] what was seen of the shelf
 * @returns {FloorAct}
 */
export function openingCheck(site, point, word, state, found = []) {
  const label = `${word} · ${wordFor(checkedWords(), state)}`;
  const act = made(`/sites/${site}/opening-checks`, found.length ? { point, state, found } : { point, state }, label, 'opening');
  return { ...act, about: { ...act.about, point, state } };
}

/** @param {string} site @param {Record<string, unknown>} line @returns {FloorAct} */
export function bulletin(site, line) {
  return made(`/sites/${site}/bulletins`, line, wordFor(bulletinKinds(), String(line.kind)), 'bulletin');
}

/** @param {import('../core/types.js').Notice} notice @returns {FloorAct} */
export function takeDown(notice) {
  const label = `${wordFor(bulletinKinds(), notice.kind)} · ${t('taken down')}`;
  const act = made(`/bulletins/${notice.id}/take-down`, {}, label, 'bulletin_down');
  return { ...act, about: { ...act.about, notice: notice.id } };
}

/** No drug alert for what began until now. @param {string} site @returns {FloorAct} */
export function putHintAway(site) {
  return made(`/sites/${site}/alert-hint`, {}, t('no drug alert for now'), 'alert_hint');
}

/**
 * @param {string} path @param {Record<string, unknown>} body @param {string} label @param {string} kind
 * @returns {FloorAct}
 */
function made(path, body, label, kind) {
  return { path, body, label, about: { kind } };
}
