/** What the address keeps, and what it ignores. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const { DEFAULT_SORT, FILTERS, encodeAddress, decodeAddress } = await importModules(
  'state/address', 'state/navigation', 'state/objects-shown',
);

describe('address', () => {
  const addresses = [
    { view: null, sort: null, filter: '', objects: null, object: null },
    {
      view: 'summary',
      sort: { column: 'distance', ascending: true },
      filter: 'a&b=c#d é',
      objects: 'allocated-0-4294967295',
      object: { side: 'older', id: 51233 },
    },
    { view: 'suspects', sort: null, filter: '', objects: null, object: { side: 'newer', id: 3 } },
    {
      view: 'comparison',
      sort: { column: 'allocSize', ascending: false },
      filter: '',
      objects: null,
      object: { side: 'newer', id: 4294967295 },
    },
  ];
  for (const address of addresses) {
    test(`comes back as it went: ${JSON.stringify(address)}`, () => {
      assert.deepEqual(decodeAddress(encodeAddress(address)), address);
    });
  }

  test('the usual sort is not written', () => {
    assert.equal(
      encodeAddress({ view: 'comparison', sort: DEFAULT_SORT.comparison, filter: '', objects: null, object: null }),
      'view=comparison',
    );
  });

  test('earlier addresses have ids alone', () => {
    assert.equal(decodeAddress('view=summary&allocated=3-9').objects, 'allocated-3-9');
  });

  test('each filter has a name', () => {
    for (const objects of [...Object.keys(FILTERS), 'native-context-7']) {
      assert.equal(decodeAddress(`objects=${objects}`).objects, objects);
    }
  });

  test('what is wrong is ignored', () => {
    for (const text of [
      'view=elsewhere',
      'allocated=9-3',
      'allocated=1-4294967296',
      'allocated=-3',
      'objects=allocated-9-3',
      'objects=native-context-4294967296',
      'objects=elsewhere',
      'objects=toString',
      'view=summary&sort=sizeDelta-ascending',
      'newer=-1',
      'older=1e9',
      'newer=4294967296',
      '%',
      '<img>',
    ]) {
      const { sort, objects, object } = decodeAddress(text);
      assert.deepEqual({ sort, objects, object }, { sort: null, objects: null, object: null }, text);
    }
  });
});
