import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { painted } from '../../ops/static/js/floor/overlay.js';
import { freshUi } from '../../ops/static/js/floor/moves.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import * as acts from '../../ops/static/js/response/acts.js';
import { placedAt, placesOn } from '../../ops/static/js/response/catch_up.js';
import { rowsOf } from '../../ops/static/js/response/log.js';
import { responseView } from '../../ops/static/js/response/view.js';
import { at, board, NOW, response } from './boards.js';
import { hands, key, scene, tap } from './tablet_scene.js';

/** @param {string} id @param {string} kind @param {number} seconds @param {string[]} [marks] */
function row(id, kind, seconds, marks = []) {
  return { id, kind, values: {}, given_by: null, happened_at: at(seconds), recorded_at: at(seconds), by: 'Sam', marks };
}

/** @param {import('../../ops/static/js/core/types.js').ResponseAction[]} actions */
function finished(...actions) {
  return response('r', { state: 'over', began_at: at(-600), over_at: at(-100), booth: 4, actions });
}

/** @param {ReturnType<typeof finished>} one */
function strip(one) {
  return placesOn(one, rowsOf(one, [])).map(({ key: name, at: moment }) => [name, (moment - NOW) / 1000]);
}

describe('the catch-up strip', () => {
  test('has what has a time of its own fixed, and a gap between any two', () => {
    const one = finished(
      row('dose', 'naloxone', -500),
      row('airway', 'airway', -450),
      row('call', 'ambulance_called', -300),
      row('guess', 'naloxone', -400, ['approximate']),
    );
    assert.deepEqual(strip(one), [
      ['began', -600],
      ['after began', -550],
      ['dose', -500],
      ['after dose', -350],
      ['call', -300],
      ['after call', -200],
      ['over', -100],
    ]);
  });

  test('puts what is told next behind what was told before it', () => {
    const one = finished();
    const told = ['stimulation', 'airway', 'oxygen_start'].reduce((log, kind, n) => {
      const said = placedAt(log, rowsOf(log, []), 'after began');
      assert.equal(said.approximate, true);
      const seconds = (Date.parse(String(said.happened_at)) - NOW) / 1000;
      return finished(...(log.actions ?? []), row(String(n), kind, seconds, ['approximate']));
    }, one);
    const kinds = rowsOf(told, []).map((each) => each.kind);
    assert.deepEqual(kinds, ['stimulation', 'airway', 'oxygen_start']);
    assert.deepEqual(placedAt(one, [], 'now'), {});
  });

  test('one tap on a gap, one on the act: logged there, approximately, also without a server', () => {
    const one = finished();
    const there = board({ responses: [one] });
    const { done, hands: hand } = hands();
    const ui = freshUi({ name: 'response', id: 'r' });
    ui.draft = { ...ui.draft, open: 'more' };
    const first = responseView(scene(ui, { board: there }), hand, 'r');
    assert.equal(findAll(first, (node) => node.props?.class === 'more').length, 0, 'no act before its place is chosen');
    tap(key(first, /^between Began and OVER/));
    assert.deepEqual(done.at(-1), ['draft', { placing: 'after began' }]);
    ui.draft = { ...ui.draft, placing: 'after began' };
    tap(key(responseView(scene(ui, { board: there }), hand, 'r'), /log airway/));
    const [, act] = done.findLast(([name]) => name === 'act') ?? [];
    assert.deepEqual(act.body, { kind: 'airway', values: {}, happened_at: at(-350), approximate: true });
    assert.deepEqual(done.at(-1), ['draft', { open: 'more' }]);
    const unsent = { id: 'a', path: act.path, body: act.body, label: act.label, about: act.about, made_at: NOW, tries: 0 };
    const waiting = /** @type {import('../../ops/static/js/core/outbox_rules.js').Act} */ ({ ...unsent, state: 'waiting' });
    const shown = painted(there, [waiting]).board;
    assert.deepEqual(shown.responses[0]?.marks, ['reconstructed']);
    const page = responseView(
      scene({ view: ui.view }, { board: shown, sending: { ...scene({}).sending, unsent: [waiting] } }),
      hand,
      'r',
    );
    assert.match(textOf(page), /approx., placed afterwards/);
    assert.match(textOf(page), /Reconstructed in part/);
  });

  test('what went on at the chosen place is what a key stops there', () => {
    const one = finished(row('on', 'oxygen_start', -550), row('dose', 'naloxone', -400), row('off', 'oxygen_stop', -200));
    const ui = freshUi({ name: 'response', id: 'r' });
    const at = (/** @type {string} */ placing) => {
      const draft = { ...ui.draft, open: /** @type {const} */ ('more'), placing };
      return responseView(scene({ ...ui, draft }, { board: board({ responses: [one] }) }), hands().hands, 'r');
    };
    key(at('dose'), /^stop oxygen/);
    key(at('over'), /^log oxygen/);
  });

  test('a row placed afterwards stays approximate until its minute is known', () => {
    const act = acts.amendRow('r', 'g', { approximate: false }, 'x');
    const log = rowsOf(finished(row('g', 'airway', -400, ['approximate'])), [
      { id: 'n', path: act.path, body: act.body ?? {}, label: 'x', about: act.about, made_at: NOW, tries: 0, state: 'waiting' },
    ]);
    assert.deepEqual(log[0]?.marks, []);
  });
});
