/**
 * What a tile says of a response: for how long, how many are there, whether more hands are
 * wanted; nothing of what they do. Pure.
 *
 * @typedef {import('../core/types.js').BoardResponse} BoardResponse
 * @typedef {import('./tones.js').CellView} CellView
 * @typedef {import('./tones.js').Moment} Moment
 */

import { elapsed } from '../core/format.js';
import { t, tn } from '../core/i18n.js';
import { age, plain } from './tones.js';

/**
 * @param {BoardResponse} response
 * @param {string} label
 * @param {Moment} moment
 * @returns {CellView}
 */
export function responseCell(response, label, moment) {
  const loud = moment.alarms.get(`response:${response.id}`)?.level === 'high';
  const time = elapsed(age(response.began_at, moment));
  return {
    ...plain(label, 'response', moment.local ? `~${time}` : time),
    kind: 'digits',
    ...(response.more_hands_at ? wantsHands(response, loud) : loud ? unreached(response) : attended(response)),
  };
}

/** @param {BoardResponse} response @param {boolean} loud @returns {Partial<CellView>} */
function wantsHands(response, loud) {
  const beside = response.there || response.going ? whoIsThere(response) : '';
  return { tone: loud ? 'high' : 'hands', shape: 'hands', word: t('more hands'), beside };
}

/** Nobody has come, or nobody has said for long that they are there. @param {BoardResponse} response @returns {Partial<CellView>} */
function unreached(response) {
  if (response.there) return { ...attended(response), tone: 'high', word: t('RESPONSE') };
  return { tone: 'high', shape: 'pulse', word: t('NOBODY THERE'), instead: t('RESPONSE') };
}

/** @param {BoardResponse} response @returns {Partial<CellView>} */
function attended(response) {
  const beside = whoIsThere(response);
  return { shape: 'pulse', word: t('response'), beside, instead: beside };
}

/** @param {BoardResponse} response */
export function whoIsThere(response) {
  if (response.there) return tn('%(n)s there', '%(n)s there', response.there);
  return response.going ? tn('%(n)s going', '%(n)s going', response.going) : t('nobody there');
}
