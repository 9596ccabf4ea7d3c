import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as acts from '../../ops/static/js/floor/acts.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { placeOf } from '../../ops/static/js/floor/places.js';
import * as response from '../../ops/static/js/response/acts.js';
import { visitCell } from '../../ops/static/js/wall/visit_cell.js';
import { at, board, booth, NOW, response as running, visit } from './boards.js';
import { vectorFile } from './vectors.js';

/** @typedef {import('../../ops/static/js/core/outbox_rules.js').Act} Act */
/** @typedef {import('../../ops/static/js/core/types.js').Visit} Visit */

const { protocol, stay, cases } = vectorFile('looks');

/**
 * @param {import('../../ops/static/js/floor/acts.js').FloorAct} one
 * @param {string} [id]
 * @param {number} [seconds]
 * @returns {Act}
 */
function unsent(one, id = 'act', seconds = 0) {
  const body = { ...one.body, happened_at: at(seconds) };
  return { id, path: one.path, body, label: one.label, about: one.about, made_at: NOW, tries: 0, state: 'waiting' };
}

/** @param {number | null} seconds */
function then(seconds) {
  return seconds === null ? null : at(seconds);
}

/** The board a tablet has. @param {any} before @param {boolean} helped */
function told(before, helped) {
  const has = { ...stay, ...before };
  const due = helped ? null : has.due;
  const person = visit('ann', 0, {
    ...has,
    due_soon_at: then(due === null ? null : due - 30),
    due_at: then(due),
    overdue_at: then(due === null ? null : due + 60),
    urgent_at: then(due === null ? null : due + 180),
    seated_at: at(has.seated),
    last_look_at: at(has.looked),
    confirm_since: then(has.confirm),
    response: helped ? 'r' : null,
  });
  delete (/** @type {any} */ (person).stage);
  delete (/** @type {any} */ (person).episode);
  const plan = board({
    booths: [booth(3, [person]), booth(4), booth(9, [null], { kind: 'aftercare' })],
    responses: helped ? [running('r', { booth: 3, seat: 'A', visit: 'ann', actions: [] })] : [],
  });
  return { ...plan, room: { ...plan.room, protocol } };
}

/** What is tapped for an act of the list. @param {any} act @returns {Act[]} */
function tapped(act) {
  const { kind, answer, where, to } = act;
  if (kind === 'check_in') return [unsent(acts.checkIn('ann', 'Booth 3', answer, where ? { where } : {}))];
  if (kind === 'step_out') return [unsent(acts.stepOut('ann', 'Booth 3', where))];
  if (kind === 'back') return [unsent(acts.back('ann', 'Booth 3'))];
  if (kind === 'move') return [unsent(acts.move('ann', 'Booth 3', to, { booth: to === 'aftercare' ? 9 : 4, seat: 'A' }))];
  if (kind === 'aftercare') return [unsent(acts.aftercare('ann', 'Booth 3', to ? 9 : null))];
  if (kind === 'episode') return [unsent(acts.episode('ann', 'Booth 3'))];
  if (!answer) return [unsent(response.misTap('r'))];
  const state = answer === 'keep_an_eye' ? 'awake' : 'sedated_breathing';
  return [unsent(response.outcome('r', 'state', state, state), 'o', -1), unsent(response.over('r'))];
}

describe('a tablet foresees what the server makes of it', () => {
  for (const { name, sure, before, act, after } of cases) {
    test(name, () => {
      const now = placeOf(painted(told(before, act.kind === 'resume'), tapped(act)).board, 'ann')?.visit;
      assert.ok(now);
      const due = now.due_at ? (Date.parse(now.due_at) - NOW) / 1000 : null;
      assert.deepEqual(
        {
          track: now.track,
          answer: now.answer,
          asleep_in_a_row: now.asleep_in_a_row,
          look_outside: now.look_outside,
          to_confirm: Boolean(now.confirm_since),
          stepped_out_to: now.stepped_out_to ?? null,
        },
        {
          track: after.track,
          answer: after.answer,
          asleep_in_a_row: after.asleep_in_a_row,
          look_outside: after.look_outside,
          to_confirm: after.to_confirm,
          stepped_out_to: after.stepped_out_to,
        },
      );
      assert.equal(now.response ?? null, null);
      if (sure) assert.deepEqual([now.state, due], [after.state, after.due]);
      else assert.ok(due !== null && due <= after.due, `due in ${due}, and on the server in ${after.due}`);
      if (due === null) return;
      const late = (/** @type {string | null | undefined} */ instant) => (Date.parse(String(instant)) - NOW) / 1000;
      assert.ok(late(now.overdue_at) <= after.due + 60 && late(now.urgent_at) <= after.due + 180);
    });
  }
});

