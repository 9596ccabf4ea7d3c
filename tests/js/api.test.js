import assert from 'node:assert/strict';
import { test } from 'node:test';

import { act, read, Refusal, Unreachable } from '../../ops/static/js/core/api.js';

/** @param {(Response | Error)[]} answers one for each try */
function server(answers) {
  /** @type {{url: string, request: any}[]} */
  const asked = [];
  /** @type {any} */
  const fetch = async (/** @type {string} */ url, /** @type {any} */ request) => {
    asked.push({ url, request });
    const answer = answers.shift() ?? new Error('no more answers');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, options: { fetch, wait: async () => {} } };
}

/**
 * @param {number} status
 * @param {any} body
 * @param {Record<string, string>} [headers]
 */
function says(status, body, headers = {}) {
  return new Response(JSON.stringify(body), { status, headers });
}

test('one POST below /api/v1, with its key', async () => {
  const { asked, options } = server([says(200, { id: 'x', version: 4 })]);
  const answer = await act('/visits/x/going', { by: 2 }, { ...options, key: 'the-key' });
  assert.deepEqual(answer, { id: 'x', version: 4, replayed: false });
  assert.equal(asked[0]?.url, '/api/v1/visits/x/going');
  assert.equal(asked[0]?.request.headers['Idempotency-Key'], 'the-key');
  assert.equal(asked[0]?.request.headers['Content-Type'], 'application/json');
});

test('a lost answer is asked for again under the same key', async () => {
  const { asked, options } = server([
    new Error('offline'),
    says(503, { code: 'busy' }),
    says(200, { id: 'x', version: 4 }, { 'Idempotency-Replayed': 'true' }),
  ]);
  const answer = await act('/x', {}, options);
  assert.equal(answer.replayed, true);
  const keys = asked.map((one) => one.request.headers['Idempotency-Key']);
  assert.equal(new Set(keys).size, 1);
  assert.match(String(keys[0]), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a no is a no: said once, with what may be done about it', async () => {
  const problem = { title: 'Full', status: 409, code: 'booth_full', detail: 'Full.', offers: ['room_says_otherwise'] };
  const { asked, options } = server([says(409, problem)]);
  await assert.rejects(act('/x', {}, options), (error) => {
    assert.ok(error instanceof Refusal);
    assert.equal(error.code, 'booth_full');
    assert.equal(error.roomMaySayOtherwise, true);
    return true;
  });
  assert.equal(asked.length, 1);
});

test('when every try fails it says so', async () => {
  const { asked, options } = server([new Error('a'), new Error('b'), new Error('c')]);
  await assert.rejects(act('/x', {}, options), Unreachable);
  assert.equal(asked.length, 3);
});

test('a page of a proxy in between is no answer', async () => {
  const { options } = server([new Response('<h1>hotel wifi</h1>', { status: 200 })]);
  await assert.rejects(act('/x', {}, { ...options, tries: 1 }), Unreachable);
});

test('reading', async () => {
  const { asked, options } = server([says(200, { version: 4 })]);
  assert.deepEqual(await read('/sites/here/board', options), { version: 4 });
  assert.equal(asked[0]?.url, '/api/v1/sites/here/board');
});

test('a server that cannot take it now says why, and is asked again', async () => {
  const problem = { title: 'Not recorded', status: 503, code: 'disk_full', detail: 'Full.' };
  const { options } = server([says(503, problem)]);
  await assert.rejects(act('/x', {}, { ...options, tries: 1 }), (error) => {
    assert.ok(error instanceof Unreachable);
    assert.deepEqual(error.problem, problem);
    return true;
  });
});
