import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importModules } from '../../../tests/support/modules.mjs';

const { neighbour, placed } = await importModules('views/retainers/icicle-layout');

/** 0 has 1 (60) and 2 (30); 1 has 3 (40) and 4 (10). */
const boxes = placed(
  [[0, 100], [0, 60], [0, 30], [1, 40], [1, 10]].map(([above, retainedSize]) => ({ above, retainedSize })),
);

test('boxes stand below their dominator, side by side', () => {
  assert.deepEqual(
    boxes.map(({ left, width }) => [left, width].map((part) => Math.round(part * 100))),
    [[0, 100], [0, 60], [60, 30], [0, 40], [40, 10]],
  );
  assert.deepEqual(boxes.map(({ below }) => below), [[1, 2], [3, 4], [], [], []]);
});

test('arrows go to what is beside, above and below', () => {
  const way = (at, ...keys) => keys.reduce((from, key) => neighbour(boxes, from, key), at);
  assert.equal(way(0, 'ArrowDown'), 1);
  assert.equal(way(0, 'ArrowDown', 'ArrowRight'), 2);
  assert.equal(way(2, 'ArrowRight'), 2);
  assert.equal(way(2, 'ArrowLeft', 'ArrowDown', 'ArrowRight'), 4);
  assert.equal(way(4, 'ArrowUp', 'ArrowUp', 'ArrowUp'), 0);
  assert.equal(way(0, 'ArrowLeft'), 0);
  assert.equal(way(4, 'Home'), 0);
  assert.equal(neighbour([], 0, 'ArrowDown'), 0);
});
