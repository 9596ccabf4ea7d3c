import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { isNight, volumeAt } from '../../ops/static/js/core/night.js';
import { Speaker } from '../../ops/static/js/core/speaker.js';
import { alarm } from './alarms_made.js';
import { at, board, booth, NOW, response, visit } from './boards.js';

/** @typedef {import('../../ops/static/js/core/types.js').Alarm} Alarm */

const WALL = { id: 7, name: 'Wall', role: 'display', silent_since: null, sound: /** @type {const} */ ('on'), volume: 90, night_volume: 30 };

/** Keeps what was played. */
class Ears {
  armed = true;
  /** @type {string[]} */
  heard = [];

  /** @param {string} level @param {number} volume */
  play(level, volume) {
    this.heard.push(`${level} ${volume}`);
  }
}

/**
 * @param {{tablet?: boolean, devices?: any[], notices?: any[], booths?: any[], alarms?: Alarm[], liveness?: any, seconds?: number}} what
 */
function listen({ tablet = false, devices = [WALL], notices = [], booths = [], alarms = [], liveness = 'live', seconds = 0 }) {
  const ears = new Ears();
  const speaker = new Speaker(ears, { device: tablet ? 1 : WALL.id, tablet });
  const whole = board({ devices, notices, booths });
  for (let second = 0; second <= seconds; second += 1) {
    speaker.tick(whole, alarms, { now: NOW + second * 1000, mono: 5_000_000 + second * 1000, liveness });
  }
  return ears.heard;
}

/**
 * What a tablet beside a wall makes heard of what is on its board.
 *
 * @param {Partial<import('../../ops/static/js/core/types.js').Board> & {liveness?: any, seconds: number}} what
 */
function listenTo({ liveness = 'live', seconds, ...more }) {
  const ears = new Ears();
  const speaker = new Speaker(ears, { device: 1, tablet: true });
  const whole = board({ devices: [/** @type {any} */ (WALL)], ...more });
  for (let second = 0; second <= seconds; second += 1) {
    const now = NOW + second * 1000;
    speaker.tick(whole, alarmsAt(whole, now, 'floor'), { now, mono: 5_000_000 + second * 1000, liveness });
  }
  return ears.heard;
}

