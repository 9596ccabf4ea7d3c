/** Which page of the tablet an address names, and how each is drawn. */

import { t } from '../core/i18n.js';
import { sheetPage } from '../paper/sheet_page.js';
import { typePage } from '../paper/type_page.js';
import { responseView } from '../response/view.js';
import { floorView } from './view.js';

/** @typedef {import('./scene.js').Scene} Scene */
/** @typedef {import('./scene.js').Hands} Hands */

/** The page of this moment. @param {Scene} scene @param {Hands} hands */
export function shownPage(scene, hands) {
  const { view } = scene.ui;
  if (view.name === 'response') return responseView(scene, hands, view.id);
  if (view.name === 'sheet') return sheetPage(scene, hands);
  if (view.name === 'paper') return typePage(scene, hands);
  return floorView(scene, hands);
}

/** What the browser calls it. @param {Scene} scene */
export function pageTitle(scene) {
  const words = { floor: t('Floor'), response: t('Response'), sheet: t('Room sheet'), paper: t('Type paper in') };
  return [words[scene.ui.view.name], scene.board?.room.name].filter(Boolean).join(' · ');
}
