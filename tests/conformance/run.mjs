// Conformance: everything the command line prints about a snapshot is compared with what DevTools' own code says.
//
//   node tests/conformance/run.mjs                 all of tests/samples, then random snapshots
//   node tests/conformance/run.mjs FILE [BASE]     any snapshot, or a pair (BASE is the older one); .gz accepted
//
// Ends with 1 if anything differs. `$LEAKSCOPE` names another program than the release build. A big heap may need
// `node --max-old-space-size=8000`: DevTools' code holds it in JavaScript memory.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {writeRandomPair} from '../generators/random.mjs';
import {compareAllocations} from './allocations.mjs';
import {devtoolsVersion} from './bundle.mjs';
import {Differences} from './differences.mjs';
import {document, findLeakscope, lines} from './leakscope.mjs';
import {comparePaths} from './paths.mjs';
import {Reference} from './reference.mjs';
import {retainersSample} from './spread.mjs';

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));
const RANDOM_PAIRS = 150;
const PATHS = 8;
const CONTENTS = 4;

async function compareNodes(program, file, reference, differences) {
  const expected = reference.nodes();
  let ordinal = 0;
  for await (const line of lines(program, ['nodes', file, '--format', 'ndjson'])) {
    differences.record('nodes', `node ${ordinal++}`, expected.next().value, JSON.parse(line));
  }
  for (const node of expected) differences.record('nodes', `node ${ordinal++}`, node, undefined);
}

function compareRows(kind, expected, rows, differences) {
  const seen = new Set();
  for (const row of rows) {
    const again = seen.has(row.key);
    seen.add(row.key);
    differences.record(
      kind,
      `${again ? 'second row of class' : 'class'} ${JSON.stringify(row.key)}`,
      again ? undefined : expected.get(row.key),
      row,
    );
  }
  for (const [key, row] of expected) {
    if (!seen.has(key)) differences.record(kind, `class ${JSON.stringify(key)}`, row, undefined);
  }
}

/** Compares numbers in records nested in records, as Statistics has them. */
function compareNested(kind, where, expected, actual, differences) {
  for (const [name, value] of Object.entries(expected)) {
    const here = where ? `${where}.${name}` : name;
    if (typeof value === 'object') compareNested(kind, here, value, actual?.[name], differences);
    else differences.value(kind, here, value, actual?.[name]);
  }
}

async function compareSummary(program, file, reference, differences) {
  const summary = await document(program, ['summary', file, '--format', 'json']);
  compareNested('totals', '', reference.totals(), summary, differences);
  compareNested('statistics', '', reference.statistics(), summary.statistics, differences);
  compareRows('class rows', reference.classRows(), summary.rows, differences);
}

async function compareRetainers(program, file, reference, ids, differences) {
  const args = ['retainers', file, ...ids.map(id => `@${id}`), '--format', 'ndjson'];
  let position = 0;
  for await (const line of lines(program, args)) {
    const {id, retainers} = JSON.parse(line);
    differences.value('retainer lists', `answer ${position}`, ids[position++], id);
    const expected = reference.retainers(id);
    for (let i = 0; i < Math.max(expected.length, retainers.length); i++) {
      differences.record('retainers', `retainer ${i} of @${id}`, expected[i], retainers[i]);
    }
  }
  if (position < ids.length) differences.value('retainer lists', 'answers', ids.length, position);
}

/** Of the sample, the retainers of so many objects are looked at without some of their retainers. */
const IGNORING = 4;
/** DevTools' distance of a retainer that is not reached without what is ignored, or more. */
const UNREACHED_RETAINER = 200_000_000;

/** Retainers as if the nearest of them, or all but the nearest, held nothing. */
async function compareIgnoring(program, file, reference, ids, differences) {
  const isReached = ({distance}) => distance >= 0 && distance < UNREACHED_RETAINER;
  const held = ids.filter(id => reference.retainers(id).filter(isReached).length > 1).slice(0, IGNORING);
  for (const id of held) {
    const holders = reference.retainers(id).filter(isReached).map(row => row.id);
    for (const ignored of [holders.slice(0, 1), [...new Set(holders.slice(1, 4))]]) {
      const expected = reference.retainersIgnoring(id, ignored);
      const options = ignored.flatMap(each => ['--ignore', `@${each}`]);
      const rows = await document(program, ['retainers', file, `@${id}`, ...options, '--format', 'json']);
      for (let i = 0; i < Math.max(expected.length, rows.length); i++) {
        differences.record('retainers beside ignored ones', `retainer ${i} of @${id} without ${ignored}`, expected[i], rows[i]);
      }
    }
  }
}

