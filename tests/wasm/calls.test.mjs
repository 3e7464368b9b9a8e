// What the page says of the engine's calls is so: every call is a method of the engine and the other way round, columns
// change hands as the table says, and the engine refuses what is not computed yet and what is of other snapshots.

import assert from 'node:assert/strict';
import {before, describe, test} from 'node:test';
import {importModules} from '../support/modules.mjs';
import {answered, compare, read, sample, settle, startEngine, baseColumns} from './engine.mjs';
import {methods, misfits, wordsOf} from './shapes.mjs';

const {memoryOfArguments, memoryOfResult} = await importModules('engine/calls');

/** Methods of the engine's heap that the worker uses itself. */
const OF_THE_WORKER = ['info', 'advance', 'pending', 'giveUp', 'redactedCopy', 'free'];

const PAIR = ['node18-leak-before.heapsnapshot.gz', 'node18-leak-after.heapsnapshot.gz'];
const QUERY = {sort: {column: 'object', ascending: true}, from: 0, count: 10};

const open = name => startEngine().then(engine => read(engine, sample(name)));

const kindOf = run => {
  try {
    run();
    return 'answered';
  } catch (error) {
    assert.deepEqual(misfits('EngineError', error), []);
    return error.kind;
  }
};

test('every call is a method of the engine with as many arguments, and the other way round', async () => {
  const heap = await open(PAIR[0]);
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(heap));
  const callable = own.filter(name => !['constructor', '__destroy_into_raw', ...OF_THE_WORKER].includes(name));
  assert.deepEqual(methods().map(({method}) => method).sort(), callable.sort());
  for (const {method, args} of methods()) assert.equal(heap[method].length, args.length, method);
});

test('columns are handed over with calls and answers, and what others still need is copied', () => {
  const bytes = () => new Uint8Array(4);
  const columns = () => ({buffers: [new ArrayBuffer(4), new ArrayBuffer(8)]});
  const moved = (method, ...args) => memoryOfArguments(method, args).length;
  assert.equal(moved('baseClasses', bytes()), 1);
  assert.equal(moved('compare', 'pair', columns()), 2);
  assert.equal(moved('setDeleted', 'pair', columns()), 2);
  assert.equal(moved('suspects', 'series', [columns(), columns()]), 4);
  assert.equal(moved('setTimeline', 'series', [columns()]), 2);
  assert.equal(moved('verify', 'fix', columns(), [columns()]), 4);
  assert.equal(moved('processMatch', [columns()]), 0, 'known identities are asked about again');
  assert.equal(moved('classSums', bytes()), 0, 'several snapshots are told the same interfaces');
  const result = method => (method === 'interfaces' ? bytes() : columns());
  const giving = methods().map(({method}) => method).filter(method => memoryOfResult(method, result(method)).length > 0);
  const expected = ['interfaces', 'baseClasses', 'compare', 'baseColumns', 'processSample', 'expectedSuspects', 'classSums'];
  assert.deepEqual(giving.sort(), expected.sort());
});

test('what is not computed yet is refused with the phase that it waits for, and answered after it', async () => {
  const heap = await open(PAIR[1]);
  const node = 10;
  const waiting = {
    retainers: () => heap.retainers(node, QUERY),
    path: () => heap.path(node, false, []),
    cuts: () => heap.cuts(node, false),
    cutWithout: () => heap.cutWithout(0),
    statistics: () => heap.statistics(),
    exportRetainers: () => heap.exportObject('retainers', node, true, [], 'text'),
    exportPath: () => heap.exportObject('chain', node, true, [], 'text'),
    exportCuts: () => heap.exportObject('cuts', node, true, [], 'text'),
    exportStatistics: () => heap.exportStatistics([], true, 'text'),
    exportDifference: () => heap.exportStatistics([1, 2, 3, 4, 5, 6, 7], true, 'text'),
    exportSummary: () => heap.exportSummary('text', QUERY),
    prepareSuspects: () => heap.prepareSuspects(),
    baseColumns: () => heap.baseColumns({buffers: []}),
    suspects: () => heap.suspects('series', []),
  };
  for (const [method, run] of Object.entries(waiting)) {
    let rounds = 0;
    const phases = wordsOf('Phase');
    for (let kind = kindOf(run); kind !== 'answered'; kind = kindOf(run)) {
      assert.equal(kind, 'not-ready', method);
      assert.throws(run, ({section}) => phases.includes(section));
      while (heap.advance(false) === undefined);
      assert.ok(++rounds < 10, `${method} is never ready`);
    }
  }
  assert.equal(heap.pending(false), undefined);
});

