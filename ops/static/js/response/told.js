/** Who was told next, as quiet lines of the log: when, whom by the site's own word, what became of it. */

import { clock, clockSeconds } from '../core/format.js';
import { t } from '../core/i18n.js';
import { h } from '../floor/vnode.js';

/** @typedef {import('./view.js').Case} Case */
/** @typedef {import('../core/types.js').ToldNext} ToldNext */

/** @param {Case} one @returns {{at: number, node: import('../floor/vnode.js').VNode}[]} */
export function toldRows(one) {
  const zone = one.board.room.time_zone;
  return (one.response.told ?? []).map((step, number) => {
    const at = Date.parse(step.at);
    const said = step.became === 'sent' || step.became === 'confirmed';
    const node = h('li', { key: `told ${number}`, class: 'row began told' }, [
      h('span', { class: 'time' }, clockSeconds(at, zone)),
      h('p', { class: 'what' }, stepWords(step, zone)),
      h('span', { class: 'fate' }, said ? '✓' : ''),
    ]);
    return { at, node };
  });
}

/** @param {ToldNext} step @param {string} zone */
function stepWords({ who, became, since }, zone) {
  if (became === 'insist') return t('all screens insist');
  const time = since ? clock(Date.parse(since), zone) : '';
  const words = {
    sending: t('being sent'),
    sent: t('sent %(time)s', { time }),
    confirmed: t('confirmed %(time)s', { time }),
    failing: t('could not be sent, tried again'),
    given_up: t('could not be sent, given up %(time)s', { time }),
    withdrawn: t('not sent, somebody came'),
  };
  return `${who ?? ''}: ${words[became]}`;
}
