/** Which snapshots are compared, what is repaired, and which views that makes. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { importModules } from '../../tests/support/modules.mjs';

const {
  addSnapshot,
  setLife,
  snapshots,
  removeSnapshot,
  pair,
  swap,
  choose,
  snapshotOn,
  series,
  seriesKeys,
  processes,
  apart,
  repaired,
  otherPairs,
  verificationKeys,
  swapRepaired,
  chooseRepaired,
  allocations,
  shownObjects,
  wantedObjects,
  summarySide,
  chosenView,
  view,
  views,
} = await importModules('state/snapshots', 'state/pair', 'state/navigation', 'state/objects-shown');

/** Opens a snapshot of a process; without a word, all are of one. */
const ready = (name, maxObjectId, process = 0) => {
  const key = addSnapshot(name, 10);
  const info = { nodeCount: 1, edgeCount: 0, totalSize: 100, maxObjectId };
  const apart = new Map(snapshots.value.map((other) => [other.key, `${name} is not ${other.fileName}`]));
  setLife(key, { kind: 'ready', info, done: [], pending: null, process, apart });
  return key;
};

beforeEach(() => {
  snapshots.value = [];
  chosenView.value = null;
});

describe('pair', () => {
  test('the smaller largest id is the older one, whatever the order of opening', () => {
    const late = ready('late', 900);
    const early = ready('early', 300);
    assert.deepEqual([pair.value.older.key, pair.value.newer.key, pair.value.reason], [early, late, 'ids']);
  });

  test('equal ids: the order of opening, and it says so', () => {
    const first = ready('first', 300);
    const second = ready('second', 300);
    assert.deepEqual(
      [pair.value.older.key, pair.value.newer.key, pair.value.reason],
      [first, second, 'order of opening'],
    );
  });

  test('swapping and choosing, and back to the ids when a chosen one is closed', () => {
    const [a, b, c] = [ready('a', 1), ready('b', 2), ready('c', 3)];
    assert.deepEqual([pair.value.older.key, pair.value.newer.key], [a, c], 'the oldest and the newest');
    swap();
    assert.deepEqual([pair.value.older.key, pair.value.newer.key, pair.value.reason], [c, a, 'chosen']);
    choose('newer', b);
    assert.deepEqual([pair.value.older.key, pair.value.newer.key], [c, b]);
    choose('older', b);
    assert.deepEqual([pair.value.older.key, pair.value.newer.key], [b, c], 'choosing the other side’s one swaps');
    removeSnapshot(b);
    assert.deepEqual([pair.value.older.key, pair.value.newer.key, pair.value.reason], [a, c, 'ids']);
  });

  test('suspects are named from the pair and what was taken between the two', () => {
    const keys = () => series.value.map(({ key }) => key);
    assert.deepEqual(keys(), []);
    const [c, a, b] = [ready('c', 3), ready('a', 1), ready('b', 2)];
    assert.deepEqual(keys(), [a, b, c]);
    assert.equal(seriesKeys.value, `${a} ${b} ${c}`);
    swap();
    assert.deepEqual(keys(), [c, a], 'the other way round nothing lies between');
    choose('newer', b);
    choose('older', a);
    assert.deepEqual(keys(), [a, b], 'the newest was not chosen');
  });

  test('a snapshot that is there twice is no step', () => {
    const [a, b] = [ready('a', 100), ready('b', 200)];
    const again = ready('b again', 200);
    const keys = () => series.value.map(({ key }) => key);
    assert.deepEqual(keys(), [a, again]);
    const c = ready('c', 300);
    assert.deepEqual(keys(), [a, b, c]);
  });

  test('a single snapshot stands on both sides and makes no pair', () => {
    const only = ready('only', 5);
    assert.equal(pair.value, null);
    assert.equal(snapshotOn('older').key, only);
    assert.equal(snapshotOn('newer').key, only);
  });
});

