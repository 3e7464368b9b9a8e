import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const { ignoredOf, restoreIgnored, toggleIgnored } = await importModules('state/ignored');

test('a retainer is ignored in its own snapshot until it is chosen again', () => {
  toggleIgnored(1, 7);
  toggleIgnored(1, 9);
  toggleIgnored(2, 7);
  assert.deepEqual([ignoredOf(1), ignoredOf(2), ignoredOf(3)], [[7, 9], [7], []]);
  assert.equal(ignoredOf(1), ignoredOf(1), 'the same array, so that nothing is asked again');
  toggleIgnored(1, 7);
  assert.deepEqual(ignoredOf(1), [9]);
});

test('all come back at once, those of other snapshots stay', () => {
  restoreIgnored(1);
  assert.deepEqual([ignoredOf(1), ignoredOf(2)], [[], [7]]);
  assert.equal(ignoredOf(1), ignoredOf(3));
});
