/** The room sheet on the tablet, as it will be printed, with the way to the printer. */

import { t } from '../core/i18n.js';
import { button } from '../floor/parts.js';
import { noPicture, paperPage } from './page_frame.js';
import { sheet } from './sheet.js';

/** @param {import('../floor/scene.js').Scene} scene @param {import('../floor/scene.js').Hands} hands */
export function sheetPage(scene, hands) {
  const { board } = scene;
  return paperPage(scene, hands, {
    key: 'sheet',
    title: t('Room sheet'),
    keys: [
      button('paper', t('Type paper in'), () => hands.go({ name: 'paper' }), { class: 'key quiet' }),
      board ? button('print', t('Print'), () => globalThis.print(), { class: 'key strong' }) : null,
    ],
    desk: { class: 'desk', name: t('The sheet'), on: board ? sheet(scene, board) : noPicture() },
  });
}