describe('who sounds', () => {
  test('a wall sounds every level at its own volume', () => {
    assert.deepEqual(listen({ alarms: [alarm('a', 'high')] }), ['high 90']);
  });

  test('a wall whose server is gone still sounds', () => {
    assert.deepEqual(listen({ alarms: [alarm('a', 'medium')], liveness: 'not_live', seconds: 26 }), ['medium 90', 'medium 90']);
  });

  test('a tablet is soft while a wall is heard: one pulse for each thing, one more when it is worse', () => {
    assert.deepEqual(listenTo({ booths: [booth(1, [visit('a', -90)])], seconds: 60 }), ['low 80']);
    assert.deepEqual(listenTo({ booths: [booth(1, [visit('a', -90)])], seconds: 95 }), ['low 80', 'low 80']);
  });

  test('a tablet stays soft through a moment of delay: only not live is not knowing', () => {
    assert.deepEqual(listenTo({ booths: [booth(1, [visit('a', -300)])], liveness: 'delayed', seconds: 60 }), ['low 80']);
  });

  test('what no wall sounds is heard in full from the tablets: who is still missing in the head count', () => {
    const out = { room: /** @type {any} */ ({ ...board({}).room, state: 'everyone_out', since: at(-600) }) };
    const missing = visit('a', -300, { head_count: 'not_found' });
    const late = { ...out, booths: [booth(1, [missing])] };
    assert.deepEqual(listenTo({ ...late, seconds: 20 }), ['high 80', 'high 80', 'high 80']);
    assert.deepEqual(alarmsAt(board(late), NOW, 'wall'), []);
    const safe = { ...out, booths: [booth(1, [visit('a', -300, { head_count: 'out' })])] };
    assert.deepEqual(listenTo({ ...safe, seconds: 20 }), []);
  });

  test('screens insist on a response to which nobody is going: a tablet sounds in full, by night as by day', () => {
    const alone = { attended_until: null, there: 0, began_at: at(-50), insists_at: at(10) };
    const left = { room: /** @type {any} */ ({ ...board({}).room, night: { from: 0, until: 1440 } }), responses: [response('r', alone)] };
    assert.deepEqual(listenTo({ ...left, seconds: 30 }), ['low 40', 'high 80', 'high 80', 'high 80']);
    const attended = { ...left, responses: [response('r', { ...alone, attended_until: at(90), there: 1 })] };
    assert.deepEqual(listenTo({ ...attended, seconds: 30 }), []);
  });

  test('a tablet sounds in full when no wall would be heard', () => {
    const off = { ...WALL, sound: /** @type {const} */ ('off') };
    const silent = { ...WALL, silent_since: '2026-11-22T14:00:00.000Z' };
    for (const devices of [[], [off], [silent]]) {
      assert.deepEqual(listen({ tablet: true, devices, alarms: [alarm('a', 'high')], seconds: 10 }), ['high 80', 'high 80']);
    }
  });

  test('a tablet without the server cannot know, so it sounds in full', () => {
    assert.deepEqual(listen({ tablet: true, alarms: [alarm('a', 'high')], liveness: 'not_live' }), ['high 80']);
  });

  test('while its picture is not live a wall sounds so by itself, each minute, as long as the room is in use', () => {
    const somebody = [booth(1, [visit('a', 900)])];
    const gone = { liveness: 'not_live', seconds: 120 };
    assert.deepEqual(listen({ ...gone, booths: somebody }), ['technical 90', 'technical 90', 'technical 90']);
    assert.deepEqual(listen({ ...gone, booths: [booth(1)] }), []);
    assert.deepEqual(listen({ liveness: 'delayed', seconds: 120, booths: somebody }), []);
  });

  test('a tablet says that it is not live in one soft pulse, in full where no wall was heard', () => {
    const gone = { tablet: true, liveness: 'not_live', seconds: 60, booths: [booth(1, [visit('a', 900)])] };
    assert.deepEqual(listen(gone), ['low 80']);
    assert.deepEqual(listen({ ...gone, devices: [] }), ['technical 80', 'technical 80']);
  });

  test('no pause of the room hides that the picture is not live, and what is late is louder', () => {
    const gone = { liveness: 'not_live', booths: [booth(1, [visit('a', 900)])] };
    const paused = { ...alarm('own:not_live', 'technical'), paused_until: NOW + 120_000 };
    assert.deepEqual(listen({ ...gone, alarms: [paused] }), ['technical 90']);
    assert.deepEqual(listen({ ...gone, alarms: [alarm('a', 'high')], seconds: 9 }), ['high 90']);
  });

  test('a sound test ends when it was to end, with the server gone, too', () => {
    const test = { id: 't', kind: 'sound_test', since: at(0), until: at(8), text: null, basis: null, about: WALL.id };
    assert.deepEqual(listen({ notices: [test], liveness: 'not_live', seconds: 60 }), ['high 90']);
  });

  test('a sound test is heard on the wall it is for, and on no other', () => {
    const test = { id: 't', kind: 'sound_test', since: '2026-11-22T14:00:00.000Z', until: null, text: null, basis: null };
    assert.deepEqual(listen({ notices: [{ ...test, about: WALL.id }] }), ['high 90']);
    assert.deepEqual(listen({ notices: [{ ...test, about: 8 }] }), []);
  });

  test('nothing is played while sound is off, and all of it once it is armed', () => {
    const ears = new Ears();
    const speaker = new Speaker(ears, { device: WALL.id, tablet: false });
    const moment = { now: NOW, mono: 0, liveness: /** @type {const} */ ('live') };
    ears.armed = false;
    speaker.tick(board({ devices: [WALL] }), [alarm('a', 'low')], moment);
    assert.deepEqual(ears.heard, []);
    ears.armed = true;
    speaker.tick(board({ devices: [WALL] }), [alarm('a', 'low')], moment);
    assert.deepEqual(ears.heard, ['low 90']);
  });
});

describe('night', () => {
  test('goes over midnight, by the clock of the room', () => {
    const room = { ...board({}).room, time_zone: 'America/Toronto', night: { from: 1320, until: 420 } };
    const device = /** @type {any} */ (WALL);
    assert.equal(volumeAt(device, room, Date.parse('2026-11-22T02:59:00Z')), 90); // 21:59 in Toronto
    assert.equal(volumeAt(device, room, Date.parse('2026-11-22T03:00:00Z')), 30); // 22:00
    assert.equal(volumeAt(device, room, Date.parse('2026-11-22T12:00:00Z')), 90); // 07:00
  });

  test('may lie within one day, or be never', () => {
    assert.equal(isNight({ from: 60, until: 120 }, 119), true);
    assert.equal(isNight({ from: 60, until: 120 }, 120), false);
    assert.equal(isNight({ from: 60, until: 60 }, 60), false);
  });
});
