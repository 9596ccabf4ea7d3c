/** Paper typed in, row by row: time, place, letter, value. Enter goes to the next row; gloves have keys. */

import { language, t } from '../core/i18n.js';
import { noteWarning } from '../core/note_doubts.js';
import { zoned } from '../core/zoned.js';
import { button, chip } from '../floor/parts.js';
import { fateWords } from '../floor/toasts.js';
import { h } from '../floor/vnode.js';
import { codeWords } from './codes.js';
import { noPicture, paperPage } from './page_frame.js';
import { signing } from './signing.js';
import { planOf, planWords } from './typed_acts.js';
import { readPlace } from './typed_place.js';
import { codeOf, FIELDS, isBlank } from './typed_rows.js';
import { daysBack, readTime } from './typed_time.js';
import { palette } from './type_palette.js';

/** @typedef {import('../floor/scene.js').Scene} Scene */
/** @typedef {import('../floor/scene.js').Hands} Hands */
/** @typedef {import('./typed_rows.js').TypedRow} TypedRow */

/** @param {Scene} scene @param {Hands} hands */
export function typePage(scene, hands) {
  const { board, typing } = scene;
  const plan = board && planOf(typing.rows, board, scene.page.site, scene.now, () => 'typed');
  const live = scene.liveness === 'live';
  return paperPage(scene, hands, {
    key: 'typing',
    title: t('Type paper in'),
    keys: plan
      ? button('record', planWords(plan), hands.paper.record, { class: 'key strong', disabled: !live || !plan.acts.length })
      : null,
    desk: {
      class: 'desk typing',
      name: t('Rows from paper'),
      on: [
        live ? null : h('p', { key: 'clock', class: 'calm' }, t('Type on. It goes on record once the server is back: the day of each row is told by its clock.')),
        plan ? form(scene, hands, plan) : noPicture(),
        sent(scene),
        signing(scene, hands),
      ],
    },
    beside: board ? palette(scene, hands, board) : null,
  });
}

/** @param {Scene} scene @param {Hands} hands @param {import('./typed_acts.js').Plan} plan */
function form(scene, hands, plan) {
  return h('div', { key: 'form', class: 'typed-form' }, [
    days(scene, hands),
    h('div', { key: 'heads', class: 'typed heads', 'aria-hidden': 'true' }, [
      Object.values(fieldNames()).map((name) => h('span', { key: name }, name)),
    ]),
    h('ol', { key: 'rows', class: 'typed-rows' }, scene.typing.rows.map((row, at) => rowNode(scene, hands, plan, row, at))),
  ]);
}

/** Which day the rows to come are of. @param {Scene} scene @param {Hands} hands */
function days(scene, hands) {
  const { typing, board, now } = scene;
  const zone = board?.room.time_zone ?? 'UTC';
  return h('div', { key: 'days', class: 'chips days', role: 'group', 'aria-label': t('Day of the rows to come') }, [
    chip('by-time', t('today, or yesterday by the time'), typing.day === null, () => hands.paper.on(null)),
    daysBack(now, zone).slice(1).map((one) => chip(one, dayWords(one), typing.day === one, () => hands.paper.on(one))),
  ]);
}

/** @param {Scene} scene @param {Hands} hands @param {import('./typed_acts.js').Plan} plan @param {TypedRow} row @param {number} at */
function rowNode(scene, hands, plan, row, at) {
  const { typing } = scene;
  const wrong = isBlank(row) ? null : (plan.wrong.get(row.id) ?? null);
  // While it is being written a row lacks what is not there yet.
  const writing = typing.at?.row === row.id && !(row.time && row.place && row.what);
  const code = codeOf(row.what);
  const doubt = code?.what === 'note' ? noteWarning(row.value) : null;
  const said = (wrong && !writing ? wrong : doubt) ?? (code ? (row.value ? code.word : codeWords(code)) : '');
  const id = `typed-${row.id}-says`;
  return h('li', { key: row.id, class: wrong && !writing ? 'typed wrong' : 'typed' }, [
    FIELDS.map((field) =>
      h('input', {
        key: field,
        id: fieldId(row.id, field),
        value: row[field],
        'aria-label': t('Row %(n)s: %(field)s', { n: at + 1, field: fieldNames()[field] }),
        'aria-describedby': id,
        'aria-invalid': wrong && !writing ? 'true' : null,
        inputmode: field === 'time' ? 'numeric' : 'text',
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: 'false',
        maxlength: field === 'value' ? 200 : 24,
        oninput: (/** @type {any} */ event) => hands.paper.write(row.id, field, event.target.value),
        onfocus: () => hands.paper.here(row.id, field),
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          hands.paper.next(row.id);
        },
      }),
    ),
    h('p', { key: 'says', id, class: 'says' }, [row.day ? h('span', { class: 'day' }, `${dayWords(row.day)} · `) : null, said]),
    isBlank(row)
      ? h('span', { key: 'none' })
      : button('remove', '✕', () => hands.paper.remove(row.id), { class: 'key quiet', 'aria-label': t('Leave row %(n)s out', { n: at + 1 }) }),
  ]);
}

/** What went, with what became of it; refused ones say why. @param {Scene} scene */
function sent(scene) {
  const { sent: rows } = scene.typing;
  if (!rows.length) return null;
  const aside = new Map(scene.sending.setAside.map((act) => [act.id, act.refusal?.detail ?? '']));
  return h('section', { key: 'sent', class: 'typed-sent', 'aria-label': t('Typed in') }, [
    h('h2', { key: 'title' }, t('Typed in: tick these on the paper')),
    h('ul', { key: 'rows' }, [...rows].reverse().map(({ row, acts }) => {
      const why = acts.map((id) => aside.get(id)).find((one) => one !== undefined);
      const fate = why === undefined ? typedFate(scene.fate(acts[0] ?? '')) : `${t('set aside')}: ${why}`;
      const words = rowWords(row, scene.board);
      return h('li', { key: row.id, class: why === undefined ? '' : 'wrong' }, [
        h('strong', { key: 'what' }, words),
        h('span', { key: 'fate', class: 'fate' }, fate),
      ]);
    })),
  ]);
}

/** "Thu 26 Nov" @param {string} day */
function dayWords(day) {
  return zoned('UTC', { weekday: 'short', day: 'numeric', month: 'short' }, language()).format(Date.parse(day));
}

/** As the tablet read it, not as it was written. @param {TypedRow} row @param {import('../core/types.js').Board | null} board */
function rowWords(row, board) {
  const time = readTime(row.time);
  const spot = board && readPlace(board, row.place, true);
  return [
    row.day ? dayWords(row.day) : null,
    time ? `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}` : row.time,
    spot && 'name' in spot ? spot.name : row.place,
    codeOf(row.what)?.word,
    row.value,
  ].filter(Boolean).join(' · ');
}

/** A row from paper is a note about the past: that the board knows newer is no news. @param {import('../core/outbox.js').Fate | null} fate */
function typedFate(fate) {
  return fateWords(fate === 'noted' ? 'done' : fate);
}

function fieldNames() {
  return { time: t('time'), place: t('place'), what: t('what'), value: t('value') };
}

/** The element of a field, for whoever puts the hand there. @param {string} row @param {string} field */
export function fieldId(row, field) {
  return `typed-${row}-${field}`;
}
