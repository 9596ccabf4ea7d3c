import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { joins } from '../../ops/static/js/floor/joining.js';
import { vectors } from './vectors.js';

describe('the response that a start joins', () => {
  for (const { name, responses, ask, expect } of vectors('joining')) {
    test(name, () => {
      assert.equal(joins(responses, ask)?.id ?? null, expect);
    });
  }
});
