import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';

import { t, tn } from '../../ops/static/js/core/i18n.js';
import { useSiteWords } from '../../ops/static/js/core/site_words.js';
import { BoardStore } from '../../ops/static/js/core/store.js';
import { offeredSubstances, roomStates, substances, wordFor } from '../../ops/static/js/floor/words.js';
import { frontActs, moreActs } from '../../ops/static/js/response/kinds.js';
import { board } from './boards.js';

const GUESTS = { person: 'guest', people: 'guests' };

/** @param {import('../../ops/static/js/core/site_words.js').SiteWords} words */
function shown(words) {
  const store = new BoardStore();
  const room = { ...board().room, words };
  store.beginSubscribe();
  store.snapshot(board({ room: { ...room, words: { person: 'person', people: 'people' } } }));
  /** @type {string[]} */
  const painted = [];
  store.subscribe(() => painted.push(t('Another %(person)s')));
  store.delta({ epoch: 'first', base: 10, version: 11, changed: {}, room });
  return painted;
}

describe('the site’s own words', () => {
  afterEach(() => useSiteWords(null));

  test('are those of the picture that is painted, from the moment it changes', () => {
    assert.deepEqual(shown(GUESTS), ['Another guest']);
    assert.equal(tn('%(person)s waiting', '%(people)s waiting', 2), 'guests waiting');
    assert.equal(wordFor(roomStates(), 'closed'), 'closed to new guests');
  });

  test('are the house’s own before any picture', () => {
    assert.equal(t('Another %(person)s'), 'Another person');
    assert.equal(offeredSubstances([]).length, 15);
  });

  test('offer substances in the site’s order, and what was said already', () => {
    shown({ ...GUESTS, substances: ['mdma', 'fentanyl'], names: { fentanyl: 'down' } });
    assert.deepEqual(offeredSubstances(['heroin']).map(({ word }) => word), ['MDMA', 'down', 'heroin']);
  });

  test('name what was recorded whether it is still offered or not', () => {
    shown({ ...GUESTS, substances: ['mdma'], names: { fentanyl: 'down' } });
    assert.equal(wordFor(substances(), 'fentanyl'), 'down');
    assert.equal(wordFor(substances(), 'crack'), 'crack');
  });
});

describe('the keys of a response that a site offers', () => {
  const offered = ['note', 'assessment', 'stimulation', 'airway', 'oxygen', 'breaths', 'naloxone', 'cpr', 'aed'];

  test('leave their place in front to the next, and stand behind More in the site’s order', () => {
    const front = frontActs('seizure', [], offered);
    assert.equal(front.length, 6);
    assert.ok(!front.includes('glucose') && !front.includes('suction'));
    assert.deepEqual(moreActs('seizure', [], offered), offered.filter((name) => !front.includes(name)));
  });
});
