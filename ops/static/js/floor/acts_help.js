/** A worker's own call for help, as data. Its label says little: somebody may look over a shoulder. Pure. */

import { t } from '../core/i18n.js';

/** @typedef {import('./acts.js').FloorAct} FloorAct */

/** @param {import('../core/types.js').PageData} page @returns {FloorAct} */
export function askForHelp(page) {
  const about = { kind: 'help', device: page.device?.id ?? null, where: page.device?.name ?? '' };
  return { path: `/sites/${page.site}/help`, body: {}, label: t('call'), about };
}

/** @param {import('../core/types.js').HelpCall} call @returns {FloorAct} */
export function goingToHelp(call) {
  return { path: `/help/${call.id}/going`, body: {}, label: `${call.where} · ${t('going')}`, about: { kind: 'help_going', call: call.id } };
}

/**
 * @param {import('../core/types.js').HelpCall} call
 * @param {{first?: number, second?: number, why?: string}} [said] where it was not raised: by whom, and why
 * @returns {FloorAct}
 */
export function helpIsOver(call, said = {}) {
  return { path: `/help/${call.id}/reset`, body: said, label: t('call over'), about: { kind: 'help_over', call: call.id } };
}
