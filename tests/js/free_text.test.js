import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { arriveForm } from '../../ops/static/js/floor/pane_arrive.js';
import { bulletinsPane } from '../../ops/static/js/floor/pane_bulletins.js';
import { findAll, textOf } from '../../ops/static/js/floor/vnode.js';
import { valueField } from '../../ops/static/js/response/fields.js';
import { hands, scene } from './tablet_scene.js';

const NAMED = 'Marisol Vega, 604-555-0143';

/** @param {string} text @returns {[string, any][]} each pane with such a line, and what it shows */
function written(text) {
  const at = scene({ line: { kind: 'service', text, basis: null, hours: null } });
  const person = { ...at.ui.person, handle: text };
  const note = /** @type {any} */ ({ name: 'text', kind: 'text', longest: 200 });
  return [
    ['a bulletin', bulletinsPane(at, hands().hands)],
    ['a handle', arriveForm(scene({ person }), hands().hands)],
    ['a note', valueField(note, { text }, () => {})],
  ];
}

/** @param {any} node @returns {string} what is said about the line */
function said(node) {
  const [warning] = findAll(node, (one) => one.props.class === 'warning');
  assert.equal(warning?.props.role, 'status');
  return textOf(/** @type {any} */ (warning));
}

describe("a line in somebody's own words", () => {
  for (const [what, node] of written(NAMED)) {
    test(`${what} says what it may hold of people, and is not refused`, () => {
      assert.match(said(node), /a phone number.*something like a name/);
      assert.deepEqual(findAll(node, (one) => one.tag === 'button' && textOf(one) === 'Put it up' && one.props.disabled === true), []);
    });
  }

  for (const [what, node] of written('heron')) {
    test(`${what} that tells of nobody is left alone`, () => assert.equal(said(node), ''));
  }
});
