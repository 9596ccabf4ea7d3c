/** The handover card on the response page: one screen to read aloud, and to print. */

import { clock } from '../core/format.js';
import { t } from '../core/i18n.js';
import { button } from '../floor/parts.js';
import { placeOf } from '../floor/places.js';
import { h } from '../floor/vnode.js';
import { paperNumber, shredBy } from '../paper/sheet_rows.js';
import { cardOf } from './card.js';

/** @typedef {import('./view.js').Case} Case */

/** @param {Case} one */
export function cardPanel(one) {
  const zone = one.board.room.time_zone;
  const visit = placeOf(one.board, one.response.visit)?.visit ?? null;
  const number = paperNumber(one.scene.ui.paper);
  const parts = cardOf(one.response, one.rows, visit, one.scene.now, zone);
  return h('section', { key: 'card', class: 'panel card', 'aria-label': t('Handover card') }, [
    h('div', { key: 'head', class: 'panel-head' }, [
      h('h2', { key: 'title' }, t('Handover · %(where)s', { where: one.where })),
      button('print', t('Print'), () => globalThis.print(), { class: 'key' }),
      button('close', t('Close'), () => one.hands.draft({ open: null }), { class: 'key quiet' }),
    ]),
    h(
      'dl',
      { key: 'parts' },
      parts.map((part) =>
        h('div', { key: part.key, class: part.lines.length ? 'part' : 'part unknown' }, [
          h('dt', { key: 'name' }, [h('b', { 'aria-hidden': 'true' }, part.letter), part.name]),
          h('dd', { key: 'said' }, part.lines.length ? part.lines.map((line, at) => h('p', { key: at }, line)) : part.empty),
        ]),
      ),
    ),
    h(
      'p',
      { key: 'paper', class: 'paper-only' },
      [
        t('Working paper'),
        number ? t('number %(number)s', { number }) : '',
        t('printed %(time)s', { time: clock(one.scene.now, zone) }),
        t('For the crew. Shred a copy that stays here by %(day)s.', { day: shredBy(one.scene.now, zone) }),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  ]);
}

/** @param {Case} one */
export function cardButton(one) {
  const { open } = one.scene.ui.draft;
  return button(
    'card',
    [h('strong', null, t('Handover card')), h('span', null, t('to read to the crew'))],
    () => one.hands.draft({ open: open === 'card' ? null : 'card' }),
    { class: 'act small', 'aria-expanded': String(open === 'card') },
  );
}
