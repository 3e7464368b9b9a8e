/** Sparklines: their points, and what is said of them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importModules } from '../../../tests/support/modules.mjs';

const { courseOf, HEIGHT, pointsOf, WIDTH } = await importModules('views/text/course', 'widgets/sparkline/points');

test('points are at equal distances, the highest at the top', () => {
  assert.deepEqual(pointsOf([10, 20, 15]), [[0, HEIGHT], [WIDTH / 2, 0], [WIDTH, HEIGHT / 2]]);
  assert.deepEqual(pointsOf([7, 7]), [[0, HEIGHT / 2], [WIDTH, HEIGHT / 2]]);
  assert.deepEqual(pointsOf([7]), [[0, HEIGHT / 2]]);
});

test('a sawtooth is told from growth', () => {
  assert.equal(courseOf([100, 200, 300]), 'rising');
  assert.equal(courseOf([100, 101, 100, 101]), 'steady');
  assert.equal(courseOf([100, 200, 100, 200]), 'rising and falling');
  assert.equal(courseOf([300, 200, 200]), 'falling');
  assert.equal(courseOf([0, 0, 0]), 'steady');
});
