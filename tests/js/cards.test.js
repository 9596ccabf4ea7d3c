import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { cardIn } from '../../ops/static/js/core/cards.js';
import { keptWithout } from '../../ops/static/js/core/handles.js';
import { actFrom } from '../../ops/static/js/core/outbox_rules.js';
import { arrive } from '../../ops/static/js/floor/acts.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { emptySeat } from '../../ops/static/js/floor/pane_arrive.js';
import { placeAt } from '../../ops/static/js/floor/places.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { NOW } from './boards.js';
import { hands, key, PLAN, scene, tap } from './tablet_scene.js';
import { vectors } from './vectors.js';

const [{ card: CARD }] = vectors('cards');
const COUNTING = { ...PLAN, room: { ...PLAN.room, cards: true } };

/** The sheet of an empty seat. @param {string} typed @param {typeof PLAN} [board] */
function sheet(typed, board = COUNTING) {
  const person = { ...freshUi({ name: 'floor' }).person, card: typed };
  const told = hands();
  const place = /** @type {any} */ (placeAt(board, 2, 'A'));
  const pane = emptySeat(scene({ person }, { board }), told.hands, { kind: 'seat', booth: 2, mark: 'A', part: null }, place);
  return { pane, told };
}

describe('a card', () => {
  for (const { typed, card } of vectors('cards')) {
    test(`is read as the house reads it: ${typed.trim().slice(0, 30)}`, () => assert.equal(cardIn(typed), card));
  }

  test('is offered only where the site counts people', () => {
    assert.match(textOf(sheet('').pane), /Card, if they want to use one/);
    assert.doesNotMatch(textOf(sheet('', PLAN).pane), /Card/);
  });

  test('that is mistyped is said before anybody is seated, and does not go out', () => {
    const { pane, told } = sheet(`${CARD}x`);
    assert.match(textOf(pane), /a word may be mistyped or missing/);
    tap(key(pane, /^Seat/));
    assert.equal('card' in told.done[0][1].body, false);
  });

  test('goes out with the act, and nothing else of the tablet holds it', () => {
    const { pane, told } = sheet(CARD.toUpperCase());
    assert.match(textOf(pane), /counted once this month/);
    tap(key(pane, /^Seat/));
    const act = told.done[0][1];
    assert.equal(act.body.card, CARD);
    assert.equal(JSON.stringify([act.about, act.label]).includes(CARD), false);
    assert.equal(JSON.stringify(keptWithout(actFrom(act, 'x', NOW))).includes(CARD), false);
  });

  test('is not asked for again: the empty field is all there is', () => {
    const fields = findAll(sheet('').pane, (node) => node.key === 'card');
    assert.equal(fields.length, 1);
    assert.equal(findAll(fields[0], (node) => node.props?.role === 'status').length, 0);
  });
});

test('an act of somebody with a card says of itself what one without it says', () => {
  assert.deepEqual(arrive('here', 'Booth 2', { booth: 2, card: CARD }).about, arrive('here', 'Booth 2', { booth: 2 }).about);
});
