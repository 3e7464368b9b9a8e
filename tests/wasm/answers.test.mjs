// The wasm engine gives the answers of the native one, which the conformance tests hold against DevTools: whatever the
// size of the chunks, from packed files, and in the shapes that the page is promised.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, test} from 'node:test';
import zlib from 'node:zlib';
import {document, findLeakscope} from '../conformance/leakscope.mjs';
import {randomPair} from '../generators/random.mjs';
import {allRows, answered, answering, bytesOf, compare, NO_ANSWERS, read, sample, searched, settle, startEngine, baseColumns} from './engine.mjs';
import {examples, isReadByField, methods, misfits, wordsOf} from './shapes.mjs';

const PAIRS = [
  ['node18-leak-before.heapsnapshot.gz', 'node18-leak-after.heapsnapshot.gz'],
  ['chromium-before.heapsnapshot.gz', 'chromium-after.heapsnapshot.gz'],
];

const program = findLeakscope();

/** What the native command line prints about samples. */
function native(command, ...names) {
  const files = names.map(name => fileURLToPath(new URL(`../samples/${name}`, import.meta.url)));
  return document(program, [command, ...files, '--format', 'json']);
}

/** Rows by class key, without what is theirs in one table only. */
function byKey(rows) {
  return new Map(rows.map(({classIndex, ...row}) => [row.key, row]));
}

describe('native and wasm agree', () => {
  for (const [before, after] of PAIRS) {
    test(`on ${before} and ${after}`, async () => {
      const [base, current] = await Promise.all([before, after].map(async name => read(await startEngine(), sample(name))));
      compare(base, current);
      assert.deepEqual(byKey(allRows(query => current.comparison('pair', query))), byKey((await native('compare', before, after)).rows));

      settle(current);
      const expected = await native('summary', after);
      assert.deepEqual(byKey(allRows(query => current.summary(query))), byKey(expected.rows));
      const {nodeCount, edgeCount, totalSize} = current.info();
      assert.deepEqual([nodeCount, edgeCount, totalSize], [expected.nodeCount, expected.edgeCount, expected.totalSize]);
    });
  }
});

describe('the size of chunks does not matter', () => {
  const {before: text} = randomPair(11);
  const answers = async (bytes, chunkSize) => {
    const heap = read(await startEngine(), bytes, chunkSize);
    settle(heap);
    return [heap.info(), allRows(query => heap.summary(query))];
  };
  for (const [packing, bytes] of [['plain', bytesOf(text)], ['packed', zlib.gzipSync(text)]]) {
    for (const chunkSize of [1, 7, 65536]) {
      test(`${packing}, ${chunkSize} bytes`, async () => {
        assert.deepEqual(await answers(bytes, chunkSize), await answers(bytesOf(text), Infinity));
      });
    }
  }
});

test('zstd is read like gzip', async () => {
  const [gzip, zstd] = await Promise.all(['gz', 'zst'].map(async ending => read(await startEngine(), sample(`node12.heapsnapshot.${ending}`), 1000)));
  assert.deepEqual(zstd.info(), gzip.info());
  assert.deepEqual(allRows(query => zstd.summary(query)), allRows(query => gzip.summary(query)));
});

