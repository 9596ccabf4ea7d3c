import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import * as acts from '../../ops/static/js/floor/acts.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { placeOf } from '../../ops/static/js/floor/places.js';
import * as response from '../../ops/static/js/response/acts.js';
import { at, board, booth, NOW, response as running, visit } from './boards.js';

const PROTOCOL = {
  intervals: {
    inject: { every: 300, grace: 60, urgent_after: 180 },
    keep_an_eye: { every: 120, grace: 60, urgent_after: 180 },
  },
};
const ROOM = { ...board().room, protocol: PROTOCOL };

/**
 * @param {import('../../ops/static/js/floor/acts.js').FloorAct} one
 * @param {string} [id]
 * @returns {import('../../ops/static/js/core/outbox_rules.js').Act}
 */
function unsent(one, id = 'act') {
  const body = { ...one.body, happened_at: at(0) };
  return { id, path: one.path, body, label: one.label, about: one.about, made_at: NOW, tries: 0, state: 'waiting' };
}

/** A room with Ann in booth 1, booth 2 free, and Kit waiting. */
function told() {
  const ann = visit('ann', -30, { last_look_at: at(-330), route: 'inject' });
  return board({
    room: ROOM,
    booths: [booth(1, [ann]), booth(2)],
    waiting: [{ id: 'kit', state: 'called', arrived_at: at(-600), handle: 'kite' }],
  });
}

test('without unsent acts the picture is the server’s own', () => {
  const picture = told();
  assert.equal(painted(picture, []).board, picture);
});

describe('an unsent act is seen on the tablet at once', () => {
  test('a look moves the deadlines by the interval that ran, and says it is unsent', () => {
    const before = told();
    const { board: after, unsent: marked } = painted(before, [unsent(acts.checkIn('ann', 'Booth 1', 'ok'))]);
    assert.equal(placeOf(after, 'ann')?.visit.due_at, at(300));
    assert.equal(placeOf(after, 'ann')?.visit.urgent_at, at(480));
    assert.ok(marked.has('ann'));
    assert.equal(placeOf(before, 'ann')?.visit.due_at, at(-30), 'the told picture is not written on');
  });

  test('a worrying look takes the shorter interval', () => {
    const { board: after } = painted(told(), [unsent(acts.checkIn('ann', 'Booth 1', 'keep_an_eye'))]);
    assert.equal(placeOf(after, 'ann')?.visit.due_at, at(120));
  });

  test('"not here: left" empties the seat, "don’t know" looks for them', () => {
    const gone = painted(told(), [unsent(acts.checkIn('ann', 'Booth 1', 'not_here', { where: 'left' }))]);
    assert.equal(placeOf(gone.board, 'ann'), null);
    assert.equal(gone.board.booths[0]?.status, 'cleaning');
    const lost = painted(told(), [unsent(acts.checkIn('ann', 'Booth 1', 'not_here', { where: 'unknown' }))]);
    assert.equal(placeOf(lost.board, 'ann')?.visit.state, 'looked_for');
  });

  test('only the last one leaves a place to be cleaned, and only one that is wiped', () => {
    const ben = visit('ben', 60);
    const shared = { ...told(), booths: [booth(1, [visit('ann', 60), ben, null])] };
    const one = unsent(acts.leave('ann', 'Booth 1 A'));
    const last = unsent(acts.leave('ben', 'Booth 1 B'), 'last');
    assert.equal(painted(shared, [one]).board.booths[0]?.status, 'occupied');
    assert.equal(painted(shared, [one, last]).board.booths[0]?.status, 'cleaning');
    const lounge = { ...told(), booths: [booth(1, [visit('ann', 60)], { kind: 'aftercare', wiped: false }), booth(2)] };
    assert.equal(painted(lounge, [one]).board.booths[0]?.status, 'free');
    const moved = unsent(acts.move('ann', 'Aftercare', 'Booth 2', { booth: 2, seat: 'A' }));
    assert.equal(painted(lounge, [moved]).board.booths[0]?.status, 'free');
  });

  test('someone new sits, with a clock of the site’s interval', () => {
    const seat = unsent(
      acts.arrive('here', 'Booth 2', { booth: 2, seat: 'A', route: 'inject', handle: 'otter' }),
      'new',
    );
    const found = placeOf(painted(told(), [seat]).board, 'new');
    assert.equal(found?.tile.id, 2);
    assert.equal(found?.visit.due_at, at(300));
    assert.equal(found?.visit.handle, 'otter');
  });

  test('someone called is seated and leaves the list', () => {
    const { board: after } = painted(told(), [
      unsent(acts.seatWaiting('kit', 'kite', 'Booth 2', { booth: 2, seat: 'A' })),
    ]);
    assert.equal(placeOf(after, 'kit')?.tile.id, 2);
    assert.equal(after.waiting.length, 0);
  });

  test('a move takes the clock along; into a taken seat nothing is painted', () => {
    const moved = painted(told(), [unsent(acts.move('ann', 'Booth 1', 'Booth 2', { booth: 2, seat: 'A' }))]).board;
    assert.equal(placeOf(moved, 'ann')?.tile.id, 2);
    assert.equal(placeOf(moved, 'ann')?.visit.due_at, at(-30));
    const onto = painted(moved, [unsent(acts.seatWaiting('kit', 'kite', 'Booth 2', { booth: 2, seat: 'A' }))]).board;
    assert.equal(onto.waiting.length, 1);
  });

  test('what was undone before it was sent is not painted', () => {
    const seat = unsent(acts.arrive('here', 'Booth 2', { booth: 2, seat: 'A' }), 'new');
    const undo = unsent(acts.undo('here', 'new', 'Booth 2'), 'undo');
    assert.equal(placeOf(painted(told(), [seat, undo]).board, 'new'), null);
  });

  test('acts build on one another', () => {
    const seat = unsent(acts.arrive('here', 'Booth 2', { booth: 2, seat: 'A' }), 'new');
    const away = unsent(acts.stepOut('new', 'Booth 2', 'smoke'));
    assert.equal(placeOf(painted(told(), [seat, away]).board, 'new')?.visit.state, 'stepped_out');
  });
});

