import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alarmsAt } from '../../ops/static/js/core/alarms.js';
import { Speaker } from '../../ops/static/js/core/speaker.js';
import { at, board, booth, NOW, response, visit } from './boards.js';

/** @typedef {import('../../ops/static/js/core/types.js').Board} Board */

const WALL = { id: 7, name: 'Wall', role: 'display', silent_since: null, sound: /** @type {const} */ ('on'), volume: 90, night_volume: 30 };
const QUIET = { more_hands_at: null, attended_until: at(900) };
const CALLED = { more_hands_at: at(0), attended_until: at(900) };

/** One screen that looks at the room second by second. */
class Screen {
  armed = true;
  /** @type {string[]} */
  heard = [];
  second = 0;

  /** @param {boolean} tablet */
  constructor(tablet) {
    /** @type {'floor' | 'wall'} */
    this.audience = tablet ? 'floor' : 'wall';
    this.speaker = new Speaker(this, { device: tablet ? 1 : WALL.id, tablet });
  }

  /** @param {string} level @param {number} volume */
  play(level, volume) {
    this.heard.push(`${level} ${volume}`);
  }

  /** @param {any} more of the response @param {Partial<Board>} [rest] @param {number} [seconds] */
  sees(more, rest = {}, seconds = 3) {
    const whole = board({ devices: [/** @type {any} */ (WALL)], responses: [response('r', more)], ...rest });
    for (const end = this.second + seconds; this.second < end; this.second += 1) {
      const now = NOW + this.second * 1000;
      this.speaker.tick(whole, alarmsAt(whole, now, this.audience), { now, mono: 5_000_000 + this.second * 1000, liveness: 'live' });
    }
    return this;
  }
}

describe('a call for more hands is heard', () => {
  test('once, softly, on walls and tablets', () => {
    assert.deepEqual(new Screen(false).sees(QUIET).sees(CALLED, {}, 90).heard, ['low 90']);
    assert.deepEqual(new Screen(true).sees(QUIET).sees(CALLED, {}, 90).heard, ['low 80']);
  });

  test('with the volume of the night', () => {
    const night = { room: /** @type {any} */ ({ ...board({}).room, night: { from: 0, until: 1440 } }) };
    assert.deepEqual(new Screen(false).sees(QUIET, night).sees(CALLED, night).heard, ['low 30']);
  });

  test('not where the screen knew it from its first picture, armed or not', () => {
    assert.deepEqual(new Screen(true).sees(CALLED, {}, 30).heard, []);
    const untouched = new Screen(true);
    untouched.armed = false;
    untouched.sees(CALLED);
    untouched.armed = true;
    assert.deepEqual(untouched.sees(CALLED, {}, 30).heard, []);
  });

  test('not on the tablet it was made on, also where it joined that response under another name', () => {
    const own = new Screen(true).sees(QUIET);
    own.speaker.calledHere('r');
    assert.deepEqual(own.sees(CALLED, {}, 30).heard, []);
    const joined = new Screen(true).sees({ ...QUIET, aliases: ['second'] });
    joined.speaker.calledHere('second');
    assert.deepEqual(joined.sees({ ...CALLED, aliases: ['second'] }, {}, 30).heard, []);
  });

  test('again when it was enough and they are called again; not when the same call is repeated', () => {
    const screen = new Screen(true).sees(QUIET).sees(CALLED).sees(CALLED);
    assert.deepEqual(screen.heard, ['low 80']);
    assert.deepEqual(screen.sees(QUIET).sees({ ...CALLED, more_hands_at: at(9) }).heard, ['low 80', 'low 80']);
    const own = new Screen(true).sees(QUIET);
    own.speaker.calledHere('r');
    assert.deepEqual(own.sees(CALLED).sees(QUIET).sees({ ...CALLED, more_hands_at: at(9) }).heard, ['low 80'], 'the next one is a colleague’s');
  });

  test('not while that response’s sound is off; of another response it is', () => {
    const off = (/** @type {string} */ cause) => ({
      room: /** @type {any} */ ({ ...board({}).room, pauses: [{ cause, at: at(1), until: at(121) }] }),
    });
    assert.deepEqual(new Screen(true).sees(QUIET).sees(CALLED, off('response:r')).heard, []);
    assert.deepEqual(new Screen(true).sees(QUIET).sees(CALLED, off('response:other')).heard, ['low 80']);
  });

  test('by its alarm alone where nobody has reached it', () => {
    const alone = { attended_until: null, there: 0 };
    const wall = new Screen(false).sees(alone, {}, 3).sees({ ...alone, more_hands_at: at(3) }, {}, 3);
    assert.deepEqual(wall.heard, ['high 90']);
    assert.deepEqual(wall.sees({ ...CALLED, more_hands_at: at(3) }, {}, 30).heard, ['high 90'], 'nor when somebody came');
  });

  test('within seconds also while what is louder goes on for minutes, on walls and tablets', () => {
    const late = { booths: [booth(2, [visit('ann', -400)])] };
    /** @type {[boolean, 'on' | 'off', number][]} */
    const screens = [[false, 'on', 90], [true, 'off', 80]];
    for (const [tablet, sound, volume] of screens) {
      const screen = new Screen(tablet);
      const alone = { ...late, devices: [/** @type {any} */ ({ ...WALL, sound })] };
      screen.sees(QUIET, alone, 120);
      assert.deepEqual(new Set(screen.heard), new Set([`high ${volume}`]));
      const before = screen.heard.length;
      screen.sees(CALLED, alone, 5);
      assert.deepEqual(screen.heard.slice(before), [`high ${volume}`, `low ${volume}`]);
      screen.sees(CALLED, alone, 115);
      assert.equal(screen.heard.filter((one) => one === `low ${volume}`).length, 1, 'once');
      assert.equal(screen.heard.filter((one) => one === `high ${volume}`).length, 24, 'every ten seconds, as before');
    }
  });
});