/** Contents of some objects, and of the root. Of Maps and Sets the command line adds the entries, which DevTools does not. */
async function compareContents(program, file, reference, ids, differences) {
  for (const id of [reference.rootId, ...ids.slice(0, CONTENTS)]) {
    const expected = reference.contents(id);
    const isCollection = expected.some(({edgeType, edgeName}) => edgeType === 'internal' && edgeName === 'table');
    const question = id === reference.rootId ? ['containment', file] : ['contents', file, `@${id}`];
    const rows = await document(program, [...question, '--format', 'json']);
    if (isCollection) continue;
    for (let i = 0; i < Math.max(expected.length, rows.length); i++) {
      differences.record('contents', `row ${i} of @${id}`, expected[i], rows[i]);
    }
  }
}

async function compareComparison(program, base, current, differences) {
  const {rows} = await document(program, ['compare', base.file, current.file, '--format', 'json']);
  compareRows('comparison rows', current.reference.comparisonRows(base.reference), rows, differences);
}

/** What was allocated before `base`, and between it and `current`, and is alive in `current`. */
async function compareAllocated(program, base, current, differences) {
  const [older, newer] = [base.reference.largestObjectId, current.reference.largestObjectId];
  for (const [question, ...range] of [
    [['--allocated-before', base.file], 0, older],
    [['--allocated-between', base.file, current.file], older, newer],
  ]) {
    const {rows} = await document(program, ['summary', current.file, ...question, '--format', 'json']);
    compareRows('rows of allocated objects', current.reference.allocatedRows(...range), rows, differences);
  }
}

/** Names of leakscope's filters, and of DevTools'. */
const FILTERS = {
  'duplicated-strings': 'duplicatedStrings',
  'retained-by-detached-dom': 'objectsRetainedByDetachedDomNodes',
  'retained-by-contexts': 'objectsRetainedByContexts',
  'retained-by-console': 'objectsRetainedByConsole',
  'retained-by-event-handlers': 'objectsRetainedByEventHandlers',
  'shared-native-context': 'sharedNativeContext',
  'no-native-context': 'noNativeContext',
};
/** Of the native contexts, so many. */
const CONTEXTS = 2;

/** Summary by every filter; its sum is that of its rows. */
async function compareFilters(program, file, reference, differences) {
  const contexts = reference.nativeContexts().slice(0, CONTEXTS);
  const questions = [
    ...Object.entries(FILTERS),
    ...contexts.map(({id, filterName}) => [`native-context-${id}`, filterName]),
  ].map(([name, filterName]) => [name, reference.namedRows(filterName)]);
  for (const [name, expected] of [...questions, ['unreachable', reference.unreachableRows()]]) {
    const {rows, objects} = await document(program, ['summary', file, '--objects', name, '--format', 'json']);
    compareRows(`rows of ${name}`, expected, rows, differences);
    const sum = {count: 0, shallowSize: 0};
    for (const {count, shallowSize} of expected.values()) {
      sum.count += count;
      sum.shallowSize += shallowSize;
    }
    compareNested('sums of filters', name, sum, objects, differences);
  }
}

/** What is looked for in names: as a text, and as DevTools is asked for it. */
const SEARCHES = [
  ['name:obj', 'obj', {caseSensitive: false, isRegex: false}],
  ['name:"a, "', 'a, ', {caseSensitive: true, isRegex: false}],
  ['name:/^[A-Z][a-z]+$/', '^[A-Z][a-z]+$', {caseSensitive: true, isRegex: true}],
];

async function compareFind(program, file, reference, differences) {
  for (const [typed, query, options] of SEARCHES) {
    const expected = reference.search(query, options).sort((a, b) => a - b);
    const args = options.caseSensitive && !options.isRegex ? ['--match-case'] : [];
    const found = await document(program, ['find', file, typed, ...args, '--format', 'json']);
    const ids = found.rows.map(({id}) => id).sort((a, b) => a - b);
    differences.value('searches', `objects found by ${typed}`, expected.join(), ids.join());
    differences.value('searches', `number of objects found by ${typed}`, expected.length, found.count);
  }
}

/** Texts, each with its count and bytes, in an order of their own: neither program's order is the other's. */
async function compareStrings(program, file, reference, differences) {
  const written = rows => rows.map(row => JSON.stringify(row)).sort().join('\\n');
  const expected = reference.duplicatedStrings().map(({value, count, totalSelfSize}) => [value, count, totalSelfSize]);
  const rows = await document(program, ['strings', '--duplicates', file, '--format', 'json']);
  const found = rows.map(({name, count, shallowSize}) => [name, count, shallowSize]);
  differences.value('duplicated strings', 'texts, counts and bytes', written(expected), written(found));
}

