/** The page's parts that need no browser: address, pair, chain, numbers, the worker's queue. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { beforeEach, describe, test } from 'node:test';
import { importModules } from '../support/modules.mjs';

const {
  addSnapshot,
  setLife,
  snapshots,
  removeSnapshot,
  shortName,
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
  allocated,
  wantedIds,
  summarySide,
  chosenView,
  view,
  views,
  DEFAULT_SORT,
  encodeAddress,
  decodeAddress,
  lock,
  pageAttempted,
  workerAttempted,
} = await importModules('state/snapshots', 'state/pair', 'state/navigation', 'state/address', 'state/allocated', 'state/lock');
const { chainLinks, chainText } = await importModules('views/text/retaining-path');
const { bytes, signedBytes, signedCount, distance, percent, exactBytes } = await importModules('views/text/format');
const { objectText, edgeText } = await importModules('views/text/object-text');
const { CallQueue } = await importModules('engine/call-queue');

const info = (maxObjectId) => ({ nodeCount: 1, edgeCount: 0, totalSize: 100, maxObjectId, hasUserRoots: true });
/** Opens a snapshot of a process; without a word, all are of one. */
const ready = (name, maxObjectId, process = 0) => {
  const key = addSnapshot(name, 10);
  const apart = new Map(snapshots.value.map((other) => [other.key, `${name} is not ${other.fileName}`]));
  setLife(key, { kind: 'ready', info: info(maxObjectId), done: [], pending: null, process, apart });
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
    assert.deepEqual(views.value, ['suspects', 'comparison', 'summary']);
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
    assert.deepEqual(views.value, ['suspects', 'comparison', 'timeline', 'summary']);
  });

  test('what was allocated between snapshots of the shown one’s process can be asked for', () => {
    ready('b', 20, 1);
    ready('a', 10, 1);
    ready('other', 15, 2);
    ready('c', 30, 1);
    const ranges = () => allocations.value.map(({ range: { above, upTo } }) => [above, upTo]);
    assert.deepEqual(ranges(), [[0, 10], [10, 20], [20, 30]]);
    wantedIds.value = { above: 10, upTo: 20 };
    assert.deepEqual(allocated.value, { above: 10, upTo: 20 });
    wantedIds.value = { above: 10, upTo: 15 };
    assert.equal(allocated.value, undefined, 'no snapshot was taken then');
    summarySide.value = 'older';
    assert.deepEqual(ranges(), []);
    summarySide.value = 'newer';
    wantedIds.value = null;
  });
});

describe('view', () => {
  test('Suspects comes first as soon as a second file is being read, and goes when it failed', () => {
    ready('a', 1);
    assert.equal(view.value, 'summary');
    const second = addSnapshot('b', 10);
    assert.equal(view.value, 'suspects');
    setLife(second, { kind: 'failed', error: {} });
    assert.deepEqual(views.value, ['summary']);
    assert.equal(view.value, 'summary');
  });

  test('the person’s choice stands', () => {
    ready('a', 1);
    ready('b', 2);
    chosenView.value = 'summary';
    assert.equal(view.value, 'summary');
  });
});

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

describe('network lock', () => {
  test('claims to be locked only when the policy itself refused', () => {
    for (const [outcome, kind] of [
      ['refused-by-policy', 'locked'],
      ['refused', 'unproven'],
      ['connected', 'unproven'],
    ]) {
      pageAttempted(outcome);
      assert.equal(lock.value.kind, kind);
    }
  });

  test('takes the claim back when a worker gets through, and does not renew it', () => {
    pageAttempted('refused-by-policy');
    workerAttempted('refused-by-policy');
    assert.deepEqual(lock.value.workers, ['refused-by-policy']);
    workerAttempted('connected');
    assert.equal(lock.value.kind, 'unproven');
    workerAttempted('refused-by-policy');
    assert.equal(lock.value.kind, 'unproven');
  });
});

describe('chain', () => {
  const step = (id, type, name, edgeType, edgeName) => ({ ordinal: id, id, type, name, edgeType, edgeName });

  test('reads from the root to the object, with classes where they tell more', () => {
    const path = [
      step(51233, 'object', 'Session', 'internal', '1204'),
      step(9, 'array', '', 'internal', 'table'),
      step(7, 'object', 'Map', 'property', 'sessions'),
      step(5, 'object', 'Object', 'property', 'app'),
      step(3, 'object', 'global', 'shortcut', '2'),
      step(1, 'synthetic', '', '', ''),
    ];
    assert.equal(
      chainText(chainLinks(path)),
      '(GC roots) → global → app → sessions: Map → table → [1204] → Session @51233',
    );
  });

  test('the roots are written once, and an edge that says the same as the object is left out', () => {
    const path = [
      step(9, 'closure', 'onTick', 'context', 'onTick'),
      step(7, 'object', 'system / Context', 'internal', 'context'),
      step(5, 'closure', 'start', 'element', '3'),
      step(3, 'synthetic', '(GC roots)', 'element', '1'),
      step(1, 'synthetic', '', '', ''),
    ];
    assert.equal(chainText(chainLinks(path)), '(GC roots) → [3]: start() → context → onTick() @9');
  });

  test('an object that no root reaches has no chain', () => {
    assert.deepEqual(chainLinks([]), []);
    assert.deepEqual(chainLinks([step(9, 'object', 'Lost', '', '')]), []);
  });

  test('the chain of the root is the root', () => {
    assert.equal(chainText(chainLinks([step(1, 'synthetic', '', '', '')])), '(GC roots)');
  });
});

