/**
 * The letters a hand writes on a paper sheet, and what each stands for. They are codes, the same in
 * every language, so that any tablet can read any sheet; the legend says them in the reader's words.
 */

import { t } from '../core/i18n.js';
import { answers } from '../floor/words.js';

/** @typedef {'look' | 'stay' | 'response'} Group */
/**
 * @typedef {object} Code
 * @property {string} letter
 * @property {string} what
 * @property {string} word
 * @property {string} ask what is written beside it; empty: nothing
 * @property {Group} group
 */

/** @returns {Code[]} in the order of the legend */
export function codes() {
  const looks = { O: 'ok', A: 'asleep', K: 'keep_an_eye', H: 'hard_to_rouse', N: 'not_here' };
  const words = new Map(answers().map((offer) => [offer.value, offer.word]));
  return [
    code('S', 'seated', t('seated'), 'stay'),
    ...Object.entries(looks).map(([letter, what]) => code(letter, what, words.get(what) ?? what, 'look')),
    code('M', 'moved', t('moved'), 'stay', t('write where')),
    code('L', 'left', t('left'), 'stay'),
    code('R', 'response', t('RESPONSE begun'), 'response'),
    code('D', 'naloxone', t('naloxone'), 'response', t('write mg')),
    code('G', 'oxygen', t('oxygen'), 'response', t('write L/min')),
    code('B', 'assessment', t('breaths a minute'), 'response', t('write how many')),
    code('C', 'ambulance', t('ambulance called'), 'response'),
    code('T', 'note', t('note'), 'response', t('write it')),
    code('E', 'over', t('response over'), 'response'),
  ];
}

/** "naloxone (write mg)" @param {Code} one */
export function codeWords(one) {
  return one.ask ? `${one.word} (${one.ask})` : one.word;
}

/** @param {string} letter @param {string} what @param {string} word @param {Group} group @param {string} [ask] @returns {Code} */
function code(letter, what, word, group, ask = '') {
  return { letter, what, word, ask, group };
}
