import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import { language, t, tn, useCatalogue } from '../../ops/static/js/core/i18n.js';

afterEach(() => useCatalogue(null));

test('English is its own catalogue', () => {
  assert.equal(t('due soon'), 'due soon');
  assert.equal(t('%(time)s late', { time: '1:41' }), '1:41 late');
  assert.equal(tn('%(n)s person', '%(n)s people', 1), '1 person');
  assert.equal(tn('%(n)s person', '%(n)s people', 0), '0 people');
});

test('a variable that is not given stays visible', () => {
  assert.equal(t('%(time)s late', { other: 1 }), '%(time)s late');
});

test('a translation, where there is one', () => {
  useCatalogue({ language: 'fr', messages: { free: 'libre', empty: '' } });
  assert.equal(language(), 'fr');
  assert.equal(t('free'), 'libre');
  assert.equal(t('empty'), 'empty');
  assert.equal(t('due soon'), 'due soon');
});

test('plurals follow the language: in French none is one', () => {
  useCatalogue({ language: 'fr', messages: { '%(n)s person': ['%(n)s personne', '%(n)s personnes'] } });
  assert.equal(tn('%(n)s person', '%(n)s people', 0), '0 personne');
  assert.equal(tn('%(n)s person', '%(n)s people', 2), '2 personnes');
});

test('a language with three forms', () => {
  useCatalogue({ language: 'pl', messages: { one: ['osoba', 'osoby', 'osób'] } });
  assert.deepEqual([1, 3, 5].map((n) => tn('one', 'many', n)), ['osoba', 'osoby', 'osób']);
});