test('answers have the promised shapes', async () => {
  const [base, current] = await Promise.all(PAIRS[1].map(async name => answering(read(await startEngine(), sample(name)))));
  const query = {sort: {column: 'object', ascending: true}, from: 0, count: 50};
  const fit = (shape, values) => {
    assert.ok(values.length > 0, `no ${shape} to look at`);
    for (const value of values) assert.deepEqual(misfits(shape, value), []);
  };
  fit('HeapInfo', [current.info()]);
  fit('ClassRow', current.summary(query).rows);

  const phases = settle(current);
  assert.ok(phases.every(phase => wordsOf('Phase').includes(phase)), phases.join());
  assert.equal(current.pending(false), undefined);
  const classes = current.summary({...query, sort: {column: 'retainedSize', ascending: false}});
  assert.deepEqual(Object.keys(classes).sort(), ['from', 'rows', 'sum', 'total']);
  fit('ObjectSum', [classes.sum]);
  fit('NativeContextSizes', [current.nativeContexts()]);
  const search = searched(current, 'first', 'class:/^Window/i');
  const results = current.instances({kind: 'found', of: 'first'}, query);
  fit('ObjectRow', results.rows);
  assert.equal(results.total, search.sum.count);
  assert.throws(() => current.instances({kind: 'found', of: 'second'}, query), error => error.kind === 'stale');
  assert.match(current.find('wrong', '/(/', false, NO_ANSWERS), /is no regular expression/);
  assert.throws(() => current.summary({...query, objects: 'nothing'}), error => error.kind === 'wrong-use');
  fit('ClassRow', classes.rows);

  const {classIndex} = current.summary({...query, filter: 'Window'}).rows[0];
  const [object] = current.instances({kind: 'class', classIndex}, query).rows;
  fit('ObjectRow', [object, current.object(object.ordinal)]);
  assert.equal(current.findById(object.id), object.ordinal);
  assert.equal(current.findById(4_000_000_001), undefined);
  fit('EdgeRow', current.properties(object.ordinal, query).rows);
  fit('EdgeRow', current.contents(object.ordinal, query).rows);
  fit('MergedPaths', [current.mergedPaths({kind: 'class', classIndex}, false), current.mergedPaths({kind: 'class', classIndex}, true)]);
  fit('MergedPath', current.mergedPaths({kind: 'class', classIndex}, false).rows);
  const boxes = current.icicle(current.info().rootOrdinal, 4, 10_000);
  fit('DominatorBox', boxes);
  assert.ok(boxes.every(box => box.level < 4 && box.retainedSize >= 10_000));
  fit('Details', [current.details(object.ordinal, false), current.details(object.ordinal, true)]);
  fit('EdgeRow', current.retainers(object.ordinal, {...query, sort: {column: 'distance', ascending: true}}).rows);
  fit('PathStep', current.path(object.ordinal, false, []));
  fit('PathStep', current.path(object.ordinal, true, [3]));
  const cuts = current.cuts(object.ordinal, false);
  assert.ok(cuts.length > 0 && cuts.some(({ links }) => links?.length > 0));
  fit('Cut', cuts);
  fit('Cut', [current.cutWithout(cuts[0].links[0].edgeIndex)]);
  assert.equal(current.cutWithout(0xffff_ffff), null);
  fit('KindSize', current.statistics());
  const [edge] = current.retainers(object.ordinal, query).rows;
  const names = current.redactedNames([object.ordinal, 4_000_000_000], [edge.edgeIndex], [',Window', ',No such class']);
  fit('RedactedNames', [names]);
  assert.deepEqual([names.objects[1], names.classes], ['', ['Window', '(object)']]);
  assert.deepEqual(current.pathPositions(object.ordinal, { sort: { column: 'distance', ascending: true }, from: 0, count: 0 }), []);

  compare(base, current);
  const grown = current.comparison('pair', {...query, sort: {column: 'sizeDelta', ascending: false}}).rows;
  fit('DiffRow', grown);
  const inSet = (heap, kind, of) => heap.instances({kind, classIndex: of.classIndex, of: 'pair'}, query);
  const withNew = grown.find(row => row.newCount > 0);
  const created = inSet(current, 'new', withNew);
  assert.equal(created.total, withNew.newCount);
  fit('ObjectRow', created.rows);
  const withDeleted = allRows(ask => current.comparison('pair', ask)).find(row => row.deletedCount > 0);
  const deleted = inSet(base, 'deleted', withDeleted);
  assert.equal(deleted.total, withDeleted.deletedCount);
  fit('ObjectRow', deleted.rows);
});

test('of a recording, functions, stacks and times have the promised shapes and are those of the command line', async () => {
  const file = 'node25-allocations.heaptimeline.gz';
  const heap = read(await startEngine(), sample(file));
  const query = {sort: {column: 'liveSize', ascending: false}, from: 0, count: 1000};
  const fit = (shape, values) => {
    assert.ok(values.length > 0, `no ${shape} to look at`);
    for (const value of values) assert.deepEqual(misfits(shape, value), []);
  };
  const {hasAllocationStacks, hasAllocationTimes} = heap.info();
  assert.deepEqual([hasAllocationStacks, hasAllocationTimes], [true, true]);
  const all = heap.allocations([], query).rows;
  fit('AllocationRow', all);
  const expected = await document(program, ['allocations', fileURLToPath(new URL(`../samples/${file}`, import.meta.url)), '--format', 'json']);
  const figures = rows => rows.map(({function: at, liveCount, count, liveSize, size}) => [at, liveCount, count, liveSize, size]);
  assert.deepEqual(figures(all), figures(expected));
  assert.deepEqual(JSON.parse(heap.exportAllocations('json', query)), expected);
  for (const row of all.slice(0, 5)) {
    const callers = heap.allocations([row.function], query);
    assert.deepEqual([callers.total, callers.rows.length], [row.childCount, row.childCount]);
  }
  fit('AllocationInterval', heap.allocationIntervals());
  fit('StackFrame', heap.details(heap.findById(115_025), false).stack);
});