describe('processes', () => {
  const names = (list) => list.map(({ fileName }) => fileName);

  test('snapshots of one process stand together, by age, and the pair is of the first that has two', () => {
    ready('lonely', 5, 9);
    ready('B', 20, 1);
    ready('fixed B', 90, 2);
    ready('A', 10, 1);
    assert.deepEqual(processes.value.map(names), [['lonely'], ['A', 'B'], ['fixed B']]);
    assert.deepEqual(names([pair.value.older, pair.value.newer]), ['A', 'B']);
    assert.deepEqual([pair.value.reason, apart.value, repaired.value], ['ids', null, []]);
    assert.deepEqual(views.value, ['suspects', 'comparison', 'summary', 'containment', 'dominators', 'statistics']);
    ready('fixed A', 30, 2);
    assert.deepEqual(names(repaired.value), ['fixed A', 'fixed B']);
    assert.equal(view.value, 'verify');
  });

  test('two single snapshots of two processes: in the order of opening, and how they were told apart', () => {
    ready('first', 900, 1);
    ready('second', 100, 2);
    assert.deepEqual(names(series.value), ['first', 'second']);
    assert.deepEqual([pair.value.reason, apart.value], ['processes', 'second is not first']);
    swap();
    assert.deepEqual([names(series.value), apart.value], [['second', 'first'], 'second is not first']);
  });

  test('what is before and what is after the fix can be swapped and chosen', () => {
    for (const process of [1, 2, 3]) for (const id of [10, 20, 30]) ready(`${process} at ${id}`, id, process);
    const [, , third] = processes.value;
    assert.deepEqual(names(series.value), ['1 at 10', '1 at 20', '1 at 30']);
    assert.equal(repaired.value, third, 'the last that was opened');
    chooseRepaired(processes.value[1]);
    assert.deepEqual(names(repaired.value), ['2 at 10', '2 at 20', '2 at 30']);
    const keys = verificationKeys.value;
    swapRepaired();
    assert.deepEqual([names(series.value)[0], names(repaired.value)[0]], ['2 at 10', '1 at 10']);
    assert.notEqual(verificationKeys.value, keys);
    assert.deepEqual(otherPairs.value.map((process) => names(process)[0]), ['1 at 10', '3 at 10']);
  });

  test('a timeline takes three snapshots of one process', () => {
    ready('a', 1, 1);
    ready('b', 2, 1);
    ready('other', 3, 2);
    assert.ok(!views.value.includes('timeline'));
    ready('c', 3, 1);
    assert.deepEqual(views.value, ['suspects', 'comparison', 'timeline', 'summary', 'containment', 'dominators', 'statistics']);
  });

  test('what was allocated between snapshots of the shown one’s process can be asked for', () => {
    ready('b', 20, 1);
    ready('a', 10, 1);
    ready('other', 15, 2);
    ready('c', 30, 1);
    const ranges = () => allocations.value.map(({ objects }) => objects);
    assert.deepEqual(ranges(), ['allocated-0-10', 'allocated-10-20', 'allocated-20-30']);
    wantedObjects.value = 'allocated-10-20';
    assert.equal(shownObjects.value, 'allocated-10-20');
    wantedObjects.value = 'allocated-10-15';
    assert.equal(shownObjects.value, undefined, 'no snapshot was taken then');
    summarySide.value = 'older';
    assert.deepEqual(ranges(), []);
    summarySide.value = 'newer';
    wantedObjects.value = null;
  });
});

describe('view', () => {
  test('Suspects comes first as soon as a second file is being read, and goes when it failed', () => {
    ready('a', 1);
    assert.equal(view.value, 'summary');
    const second = addSnapshot('b', 10);
    assert.equal(view.value, 'suspects');
    assert.deepEqual(series.value, [], 'the first is not looked at alone while a second is on its way');
    setLife(second, { kind: 'failed', error: {} });
    assert.deepEqual(views.value, ['summary', 'suspects', 'containment', 'dominators', 'statistics']);
    assert.deepEqual(series.value.map(({ fileName }) => fileName), ['a']);
    assert.equal(view.value, 'summary');
  });

  test('the person’s choice stands', () => {
    ready('a', 1);
    ready('b', 2);
    chosenView.value = 'summary';
    assert.equal(view.value, 'summary');
  });
});
