import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importModules } from '../../../tests/support/modules.mjs';

const { mainPath, mergedTree } = await importModules('views/retainers/merged-tree');

const steps = (...rows) => rows.map(([level, className, count]) => ({ level, className, count, edgeName: '', shallowSize: 0, example: 0 }));
const shape = (tree) => tree.map(({ step, position, below }) => [step.className, position, shape(below)]);

test('steps stand below those that they are in', () => {
  const tree = mergedTree(steps([0, 'root', 4], [1, 'Array', 3], [2, 'Held', 3], [1, 'Owner', 1], [2, 'Held', 1]));
  assert.deepEqual(shape(tree), [['root', 0, [['Array', 1, [['Held', 2, []]]], ['Owner', 3, [['Held', 4, []]]]]]]);
  assert.deepEqual(mergedTree([]), []);
});

test('the main path ends where the paths part', () => {
  assert.deepEqual(mainPath(mergedTree(steps([0, 'root', 4], [1, 'Array', 3], [2, 'Held', 3]))), [0, 0]);
  assert.deepEqual(mainPath(mergedTree(steps([0, 'root', 9], [1, 'a', 3], [2, 'b', 3], [1, 'c', 3]))), [0]);
  assert.deepEqual(mainPath([]), []);
});
