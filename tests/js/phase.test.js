import assert from 'node:assert/strict';
import { test } from 'node:test';

import { phaseAt } from '../../ops/static/js/core/phase.js';
import { vectors } from './vectors.js';

for (const { name, timer, at, phase } of vectors('phase')) {
  test(name, () => assert.equal(phaseAt(timer, Date.parse(at)), phase));
}
