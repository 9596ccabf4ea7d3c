import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { alertHint, alertsNow } from '../../ops/static/js/core/drug_alerts.js';
import { bulletin, putHintAway, takeDown } from '../../ops/static/js/floor/acts_house.js';
import { painted } from '../../ops/static/js/floor/overlay.js';
import { bulletinsPane } from '../../ops/static/js/floor/pane_bulletins.js';
import { homePane } from '../../ops/static/js/floor/pane_home.js';
import { textOf } from '../../ops/static/js/floor/vnode.js';
import { alertLine } from '../../ops/static/js/wall/alert_line.js';
import { siteLines } from '../../ops/static/js/wall/waiting_lines.js';
import { at, board, NOW } from './boards.js';
import { hands, key, PLAN, scene, tap } from './tablet_scene.js';

const PROTOCOL = { alert_hint_after: 3, alert_hint_within: 3600, drug_alert_hours: 48 };

/** @param {Partial<import('../../ops/static/js/core/types.js').Notice>} of */
function alert(of = {}) {
  const about = { id: 'one', since: at(-600), until: at(3600), text: 'Blue powder', about: null };
  return { ...about, kind: /** @type {const} */ ('drug_alert'), basis: /** @type {const} */ ('tested'), ...of };
}

/** @param {number[]} began seconds from now @param {Partial<import('../../ops/static/js/core/types.js').Room>} [room] */
function after(began, room = {}, notices = /** @type {any[]} */ ([])) {
  const protocol = { ...PLAN.room.protocol, ...PROTOCOL };
  return { ...PLAN, notices, room: { ...PLAN.room, protocol, began_lately: began.map(at), ...room } };
}

/** @param {any} act @param {string} id @returns {import('../../ops/static/js/core/outbox_rules.js').Act} */
function unsent(act, id) {
  const body = { happened_at: at(0), ...act.body };
  return { id, path: act.path, body, label: act.label, about: act.about, made_at: NOW, state: 'waiting', tries: 0 };
}

describe('several responses within the hour', () => {
  test('are asked about, and no longer once they are older than that', () => {
    assert.deepEqual(alertHint(after([-60, -900, -3000, -4000]), NOW), { count: 3, since: NOW - 3_000_000 });
    assert.equal(alertHint(after([-60, -900, -3000]), NOW + 700_000), null);
    assert.equal(alertHint(after([-60, -900]), NOW), null);
  });

  test('are not asked about again for what an alert, or "not now", has answered', () => {
    const began = [-60, -900, -3000];
    assert.equal(alertHint(after(began, {}, [alert({ since: at(-30) })]), NOW), null);
    assert.equal(alertHint(after(began, { hint_put_away_at: at(-800) }), NOW), null);
    const anew = [-10, -20, -30, ...began];
    assert.equal(alertHint(after(anew, { hint_put_away_at: at(-50) }), NOW)?.count, 3);
  });

  test('a tablet asks in one line with two keys, and never as an alarm', () => {
    const told = after([-60, -900, -3000]);
    const taken = hands();
    const pane = homePane(scene({}, { board: told }), taken.hands);
    assert.match(textOf(pane), /3 responses since 13:10\. A drug alert\?/);
    tap(key(pane, /^Write one$/));
    tap(key(pane, /^Not now$/));
    assert.deepEqual(taken.done[0], ['open', { kind: 'bulletins' }]);
    assert.equal(taken.done[1]?.[1].path, '/sites/here/alert-hint');
    const put = painted(told, [unsent(putHintAway('here'), 'a')]).board;
    assert.doesNotMatch(textOf(homePane(scene({}, { board: put }), hands().hands)), /A drug alert\?/);
  });
});

describe('a drug alert', () => {
  test('is gone when its time is over, also where nobody has said so', () => {
    const told = board({ notices: [alert(), alert({ id: 'old', until: at(-1) })] });
    assert.deepEqual(alertsNow(told, NOW).map(({ id }) => id), ['one']);
    assert.equal(siteLines(told, NOW).length, 1);
    assert.match(textOf(homePane(scene({}, { board: after([], {}, told.notices) }), hands().hands)), /Drug alert \(tested\) Blue powder/);
  });

  test('is for the site’s hours unless others are chosen', () => {
    const line = { kind: 'drug_alert', text: 'Blue powder', basis: 'heard', hours: null };
    const taken = hands();
    const pane = bulletinsPane(scene({ line }, { board: after([]) }), taken.hands);
    assert.match(textOf(pane), /12 h 1 day 2 days 7 days/);
    tap(key(pane, /^Put it up$/));
    assert.equal(taken.done[0]?.[1].body.hours, 48);
    const day = bulletinsPane(scene({ line: { ...line, hours: 24 } }, { board: after([]) }), taken.hands);
    tap(key(day, /^Put it up$/));
    assert.equal(taken.done.filter(([what]) => what === 'act')[1]?.[1].body.hours, 24);
  });

  test('put up or taken down without the server is so on this tablet', () => {
    const up = unsent(bulletin('here', { kind: 'drug_alert', text: 'Blue powder', basis: 'heard', hours: 2 }), 'new');
    const { notices } = painted(after([]), [up]).board;
    assert.deepEqual(notices.map(({ id, text, until }) => [id, text, until]), [['new', 'Blue powder', at(7200)]]);
    const down = painted(after([], {}, [alert()]), [unsent(takeDown(alert()), 'b')]).board;
    assert.deepEqual(down.notices, []);
  });

  test('stands on the wall whole, on one line or on two, or not at all', () => {
    const told = board({ notices: [alert()] });
    const width = (/** @type {string} */ text) => text.length;
    const line = (/** @type {number} */ most, lines = 2) => alertLine(told, NOW, { width: most, lines }, width);
    assert.equal(line(40, 1), 'Drug alert (tested): Blue powder');
    assert.equal(line(30), 'Drug alert (tested):\nBlue powder');
    assert.equal(line(14, 3), 'Drug alert\n(tested):\nBlue powder');
    assert.deepEqual([line(30, 1), line(14), line(8, 9)], [null, null, null]);
    assert.equal(alertLine({ ...told, room: { ...told.room, curtain: true } }, NOW, { width: 99, lines: 1 }, width), null);
  });
});
