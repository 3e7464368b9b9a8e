/** A link from a suspect leads to rows, whatever the class is. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const { addSnapshot, setLife, snapshots, engines, comparison, pairKeys, chosenView, classToOpen, showNew } = await importModules(
  'state/snapshots',
  'state/pair',
  'state/navigation',
  'state/comparison',
  'app/engines',
  'app/show-new',
);

/** The rows of Comparison whose names contain the filter. */
let rows;

beforeEach(() => {
  snapshots.value = [];
  chosenView.value = 'suspects';
  const keys = [1, 2].map((maxObjectId) => {
    const key = addSnapshot(`${maxObjectId}`, 1);
    setLife(key, { kind: 'ready', info: { maxObjectId }, done: [], pending: null, process: 0, apart: new Map() });
    return key;
  });
  comparison.value = { kind: 'ready', keys: pairKeys.value, value: null };
  engines.set(keys[1], { call: async () => ({ total: rows.length, from: 0, rows }) });
});

for (const [what, found, view] of [
  ['a class with new objects', [{ name: 'Other Basket', newCount: 9 }, { name: 'Basket', newCount: 3 }], 'comparison'],
  ['a class whose objects were all there before', [{ name: 'Basket', newCount: 0 }], 'summary'],
  ['a class that is counted under another name', [{ name: 'Basket of fruit', newCount: 3 }], 'summary'],
]) {
  test(`${what}: ${view}`, async () => {
    rows = found;
    await showNew('Basket');
    assert.deepEqual([chosenView.value, classToOpen.value], [view, { name: 'Basket', object: null }]);
  });
}