test('what takes long is found in steps: the last question first, and no more when nobody asks again', async () => {
  const heap = await open(PAIR[1]);
  settle(heap);
  const [first, last] = [() => heap.mergedPaths({kind: 'class', classIndex: 0}, false), () => heap.path(10, false, [5])];
  const found = () => {
    while (heap.advance(false) === undefined);
  };
  assert.equal(kindOf(first), 'not-ready');
  assert.equal(kindOf(() => heap.summary(QUERY)), 'answered', 'in between');
  let rounds = 0;
  for (; kindOf(last) !== 'answered'; found()) assert.ok(++rounds < 5, 'the last question waits for the first');
  assert.ok(rounds > 0, 'the last question takes long, too');
  assert.equal(heap.pending(false), 'answers');
  found();
  assert.equal(heap.pending(false), undefined, 'nobody has asked the first question again');
  for (rounds = 0; kindOf(first) !== 'answered'; found()) assert.ok(++rounds < 5);
  assert.equal(heap.pending(false), undefined);
  assert.equal(kindOf(() => heap.path(10, false, [6])), 'not-ready');
  heap.giveUp();
  assert.equal(heap.pending(false), undefined, 'what was given up is not gone on with');
});

test('what is being found of one search or pair is no answer for the next', async () => {
  const [base, current, same] = await Promise.all([PAIR[0], PAIR[1], PAIR[1]].map(open));
  for (const heap of [base, current, same]) settle(heap);
  const sort = {column: 'object', ascending: true};

  const search = (of, query) => {
    while (!current.find(of, query, false, new Uint8Array()).done);
  };
  const found = of => current.instances({kind: 'found', of}, {...QUERY, sort});
  search('all', 'shallow>10');
  assert.equal(kindOf(() => found('all')), 'not-ready', 'it takes several steps');
  search('few', 'class:Session');
  const {total, rows} = answered(current, () => found('few'));
  assert.ok(total > 100 && total < 1000, `${total}`);
  assert.ok(rows.every(({name}) => name === 'Session'));

  compare(base, current, 'A B');
  const {rows: [{classIndex}]} = current.comparison('A B', {...QUERY, sort: {column: 'newCount', ascending: false}});
  const created = of => current.instances({kind: 'new', classIndex, of}, {...QUERY, sort});
  kindOf(() => created('A B'));
  compare(same, current, 'same');
  assert.equal(answered(current, () => created('same')).total, 0);
});

test('where JavaScript has no memory for columns, that is said, and the snapshot is as good as before', async () => {
  const heap = await open(PAIR[0]);
  settle(heap);
  const {ArrayBuffer} = globalThis;
  globalThis.ArrayBuffer = function () {
    throw new RangeError('Array buffer allocation failed');
  };
  try {
    for (const ask of [() => heap.processSample(), () => heap.baseColumns({buffers: []}), () => heap.baseClasses(new Uint8Array(4))]) {
      assert.equal(kindOf(() => answered(heap, ask)), 'out-of-memory');
    }
  } finally {
    globalThis.ArrayBuffer = ArrayBuffer;
  }
  assert.ok(baseColumns(heap).buffers.length > 0);
});

describe('what is kept of one pair is refused to another', () => {
  let base, current;

  before(async () => {
    [base, current] = await Promise.all(PAIR.map(open));
    settle(base);
    settle(current);
    compare(base, current, 'A B');
    current.setTimeline('A B', [structuredClone(answered(base, () => base.classSums(current.interfaces())))]);
    const columns = [baseColumns(base)];
    answered(current, () => current.suspects('A B', columns));
    const expected = structuredClone(current.expectedSuspects('A B'));
    answered(current, () => current.verify('A B', expected, columns));
  });

  const set = (kind, of) => ({kind, classIndex: 0, of});
  const calls = {
    comparison: of => current.comparison(of, QUERY),
    exportComparison: of => current.exportComparison(of, 'csv', QUERY),
    'new objects': of => current.instances(set('new', of), QUERY),
    'deleted objects': of => base.instances(set('deleted', of), QUERY),
    'what is new in an object': of => current.contents(0, {...QUERY, since: of}),
    timeline: of => current.timeline(of, QUERY),
    exportTimeline: of => current.exportTimeline(of, 'csv', QUERY),
    expectedSuspects: of => current.expectedSuspects(of),
    findings: of => current.findings(of, true),
    exportSuspects: of => current.exportSuspects(of, 'text', true, []),
    verification: of => current.verification(of, true),
    exportVerification: of => current.exportVerification(of, 'text', true, [], []),
  };
  for (const [name, run] of Object.entries(calls)) {
    test(name, () => {
      assert.equal(kindOf(() => run('A B')), 'answered');
      assert.equal(kindOf(() => run('C B')), 'stale');
    });
  }

  test('a later result takes the place of the earlier one', () => {
    compare(base, current, 'C B');
    assert.equal(kindOf(() => calls.comparison('A B')), 'stale');
    assert.equal(kindOf(() => calls.comparison('C B')), 'answered');
  });
});
