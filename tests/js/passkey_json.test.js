import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytes, fromJson, text, toJson } from '../../ops/static/js/door/passkey_json.js';

/** @param {number[]} numbers */
const buffer = (...numbers) => Uint8Array.from(numbers).buffer;

test('bytes and their text are each other, with the letters of addresses and no padding', () => {
  assert.equal(text(buffer(251, 255, 254, 1)), '-__-AQ');
  for (const length of [0, 1, 2, 3, 32]) {
    const some = Uint8Array.from({ length }, (_, at) => 255 - at);
    assert.deepEqual(bytes(text(some.buffer)), some);
  }
});

test('a question is given to the browser in bytes', () => {
  const asked = fromJson({
    challenge: 'AQI',
    rpId: 'localhost',
    user: { id: 'Aw', name: 'Rosa' },
    excludeCredentials: [{ id: 'BA', type: 'public-key' }],
  });
  assert.deepEqual(asked.challenge, Uint8Array.of(1, 2));
  assert.deepEqual(asked.user, { id: Uint8Array.of(3), name: 'Rosa' });
  assert.deepEqual(asked.excludeCredentials, [{ id: Uint8Array.of(4), type: 'public-key' }]);
  assert.equal(asked.rpId, 'localhost');
  assert.equal('allowCredentials' in asked, false);
});

test('an answer goes back in text, with what there is of it', () => {
  const response = { clientDataJSON: buffer(1), authenticatorData: buffer(2), signature: buffer(3), userHandle: null };
  const made = /** @type {any} */ ({ id: 'BA', rawId: buffer(4), type: 'public-key', response });
  assert.deepEqual(toJson(made), {
    id: 'BA',
    rawId: 'BA',
    type: 'public-key',
    response: { clientDataJSON: 'AQ', authenticatorData: 'Ag', signature: 'Aw' },
    clientExtensionResults: {},
  });
});
