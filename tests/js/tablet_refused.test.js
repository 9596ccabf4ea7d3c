import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { actFrom } from '../../ops/static/js/core/outbox_rules.js';
import { actedOn, arrive, checkIn, seatWaiting, undo } from '../../ops/static/js/floor/acts.js';
import { elsewhereFor } from '../../ops/static/js/floor/picked.js';
import { placeAt } from '../../ops/static/js/floor/places.js';
import { shownPage } from '../../ops/static/js/floor/views.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { amendRow } from '../../ops/static/js/response/acts.js';
import { at, NOW, response } from './boards.js';
import { hands, key, PLAN, scene, tap } from './tablet_scene.js';

/** @typedef {import('../../ops/static/js/floor/acts.js').FloorAct} FloorAct */

const DOSE = { id: 'd', kind: 'naloxone', values: { dose_mg: 0.4 }, happened_at: at(-60), recorded_at: at(-60) };
const BOARD = { ...PLAN, responses: [response('r', { booth: 4, seat: 'A', actions: [DOSE] })] };
const LOOK = checkIn('ann', 'Booth 1', 'ok');
const AMENDED = amendRow('r', 'd', { values: { dose_mg: 0.8 } }, 'naloxone');

/** @param {FloorAct} wanted @param {string} code @param {Partial<import('../../ops/static/js/core/outbox_rules.js').Refusal>} [more] */
function refused(wanted, code, more = {}) {
  const refusal = { code, detail: 'So it is.', offers: [], after: 100, ...more };
  return /** @type {const} */ ({ ...actFrom(wanted, 'x', NOW), state: 'set_aside', refusal });
}

/**
 * The keys of its card, and what one does.
 * @param {ReturnType<typeof refused>} act @param {Partial<import('../../ops/static/js/floor/scene.js').Ui>} [ui]
 */
function card(act, ui = {}) {
  const { sending } = scene({});
  const told = hands();
  const whole = scene(ui, { board: BOARD, sending: { ...sending, setAside: [act] } });
  const page = /** @type {any} */ (shownPage(whole, told.hands));
  const [shown] = findAll(page, (node) => node.key === 'aside-x');
  const keys = findAll(shown ?? '', (node) => node.tag === 'button').map(textOf);
  const taps = (/** @type {RegExp} */ words) => {
    tap(key(/** @type {any} */ (shown), words));
    return told.done;
  };
  return { keys, taps };
}

/** @param {FloorAct} act @param {string} id */
const undoing = (act, id) => undo('here', id, act.label, { of: actedOn(act) });

describe('an undo that came too late', () => {
  test('of a row of a log opens that row, where it is put right or taken out with a reason', () => {
    const { keys, taps } = card(refused(undo('here', 'd', 'dose'), 'undo_too_late'));
    assert.deepEqual(keys, ['Change that row of the log', 'Understood']);
    const done = taps(/^Change/);
    assert.deepEqual(done[0], ['go', { name: 'response', id: 'r' }]);
    assert.deepEqual([done[1]?.[1].open, done[1]?.[1].row], ['row', 'd']);
  });

  test('of a change of a row opens that row, on the page that is open', () => {
    const here = /** @type {const} */ ({ name: 'response', id: 'r' });
    const { taps } = card(refused(undoing(AMENDED, 'later'), 'undo_too_late'), { view: here });
    assert.deepEqual(taps(/^Change/).map(([what]) => what), ['draft']);
  });

  test('of a look opens whoever was looked at; of somebody who is gone there is nothing but to know', () => {
    const { keys, taps } = card(refused(undoing(LOOK, 'look'), 'undo_too_late'));
    assert.deepEqual(keys, ['Open Booth 1', 'Understood']);
    assert.deepEqual(taps(/^Open/), [['open', { kind: 'seat', booth: 1, mark: 'A', part: null }]]);
    const gone = card(refused(undoing(checkIn('gone', 'Booth 2', 'ok'), 'look'), 'undo_too_late'));
    assert.deepEqual(gone.keys, ['Understood']);
    assert.deepEqual(gone.taps(/^Understood/), [['putAway', 'x']]);
  });

  test('of the beginning of a response opens the response', () => {
    const { keys } = card(refused(undo('here', 'r', 'RESPONSE'), 'undo_too_late'));
    assert.deepEqual(keys, ['Open the response: Booth 4', 'Understood']);
  });
});