/** @param {import('../../ops/static/js/core/types.js').Board} plan @param {Act[]} all @param {string} [whom] */
function saysOf(plan, all, whom = 'ann') {
  const now = /** @type {Visit} */ (placeOf(painted(plan, all).board, whom)?.visit);
  return { now, cell: visitCell(now, '3', { now: NOW, local: false, responses: [], alarms: new Map() }) };
}

describe('what the tile says at once', () => {
  test('a worry is seen, never a green OK', () => {
    const tones = ['hard_to_rouse', 'keep_an_eye', 'asleep', 'ok'].map((answer) => {
      const { cell } = saysOf(told({}, false), [unsent(acts.checkIn('ann', 'Booth 3', answer))]);
      return [cell.word, cell.tone];
    });
    assert.deepEqual(tones, [['hard to rouse', 'rouse'], ['keep an eye', 'eye'], ['asleep', 'asleep'], ['OK, awake', 'ok']]);
  });

  test('OK ends a worry; asleep does not', () => {
    const worried = told({ track: 'sedation', answer: 'hard_to_rouse' }, false);
    assert.equal(saysOf(worried, [unsent(acts.checkIn('ann', 'Booth 3', 'asleep'))]).cell.word, 'hard to rouse');
    assert.equal(saysOf(worried, [unsent(acts.checkIn('ann', 'Booth 3', 'ok'))]).cell.word, 'OK, awake');
  });

  test('not here, and nobody knows where: who was worried about is looked for outside, soon', () => {
    const look = unsent(acts.checkIn('ann', 'Booth 3', 'not_here', { where: 'unknown' }));
    const { now, cell } = saysOf(told({ track: 'keep_an_eye', answer: 'keep_an_eye' }, false), [look]);
    assert.deepEqual([now.due_at, cell.word], [at(120), 'look outside']);
  });

  test('the third asleep in a row asks for a rouse', () => {
    const look = unsent(acts.checkIn('ann', 'Booth 3', 'asleep'));
    assert.equal(saysOf(told({ asleep_in_a_row: 2 }, false), [look]).now.ask_rouse, true);
    assert.equal(saysOf(told({}, false), [look]).now.ask_rouse, false);
  });

  test('a look older than the last one the board knows changes nothing', () => {
    const worried = told({ track: 'sedation', answer: 'hard_to_rouse', looked: -10 }, false);
    const late = unsent(acts.checkIn('ann', 'Booth 3', 'ok'), 'late', -20);
    assert.equal(saysOf(worried, [late]).cell.word, 'hard to rouse');
  });

  test('going is for as long as the site says, and never shorter than somebody else is going', () => {
    const plan = told({}, false);
    const site = { ...plan, room: { ...plan.room, protocol: { ...protocol, going_for: 60 } } };
    assert.equal(saysOf(site, [unsent(acts.going('ann', 'Booth 3'))]).now.going_until, at(60));
    const two = [unsent(acts.going('ann', 'Booth 3')), unsent(acts.going('ann', 'Booth 3'), 'older', -30)];
    assert.equal(saysOf(site, two).now.going_until, at(60));
  });

  test('who injects an opioid is looked at sooner in the first minutes', () => {
    const seat = (/** @type {string[]} */ substances) =>
      unsent(acts.arrive('here', 'Booth 4', { booth: 4, seat: 'A', route: 'inject', substances }), 'new');
    assert.equal(saysOf(told({}, false), [seat(['heroin', 'cocaine'])], 'new').now.due_at, at(180));
    assert.equal(saysOf(told({}, false), [seat(['cocaine'])], 'new').now.due_at, at(300));
  });
});

