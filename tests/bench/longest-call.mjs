// The longest call into the engine, phase by phase and question by question: so long a click waits at the most. In the wasm
// that the page loads, without a browser; what comes before a phase or an answer is there comes in steps, as in the page.
// In milliseconds of processor time, which depend less on what else the machine does.
//
//   node tests/bench/longest-call.mjs FILE [OLDER] [--suspects] [--stages] [--json]     (after `cargo xtask engine`)
//
// FILE is best a large one (make-heap.mjs). With --suspects it is also held against OLDER, or itself, in a second engine. With
// --stages the functions that were running in every long call are printed, which slows it down a little. `cargo xtask bench
// --waits` makes the files and a table.

import fs from 'node:fs';
import {answered, read, startEngine, baseColumns} from '../wasm/engine.mjs';
import {now, watchStages} from './stages.mjs';

const words = process.argv.slice(2);
const [options, [file, older = file]] = [true, false].map(are => words.filter(word => word.startsWith('--') === are));
if (!file) {
  console.error('usage: node longest-call.mjs FILE [OLDER] [--suspects] [--stages] [--json]');
  process.exit(2);
}
const bytes = fs.readFileSync(file);
const calls = new Map();
/** With --stages a call of so many milliseconds is told of. */
const LONG = 25;
const long = [];
const stopWatching = options.includes('--stages') ? await watchStages() : null;

function processorTime() {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1000;
}

function timed(what, act) {
  const [start, from] = [processorTime(), now()];
  try {
    return act();
  } finally {
    const took = processorTime() - start;
    const {longest, whole, count} = calls.get(what) ?? {longest: 0, whole: 0, count: 0};
    calls.set(what, {longest: Math.max(longest, took), whole: whole + took, count: count + 1});
    if (took > LONG) long.push({what, took, from, to: now()});
  }
}

/** Every phase, step by step. */
function settle(heap) {
  for (let phase; (phase = heap.pending(false)) !== undefined;) timed(phase, () => heap.advance(false));
}

/** A question, with the steps that it has to wait for. */
const asked = (heap, what, ask) =>
  answered(heap, () => timed(what, ask), advance => timed(what, advance));

const query = (column, more = {}) => ({sort: {column, ascending: false}, from: 0, count: 50, ...more});
const FILTERS = ['duplicated-strings', 'retained-by-detached-dom', 'retained-by-contexts', 'retained-by-unused-variables', 'unreachable', 'no-native-context'];

function questions(heap) {
  const classes = asked(heap, 'summary', () => heap.summary(query('retainedSize'))).rows;
  const most = [...classes].sort((one, other) => other.count - one.count)[0];
  const set = {kind: 'class', classIndex: most.classIndex};
  const objects = asked(heap, 'instances', () => heap.instances(set, query('retainedSize'))).rows;
  for (const column of ['distance', 'object']) asked(heap, `instances by ${column}`, () => heap.instances(set, query(column)));
  const far = objects[objects.length - 1].ordinal;
  const root = heap.info().rootOrdinal;
  asked(heap, 'properties', () => heap.properties(root, query('retainedSize')));
  asked(heap, 'contents', () => heap.contents(root, query('retainedSize')));
  asked(heap, 'retainers', () => heap.retainers(far, query('distance')));
  // A path is sought for all objects at once.
  asked(heap, 'path', () => heap.path(far, false, []));
  asked(heap, 'path of another', () => heap.path(objects[0].ordinal, false, []));
  asked(heap, 'path, ignoring', () => heap.path(far, false, [objects[0].ordinal]));
  asked(heap, 'path positions', () => heap.pathPositions(far, query('distance')));
  asked(heap, 'path without data', () => heap.path(far, true, []));
  asked(heap, 'cuts', () => heap.cuts(far, false));
  asked(heap, 'cuts of another', () => heap.cuts(objects[0].ordinal, false));
  asked(heap, 'dominated', () => heap.instances({kind: 'dominated', ordinal: root}, query('retainedSize')));
  asked(heap, 'icicle', () => heap.icicle(root, 8, 1000));
  asked(heap, 'merged paths', () => heap.mergedPaths(set, false));
  asked(heap, 'statistics', () => heap.statistics());
  asked(heap, 'native contexts', () => heap.nativeContexts());
  for (const filter of FILTERS) asked(heap, `filter ${filter}`, () => heap.summary(query('retainedSize', {objects: filter})));
  asked(heap, 'details', () => heap.details(far, false));
  asked(heap, 'allocations', () => heap.allocations([], query('liveSize')));
  asked(heap, 'export of Summary', () => heap.exportSummary('csv', query('retainedSize')));
  asked(heap, 'export of retainers', () => heap.exportObject('retainers', far, true, [], 'csv'));
}

/** A comparison with itself, its steps in the order in which two workers do them. */
function comparison(base, heap) {
  const columns = asked(base, 'columns for a comparison', () => base.baseClasses(heap.interfaces()));
  asked(heap, 'preparing a comparison', () => heap.prepareComparison());
  const deleted = asked(heap, 'comparison', () => heap.compare('pair', columns));
  asked(base, 'deleted objects', () => base.setDeleted('pair', deleted));
}

const heap = read(await startEngine(), bytes);
settle(heap);
questions(heap);
if (options.includes('--suspects')) {
  const base = read(await startEngine(), fs.readFileSync(older));
  settle(base);
  comparison(base, heap);
  asked(heap, 'suspects: the latest snapshot', () => heap.prepareSuspects());
  const columns = [baseColumns(base, heap.processSample())];
  asked(heap, 'suspects', () => heap.suspects('pair', columns));
}

if (options.includes('--json')) {
  const rounded = number => Math.round(number * 10) / 10;
  const rows = [...calls].map(([what, {longest, whole, count}]) => ({what, longest: rounded(longest), whole: rounded(whole), count}));
  console.log(JSON.stringify(rows));
} else {
  console.log(' longest    whole  calls');
  for (const [what, {longest, whole, count}] of calls) {
    console.log(`${longest.toFixed(1).padStart(8)} ${whole.toFixed(1).padStart(8)} ${String(count).padStart(6)}  ${what}`);
  }
}
const stages = await stopWatching?.();
if (stages) for (const {what, took, from, to} of long) console.log(`${took.toFixed(1).padStart(8)}  ${what}: ${stages(from, to)}`);
