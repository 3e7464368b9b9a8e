/** What snapshots are called at first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const { shortName, firstName, unlike } = await importModules('state/snapshot-name');

test('a file is called by its name, without what every such name ends with', () => {
  for (const [file, name] of [
    ['after.heapsnapshot', 'after'],
    ['after.heapsnapshot.gz', 'after'],
    ['pair.tar.xz', 'pair'],
    ['d.heapsnapshot.zst', 'd'],
    ['b.HeapTimeline', 'b'],
    ['.heapsnapshot', '.heapsnapshot'],
    ['Heap.txt', 'Heap.txt'],
  ]) {
    assert.equal(shortName(file), name);
    assert.equal(firstName(file), name);
  }
});

test('what Node.js and DevTools name by themselves is told by number and time', () => {
  assert.equal(firstName('Heap.20261128.022705.11636.0.001.heapsnapshot'), '#1 02:27:05');
  assert.equal(firstName('Heap.20261128.022710.11636.0.012.heapsnapshot.gz'), '#12 02:27:10');
  assert.equal(firstName('Heap-20261128T022705.heapsnapshot'), '02:27:05');
  assert.equal(firstName('Heap.20261128.heapsnapshot'), 'Heap.20261128');
});

test('two of one name are told apart', () => {
  assert.equal(unlike(['a', 'b'], 'c'), 'c');
  assert.equal(unlike(['a', 'a (2)'], 'a'), 'a (3)');
});