describe('"try again" is offered', () => {
  test('only where the same act may be taken', () => {
    for (const code of ['booth_occupied', 'no_shift', 'forbidden', 'from_a_newer_house'])
      assert.deepEqual(card(refused(LOOK, code)).keys, ['Try again', 'Leave it'], code);
    for (const code of ['happened_before_visit', 'bad_value', 'not_found'])
      assert.deepEqual(card(refused(LOOK, code)).keys, ['Open Booth 1', 'Understood'], code);
    assert.deepEqual(card(refused(seatWaiting('bo', 'kite', 'Booth 2', { booth: 2, seat: 'A' }), 'already_seated')).keys, ['Open Booth 4', 'Understood']);
    assert.deepEqual(card(refused(seatWaiting('kit', 'kite', 'Booth 2', { booth: 2, seat: 'A' }), 'bad_value')).keys, ['Open whoever waits', 'Understood']);
  });

  test('for what only went along with an act that was left, as nobody judged it', () => {
    assert.deepEqual(card(refused(LOOK, 'bad_value', { because: 'gone' })).keys, ['Try again', 'Leave it']);
  });
});

describe('a seat that is taken', () => {
  const offers = ['room_says_otherwise'];

  test('is changed for another one, tapped on the plan', () => {
    const seat = arrive('here', 'Booth 1', { booth: 1, seat: 'A' });
    for (const wanted of [seat, seatWaiting('kit', 'kite', 'Booth 1', { booth: 1, seat: 'A' })]) {
      const { keys, taps } = card(refused(wanted, 'seat_taken', { offers }));
      assert.deepEqual(keys, ['Another seat', 'The room says otherwise', 'Leave it']);
      assert.deepEqual(taps(/^Another/), [['open', { kind: 'pick', what: 'again', visit: 'x', who: wanted.label, from: null }]]);
    }
  });

  test('is not offered where no seat was the reason', () => {
    const seat = arrive('here', 'Booth 1', { booth: 1, seat: 'A' });
    assert.deepEqual(card(refused(seat, 'room_closed', { offers })).keys, ['The room says otherwise', 'Leave it']);
  });

  test('goes as the same act with the words of the seat that was tapped, never where somebody is', () => {
    const place = (/** @type {number} */ booth) => /** @type {any} */ (placeAt(PLAN, booth, 'A'));
    const to = { booth: 2, seat: 'A' };
    const seat = refused(arrive('here', 'Booth 1', { booth: 1, seat: 'A' }), 'seat_taken');
    assert.deepEqual(elsewhereFor(seat, place(2)), { label: 'Booth 2 · seated', place: to });
    const waits = refused(seatWaiting('kit', 'kite', 'Booth 1', { booth: 1, seat: 'A' }), 'seat_taken');
    assert.deepEqual(elsewhereFor(waits, place(2)), { label: 'kite → Booth 2', place: to });
    assert.equal(elsewhereFor(seat, place(1)), null);
  });
});

describe('an empty seat of a room that takes nobody new', () => {
  /** @param {any} room */
  function sheet(room) {
    const told = hands();
    const pane = /** @type {const} */ ({ kind: 'seat', booth: 2, mark: 'A', part: null });
    const shown = /** @type {any} */ (shownPage(scene({ pane }, { board: { ...PLAN, room: { ...PLAN.room, ...room } } }), told.hands));
    return { shown, told };
  }

  test('says so before the tap, which then says that the room knows better', () => {
    for (const [room, words] of [
      [{ state: 'closed', reason: 'staff' }, /No new people: closed to new people, not enough staff/],
      [{ state: 'last_entry' }, /No new people: last entry/],
    ]) {
      const { shown, told } = sheet(room);
      assert.match(textOf(shown), /** @type {RegExp} */ (words));
      tap(key(shown, /^Seat anyway/));
      assert.deepEqual(told.done[0]?.[1].body, { booth: 2, seat: 'A', room_says_otherwise: true });
    }
  });

  test('seats as ever where it is open', () => {
    const { shown, told } = sheet({ state: 'open' });
    tap(key(shown, /^Seat$/));
    assert.deepEqual(told.done[0]?.[1].body, { booth: 2, seat: 'A' });
  });
});