/** The variables of contexts that no living function uses, in an order of their own. */
async function compareUnusedVariables(program, file, reference, differences) {
  const written = rows =>
    rows.map(({name, count, largestRetainedSize}) => JSON.stringify([name, count, largestRetainedSize])).sort().join('\n');
  const rows = await document(program, ['unused-variables', file, '--format', 'json']);
  differences.value('unused variables', 'names, contexts and bytes', written(reference.unusedVariables()), written(rows));
}

async function inspect(program, file, reference) {
  const differences = new Differences();
  await compareNodes(program, file, reference, differences);
  await compareSummary(program, file, reference, differences);
  await compareFilters(program, file, reference, differences);
  await compareFind(program, file, reference, differences);
  await compareStrings(program, file, reference, differences);
  await compareUnusedVariables(program, file, reference, differences);
  await compareAllocations(program, file, reference, differences);
  const ids = retainersSample(reference);
  await compareRetainers(program, file, reference, ids, differences);
  await compareIgnoring(program, file, reference, ids, differences);
  await compareContents(program, file, reference, ids, differences);
  await comparePaths(program, file, reference, ids, PATHS, differences);
  return differences;
}

/** What became of the comparisons: how many differed; each is printed, or only those that differ. */
class Outcome {
  differing = 0;
  #onlyDiffering;

  constructor({onlyDiffering = false} = {}) {
    this.#onlyDiffering = onlyDiffering;
  }

  /** Runs one comparison; a failure to compare counts as a difference. */
  async run(title, compare) {
    const started = performance.now();
    let differs, text;
    try {
      const differences = await compare();
      differs = differences.total > 0;
      text = differences.toString();
    } catch (error) {
      differs = true;
      text = `cannot be compared: ${error.message}`;
    }
    if (differs) this.differing++;
    if (!differs && this.#onlyDiffering) return;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${differs ? 'DIFFERS' : 'same   '} ${title} (${seconds} s): ${text}`);
  }
}

/** Compares everything about one file; hands out DevTools' view of it for further use. */
async function compareFile(program, file, outcome) {
  let reference;
  await outcome.run(path.basename(file), async () => {
    reference = await Reference.open(file);
    return inspect(program, file, reference);
  });
  return {file, reference};
}

/** Compares everything about a file, or about two files and their comparison in both directions. */
async function compareSample(program, [file, baseFile], outcome) {
  const current = await compareFile(program, file, outcome);
  if (baseFile === undefined) return;
  const base = await compareFile(program, baseFile, outcome);
  if (!base.reference || !current.reference) return;
  for (const [from, to] of [
    [base, current],
    [current, base],
  ]) {
    await outcome.run(`${path.basename(from.file)} → ${path.basename(to.file)}`, async () => {
      const differences = new Differences();
      await compareComparison(program, from, to, differences);
      await compareAllocated(program, from, to, differences);
      return differences;
    });
  }
}

async function compareRandomPairs(program) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'leakscope-random-'));
  const outcome = new Outcome({onlyDiffering: true});
  try {
    for (let seed = 1; seed <= RANDOM_PAIRS; seed++) {
      const [before, after] = writeRandomPair(seed, directory);
      await compareSample(program, [after, before], outcome);
    }
  } finally {
    fs.rmSync(directory, {recursive: true});
  }
  console.log(`${RANDOM_PAIRS} random pairs: ${outcome.differing} comparisons differ`);
  return outcome.differing;
}

/** Files of tests/samples as [file] or, where there is a `-before` to an `-after`, as [after, before]. */
function samples() {
  const names = fs
    .readdirSync(SAMPLES)
    .filter(name => /\.(heapsnapshot|heaptimeline)\.gz$/.test(name))
    .sort();
  if (names.length === 0) throw new Error(`no samples in ${SAMPLES}`);
  return names
    .filter(name => !name.includes('-before.'))
    .map(name => {
      const before = name.replace('-after.', '-before.');
      return (before === name ? [name] : [name, before]).map(each => path.join(SAMPLES, each));
    });
}

const files = process.argv.slice(2);
if (files.length > 2 || files.some(file => file.startsWith('-'))) {
  console.error('usage: node tests/conformance/run.mjs [FILE [BASE]]');
  process.exit(2);
}
const program = findLeakscope();
console.log(`comparing ${program} with DevTools ${devtoolsVersion()}`);
const outcome = new Outcome();
for (const sample of files.length ? [files] : samples()) await compareSample(program, sample, outcome);
const differing = outcome.differing + (files.length ? 0 : await compareRandomPairs(program));
console.log(differing ? `${differing} comparisons differ` : 'everything is the same');
process.exitCode = differing ? 1 : 0;