describe('a response that ends while the server is away', () => {
  const start = unsent(acts.respond('here', 'Booth 3', { booth: 3, seat: 'A', visit: 'ann' }), 'r', -60);

  test('over: observed, and a look is due', () => {
    const { now, cell } = saysOf(told({}, false), [start, unsent(response.over('r'))]);
    assert.deepEqual([now.response, now.state, now.due_at, cell.word], [null, 'aftercare', at(120), 'keep an eye']);
  });

  test('over, and the last word of the log is sedated: hard to rouse', () => {
    const sedated = unsent(response.action('r', 'assessment', { sedation: 'unresponsive' }), 'a', -30);
    assert.equal(saysOf(told({}, false), [start, sedated, unsent(response.over('r'))]).cell.word, 'hard to rouse');
    const awake = unsent(response.outcome('r', 'state', 'awake', 'awake'), 'o', -10);
    assert.equal(saysOf(told({}, false), [start, sedated, awake, unsent(response.over('r'))]).cell.word, 'keep an eye');
  });

  test('all OK: until the server knows that nobody is still at work in it, no green', () => {
    const { now, cell } = saysOf(told({}, true), [unsent(response.allOk('r'))]);
    assert.deepEqual([now.response, now.state, now.due_at, cell.word], [null, 'using', at(120), 'keep an eye']);
  });

  test('all OK and a mis-tap with acts in the log are over', () => {
    const oxygen = unsent(response.action('r', 'oxygen_start', {}), 'a', -30);
    for (const end of [response.allOk('r'), response.misTap('r')]) {
      const after = painted(told({}, false), [start, oxygen, unsent(end)]).board;
      assert.deepEqual([after.responses[0]?.state, placeOf(after, 'ann')?.visit.state], ['over', 'aftercare']);
    }
  });

  test('a mis-tap: the clock from before runs on', () => {
    const { now } = saysOf(told({ due: -20 }, false), [start, unsent(response.misTap('r'))]);
    assert.deepEqual([now.response, now.due_at, now.urgent_at], [null, at(-20), at(160)]);
    assert.equal(saysOf(told({ due: null, confirm: -90 }, false), [start, unsent(response.misTap('r'))]).cell.word, 'to see');
  });

  test('a mis-tap of one that this tablet did not see begin: a look is due by now, or was', () => {
    const soon = saysOf(told({ looked: -30 }, true), [unsent(response.misTap('r'))]);
    assert.deepEqual([soon.now.due_at, soon.cell.word], [at(0), 'due']);
    const long = saysOf(told({ looked: -420 }, true), [unsent(response.misTap('r'))]);
    assert.deepEqual([long.now.due_at, long.cell.word], [at(-120), 'look in']);
  });

  test('another one that runs for them keeps the clock silent', () => {
    const plan = told({}, true);
    plan.responses.push(running('other', { booth: 3, seat: 'A', visit: 'ann' }));
    const { now } = saysOf(plan, [unsent(response.over('r'))]);
    assert.deepEqual([now.response, now.due_at], ['other', null]);
  });

  test('somebody else was meant: the first one’s clock runs on, the other’s is silent', () => {
    const plan = told({}, true);
    plan.booths[1]?.seats.splice(0, 1, { mark: 'A', extra: false, visit: visit('bo', 60) });
    const after = painted(plan, [unsent(response.change('r', { visit: 'bo' }, 'bo'))]).board;
    assert.deepEqual([placeOf(after, 'ann')?.visit.response, placeOf(after, 'bo')?.visit.response], [null, 'r']);
    assert.equal(placeOf(after, 'ann')?.visit.due_at, at(0));
  });

  test('a call for hands after the end makes it run again', () => {
    const after = painted(told({}, true), [unsent(response.over('r')), unsent(response.moreHands('r', true))]).board;
    assert.equal(after.responses[0]?.state, 'running');
    assert.deepEqual([placeOf(after, 'ann')?.visit.response, placeOf(after, 'ann')?.visit.due_at], ['r', null]);
  });
});