describe('numbers', () => {
  test('sizes: one decimal below 100 of a unit, none above', () => {
    // The engine's formatter is held to the same table.
    const table = fs.readFileSync(new URL('../../src/report/format-examples.md', import.meta.url), 'utf8').trim().split('\n').slice(2);
    const cases = table.map((row) => row.split('|').slice(1, 3).map((cell) => cell.trim()));
    assert.ok(cases.length > 10);
    assert.equal(bytes(null), '…');
    for (const [value, text] of cases) assert.equal(bytes(Number(value)).replaceAll('\u00a0', ' '), text);
  });

  test('signs, distances, shares', () => {
    assert.deepEqual([signedCount(1500), signedCount(-3), signedCount(0)], ['+1,500', '−3', '0']);
    assert.equal(signedBytes(-1234).replaceAll('\u00a0', ' '), '−1.2 kB');
    assert.deepEqual(
      [distance(0), distance(7), distance(-5), distance(100_000_000), distance(null)],
      ['0', '7', '−', '−', '…'],
    );
    assert.deepEqual([percent(1, 3), percent(null, 3), percent(1, 0)], ['33\u00a0%', '', '']);
    assert.deepEqual([exactBytes(1234567), exactBytes(null)], ['1,234,567 bytes', '…']);
  });
});

describe('text of objects', () => {
  test('is written as in DevTools', () => {
    const cases = [
      ['string', 'a', '"a"'],
      ['concatenated string', 'ab', '"ab"'],
      ['sliced string', 'b', 'b'],
      ['regexp', 'x+', '/x+/'],
      ['closure', 'f', 'f()'],
      ['array', '', '(internal array)[]'],
      ['array', 'Array', 'Array[]'],
      ['object', 'Session', 'Session'],
      ['hidden', '', '(hidden)'],
      ['object', `Window / ${'x'.repeat(50)}`, `Window / ${'x'.repeat(39)}…`],
    ];
    for (const [type, name, text] of cases) assert.equal(objectText({ type, name }), text);
  });

  test('elements stand in brackets', () => {
    assert.equal(edgeText({ edgeType: 'element', edgeName: '3' }), '[3]');
    assert.equal(edgeText({ edgeType: 'property', edgeName: '3' }), '3');
  });

  test('file names lose the endings that all have', () => {
    assert.deepEqual(['a.heapsnapshot.gz', 'd.heapsnapshot.zst', 'b.HeapTimeline', 'c.txt', '.heapsnapshot'].map(shortName), [
      'a',
      'd',
      'b',
      'c.txt',
      '.heapsnapshot',
    ]);
  });
});

describe('call queue', () => {
  const call = (id, view, number) => ({ id, generation: view === null ? null : { view, number }, call: {} });
  const drain = (queue) => {
    const ids = [];
    for (let next = queue.next(); next; next = queue.next()) ids.push(next.id);
    return ids;
  };

  test('drops what a later generation of the same view made pointless, waiting or set aside', () => {
    const queue = new CallQueue();
    queue.add(call(1, 'summary', 1));
    queue.setAside(queue.next(), 'retainers');
    assert.deepEqual(queue.add(call(2, 'summary', 1)), []);
    queue.add(call(3, 'comparison', 1));
    queue.add(call(4, null, 0));
    assert.deepEqual(
      queue.add(call(5, 'summary', 2)).map(({ id }) => id),
      [1, 2],
    );
    queue.retry();
    assert.deepEqual(drain(queue), [3, 4, 5]);
  });

  test('a late call of an earlier generation is dropped itself', () => {
    const queue = new CallQueue();
    queue.add(call(1, 'summary', 2));
    assert.deepEqual(
      queue.add(call(2, 'summary', 1)).map(({ id }) => id),
      [2],
    );
    assert.deepEqual(drain(queue), [1]);
  });

  test('calls set aside come back before later ones', () => {
    const queue = new CallQueue();
    queue.add(call(1, null, 0));
    queue.setAside(queue.next(), 'retainers');
    queue.add(call(2, null, 0));
    assert.deepEqual(drain(queue), [2]);
    queue.add(call(3, null, 0));
    queue.retry();
    assert.deepEqual(drain(queue), [1, 3]);
  });
});