/** The same value, which notes in `seen` what is read of it: the paths of the fields. */
function watched(value, seen, path = '') {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, field) {
      if (typeof field === 'symbol') return target[field];
      seen.add(path + field);
      return watched(target[field], seen, `${path}${field}.`);
    },
  });
}

/** The paths of all fields of a value. */
function fieldPaths(value, path = '') {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, of]) => [path + field, ...fieldPaths(of, `${path}${field}.`)]);
}

test('the engine reads of its arguments the fields that the protocol names, those that may be left out included', async () => {
  const heap = answering(read(await startEngine(), sample(PAIRS[0][1])));
  settle(heap);
  // Results are asked for by name; the example of a text is an empty one.
  compare(heap, heap, '');
  heap.setTimeline('', []);
  heap.find('', 'x', false, NO_ANSWERS);
  const values = {'Sort.column': 'object', 'RowQuery.count': 5, Columns: undefined};
  let arguments_ = 0;
  for (const {method, args} of methods()) {
    for (const [at, type] of args.entries()) {
      if (!isReadByField(type) || examples(type, values)[0] === undefined) continue;
      for (const value of examples(type, values)) {
        const seen = new Set();
        heap[method](...args.map((other, position) => position === at ? watched(value, seen) : examples(other, values)[0] ?? []));
        assert.deepEqual([...seen].sort(), fieldPaths(value).sort(), `${method}, argument ${at}`);
        arguments_++;
      }
    }
  }
  assert.ok(arguments_ >= 12, `${arguments_} arguments`);
});

const CASES = ['photo-wall A B C', 'access-log A B', 'connection-pool A B C', 'photo-wall C'];

const caseFile = (folder, letter) =>
  fileURLToPath(new URL(`../leaks/cases/${folder}/${letter}.heapsnapshot.gz`, import.meta.url));

/** Opens a series and names its suspects as the workers do. */
async function findings(...files) {
  const heaps = await Promise.all(files.map(async file => read(await startEngine(), fs.readFileSync(file))));
  const latest = heaps.pop();
  for (const heap of [...heaps, latest]) settle(heap);
  const columns = heaps.map(heap => baseColumns(heap));
  return {latest, found: answered(latest, () => latest.suspects('series', columns))};
}

describe('suspects are those of the command line, in the promised shapes', () => {
  for (const name of CASES) {
    test(name, async () => {
      const [folder, ...letters] = name.split(' ');
      const files = letters.map(letter => caseFile(folder, letter));
      const {latest, found} = await findings(...files);
      assert.deepEqual(misfits('Findings', found), []);
      const expected = await document(program, ['suspects', ...files, '--format', 'json']);
      assert.deepEqual({...found, files: expected.files}, expected);
      assert.deepEqual(latest.findings('series', false), found);
      assert.deepEqual(JSON.parse(latest.exportSuspects('series', 'json', false, expected.files)), expected);
      const redacted = JSON.parse(latest.exportSuspects('series', 'json', true, expected.files));
      assert.deepEqual({...latest.findings('series', true), files: expected.files}, redacted);
      assert.deepEqual(misfits('Findings', redacted), []);
      for (const format of wordsOf('ReportFormat')) assert.ok(latest.exportSuspects('series', format, true, []).includes(files.length > 1 ? 'new' : 'proves growth'), format);
    });
  }
});

/** What the workers of an older and a newer snapshot tell each other about their processes. */
function processMatch(older, newer) {
  const [found] = newer.processMatch([structuredClone(older.processSample())]);
  assert.deepEqual(misfits('ProcessMatch', found), []);
  return found;
}

const opened = files => Promise.all(files.map(async file => {
  const heap = read(await startEngine(), fs.readFileSync(file));
  settle(heap);
  return heap;
}));