describe('a response the server has not heard of', () => {
  const start = unsent(acts.respond('here', 'Booth 1', { booth: 1, seat: 'A', visit: 'ann' }), 'r');

  test('runs on the tablet and pauses the timer', () => {
    const { board: after } = painted(told(), [start]);
    assert.equal(after.responses[0]?.id, 'r');
    assert.equal(after.responses[0]?.there, 0, 'nobody has said yet that they are there');
    assert.equal(placeOf(after, 'ann')?.visit.response, 'r');
    assert.equal(placeOf(after, 'ann')?.visit.due_at, null);
  });

  test('is attended by whoever logs, and over when it is over', () => {
    const here = unsent(response.action('r', 'oxygen_start', {}), 'a1');
    const over = unsent(response.over('r'), 'a2');
    const { board: after } = painted(told(), [start, here]);
    assert.equal(after.responses[0]?.there, 1);
    assert.equal(painted(told(), [start, here, over]).board.responses[0]?.state, 'over');
  });

  test('joins one that runs in the same seat, unless it is another person', () => {
    const before = { ...told(), responses: [running('first', { booth: 1, seat: 'A' })] };
    assert.deepEqual(
      painted(before, [start]).board.responses.map((one) => one.aliases),
      [['r']],
    );
    const another = unsent(acts.respond('here', 'Booth 1', { booth: 1, seat: 'A', another: true }), 'r');
    assert.equal(painted(before, [another]).board.responses.length, 2);
  });

  test('goes along when the person is moved, and stays where it is when it was elsewhere', () => {
    const moved = unsent(acts.move('ann', 'Booth 1', 'Booth 2', { booth: 2, seat: 'A' }), 'm');
    const one = painted(told(), [start, moved]).board.responses[0];
    assert.deepEqual([one?.booth, one?.seat], [2, 'A']);
    const away = { ...told(), responses: [running('w', { booth: null, seat: null, place: 'washroom', visit: 'ann' })] };
    assert.equal(painted(away, [moved]).board.responses[0]?.place, 'washroom');
  });

  test('takes its kind, its place and its outcome, each alone', () => {
    const changes = [
      unsent(response.setKind('r', 'seizure')),
      unsent(response.change('r', { place: 'washroom' }, 'washroom')),
      unsent(response.outcome('r', 'state', 'awake', 'awake')),
      unsent(response.outcome('r', 'place', 'left', 'left')),
    ];
    const one = painted(told(), [start, ...changes]).board.responses[0];
    assert.deepEqual([one?.kind, one?.booth, one?.place], ['seizure', null, 'washroom']);
    assert.deepEqual(one?.outcome, { state: 'awake', place: 'left', ambulance: null, by: null });
  });
});

describe('the closing of a shift', () => {
  const shift = { id: 's', opened_at: at(-9000), opened_by: null };
  /** Ann and Bo in seats, Ann in a response; Cy seen a moment ago; Kit and Lou wait. */
  function open() {
    const seats = [
      visit('ann', -30, { last_look_at: at(-330), response: 'r' }),
      visit('bo', -30, { last_look_at: at(-330) }),
      visit('cy', 200, { last_look_at: at(-100) }),
    ];
    return board({
      room: { ...ROOM, shift, opening: [{ point: 'aed', state: 'done', at: at(-8000), by: 'Ana' }] },
      booths: seats.map((one, place) => booth(place + 1, [one])),
      waiting: [
        { id: 'kit', state: 'waiting', arrived_at: at(-600) },
        { id: 'lou', state: 'called', arrived_at: at(-600), called_at: at(-20) },
      ],
      responses: [running('r', { visit: 'ann' })],
      staff: [{ id: 1, name: 'Ana', place: 'floor', since: at(-9000) }],
    });
  }

  /** @param {import('../../ops/static/js/floor/acts.js').FloorAct} act */
  function inside(act) {
    const { board: after } = painted(open(), [unsent(act)]);
    const seats = after.booths.flatMap((tile) => tile.seats.flatMap((seat) => seat.visit?.id ?? []));
    return { after, inside: [...seats, ...after.waiting.map((one) => one.id)] };
  }

  test('takes the team off and everybody stays who was named', () => {
    const { after, inside: people } = inside(acts.closeShift('here', ['bo', 'cy'], false));
    assert.deepEqual([after.room.shift, after.room.opening, after.staff], [null, [], []]);
    assert.deepEqual(people, ['ann', 'bo', 'cy', 'kit', 'lou']);
  });

  test('whoever was not named has left, but for a response and who was seen a moment before', () => {
    const { after, inside: people } = inside(acts.closeShift('here', [], true));
    assert.deepEqual(people, ['ann', 'cy', 'lou']);
    assert.equal(after.booths[1]?.status, 'cleaning');
  });

  test('handed over, all stay and the opening check is still to do; with none open there is none to close', () => {
    const { after, inside: people } = inside(acts.shift('here', 'hand_over'));
    assert.deepEqual([after.room.shift?.id, after.room.opening, people.length, after.staff.length], ['act', [], 5, 1]);
    const none = { ...open(), room: ROOM };
    assert.equal(painted(none, [unsent(acts.closeShift('here', [], true))]).board.staff.length, 1);
  });
});
