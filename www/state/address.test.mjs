/** What the address keeps, and what it ignores. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const { DEFAULT_SORT, encodeAddress, decodeAddress } = await importModules('state/address', 'state/navigation');

describe('address', () => {
  const addresses = [
    { view: null, sort: null, filter: '', allocated: null, object: null },
    {
      view: 'summary',
      sort: { column: 'distance', ascending: true },
      filter: 'a&b=c#d é',
      allocated: { above: 0, upTo: 4294967295 },
      object: { side: 'older', id: 51233 },
    },
    { view: 'suspects', sort: null, filter: '', allocated: null, object: { side: 'newer', id: 3 } },
    {
      view: 'comparison',
      sort: { column: 'allocSize', ascending: false },
      filter: '',
      allocated: null,
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
      encodeAddress({ view: 'comparison', sort: DEFAULT_SORT.comparison, filter: '', allocated: null, object: null }),
      'view=comparison',
    );
  });

  test('what is wrong is ignored', () => {
    for (const text of [
      'view=elsewhere',
      'allocated=9-3',
      'allocated=1-4294967296',
      'allocated=-3',
      'view=summary&sort=sizeDelta-ascending',
      'newer=-1',
      'older=1e9',
      'newer=4294967296',
      '%',
      '<img>',
    ]) {
      const { sort, allocated, object } = decodeAddress(text);
      assert.deepEqual({ sort, allocated, object }, { sort: null, allocated: null, object: null }, text);
    }
  });
});