test('snapshots of two processes are told apart by a sample of their ids, and compared by place', async () => {
  const files = ['A', 'B', 'fixed-B'].map(letter => caseFile('order-book', letter));
  const [first, second, other] = await opened(files);
  assert.equal(processMatch(first, second).sameProcess, true);
  assert.equal(processMatch(other, second).sameProcess, false);
  const {why, sameProcess} = processMatch(second, other);
  assert.equal(sameProcess, false);
  assert.match(why, / ids are in both; [\d,]+ of them name something else\.$/);

  const columns = [baseColumns(other)];
  const found = answered(second, () => second.suspects('pair', columns));
  assert.deepEqual(misfits('Findings', found), []);
  const expected = await document(program, ['suspects', files[2], files[1], '--format', 'json']);
  assert.ok(found.suspects.length > 0);
  assert.deepEqual({...found, files: expected.files}, expected);
});

describe('what became of suspects is what the command line says', () => {
  for (const name of ['shipping-rates', 'mail-outbox', 'chart-panels']) {
    test(name, async () => {
      const files = ['A', 'B', 'fixed-A', 'fixed-B'].map(letter => caseFile(name, letter));
      const [base, current, repairedBase, repaired] = await opened(files);
      assert.throws(() => current.expectedSuspects('pair'), error => error.kind === 'stale');
      assert.throws(() => repaired.exportVerification('fix', 'json', false, [], []), error => error.kind === 'stale');
      const columns = [baseColumns(base)];
      answered(current, () => current.suspects('pair', columns));
      const suspects = structuredClone(current.expectedSuspects('pair'));
      const repairedColumns = [baseColumns(repairedBase)];
      const verification = answered(repaired, () => repaired.verify('fix', suspects, repairedColumns));
      assert.deepEqual(misfits('Verification', verification), []);
      const [leaking, against] = [files.slice(0, 2), files.slice(2)];
      const expected = await document(program, ['verify', ...leaking, '--against', ...against, '--format', 'json']);
      assert.ok(expected.suspects.length > 0);
      const {files: named, repairedFiles} = expected;
      assert.deepEqual({...verification, files: named, repairedFiles}, expected);
      assert.deepEqual(repaired.verification('fix', false), verification);
      assert.deepEqual(JSON.parse(repaired.exportVerification('fix', 'json', false, named, repairedFiles)), expected);
      for (const format of wordsOf('ReportFormat')) assert.ok(repaired.exportVerification('fix', format, true, [], []).includes('suspect'), format);
    });
  }
});

test('classes in several snapshots are those of the command line', async () => {
  const files = ['A', 'B', 'C'].map(letter => caseFile('photo-wall', letter));
  const [first, second, latest] = await opened(files);
  const interfaces = latest.interfaces();
  latest.setTimeline('series', [first, second].map(heap => structuredClone(heap.classSums(interfaces))));
  const query = {sort: {column: 'growth', ascending: false}, from: 0, count: 1e6};
  const {rows} = latest.timeline('series', query);
  for (const row of rows) assert.deepEqual(misfits('TimelineRow', row), []);
  const expected = await document(program, ['timeline', ...files, '--format', 'json']);
  assert.deepEqual(rows.map(({classIndex, ...row}) => row), expected.rows);
  assert.deepEqual(JSON.parse(latest.exportTimeline('series', 'json', query)), expected.rows);
  const {classIndex, counts} = rows[0];
  assert.equal(latest.instances({kind: 'class', classIndex}, query).total, counts[2]);
});

test('objects that were allocated between two snapshots are those of the command line', async () => {
  const files = ['A', 'B', 'C'].map(letter => caseFile('photo-wall', letter));
  const [first, second, latest] = await opened(files);
  const [above, upTo] = [first.info().maxObjectId, second.info().maxObjectId];
  const objects = `allocated-${above}-${upTo}`;
  const query = {sort: {column: 'retainedSize', ascending: false}, objects, from: 0, count: 1e6};
  const {rows} = latest.summary(query);
  const question = ['summary', files[2], '--allocated-between', files[0], files[1], '--format', 'json'];
  assert.deepEqual(rows.map(({classIndex, ...row}) => row), (await document(program, question)).rows);
  const {classIndex, count} = rows[0];
  const list = latest.instances({kind: 'class', classIndex, objects}, query);
  assert.equal(list.total, count);
  assert.ok(list.rows.every(({id}) => above < id && id <= upTo));
});
