// What the page's engine executes on a pair of snapshots: `cargo xtask guard` calls it with an engine that counts.
//
//   node tests/bench/instructions.mjs COUNTING.wasm OLDER NEWER      prints {"open": …, "compare": …, …}

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {answered, compare, read, settle, baseColumns} from '../wasm/engine.mjs';

const [counting, ...files] = process.argv.slice(2);
const module = new WebAssembly.Module(fs.readFileSync(counting));
const SCREEN = {from: 0, count: 50};

/** A new engine in an instance of its own, and how many instructions it has executed so far. */
async function startEngine(number) {
  const engine = await import(new URL(`../../www/engine/pkg/leakscope.js?counted-${number}`, import.meta.url));
  const {instructions} = engine.initSync({module});
  return {engine, executed: () => Number(instructions.value)};
}

const engines = await Promise.all(files.map((_, number) => startEngine(number)));
const executed = () => engines.reduce((sum, {executed}) => sum + executed(), 0);
const [older, newer] = engines.map(({engine}, number) => () => read(engine, fs.readFileSync(files[number])));

/** Each step with what it alone took. */
const counts = {};
let before = executed();
function counted(step, act) {
  const result = act();
  counts[step] = executed() - before;
  before = executed();
  return result;
}

const [base, current] = counted('open', () => [older(), newer()]);
counted('compare', () => {
  compare(base, current);
  current.comparison('pair', {...SCREEN, sort: {column: 'sizeDelta', ascending: false}});
});
counted('complete', () => {
  [base, current].forEach(settle);
  current.summary({...SCREEN, sort: {column: 'retainedSize', ascending: false}});
});
counted('suspects', () => {
  answered(current, () => current.prepareSuspects());
  const columns = [baseColumns(base, current.processSample())];
  answered(current, () => current.suspects('pair', columns));
});
Object.assign(counts, await longestSteps());
console.log(JSON.stringify(counts));

/**
 * The most instructions of one step while the newer sample ten times over, which has many blocks of nodes, is computed, asked
 * what takes long to answer, and searched for suspects with the older one: a click waits no longer. A loop over all nodes or
 * edges that is no work in steps is several times as much.
 */
async function longestSteps() {
  const large = path.join(path.dirname(files[1]), 'large.heapsnapshot');
  execFileSync(process.execPath, [fileURLToPath(new URL('repeat-heap.mjs', import.meta.url)), files[1], '10', large], {stdio: 'ignore'});
  const [older, newer] = await Promise.all([startEngine('older'), startEngine('newer')]);
  const [before, after] = [read(older.engine, fs.readFileSync(files[0])), read(newer.engine, fs.readFileSync(large))];
  fs.rmSync(large);
  settle(before);
  const longest = {};
  const step = (what, advance) => {
    const start = newer.executed();
    try {
      return advance();
    } finally {
      longest[`longest step of ${what}`] = Math.max(longest[`longest step of ${what}`] ?? 0, newer.executed() - start);
    }
  };
  for (let phase; (phase = after.pending(false)) !== undefined;) step(phase, () => after.advance(false));
  const compared = call => answered(after, call, advance => step('comparison', advance));
  compared(() => after.prepareComparison());
  const classes = answered(before, () => before.baseClasses(after.interfaces()));
  compared(() => after.compare('large', classes));
  for (const question of questions(after)) {
    answered(after, () => step('answers', question), advance => step('answers', advance));
  }
  const ask = call => answered(after, call, advance => step('suspects', advance));
  ask(() => after.baseColumns({buffers: []}));
  ask(() => after.prepareSuspects());
  const columns = [baseColumns(before)];
  ask(() => after.suspects('large', columns));
  return longest;
}

/** What is not answered at once. */
function questions(heap) {
  const query = (column, more) => ({...SCREEN, sort: {column, ascending: false}, ...more});
  const classes = heap.summary(query('count')).rows;
  const set = {kind: 'class', classIndex: classes[0].classIndex};
  const last = heap.info().nodeCount - 1;
  return [
    () => heap.path(last, false, []),
    () => heap.path(last, false, [heap.info().rootOrdinal + 1]),
    () => heap.cuts(last, false),
    () => heap.mergedPaths(set, false),
    () => heap.instances(set, query('object')),
    () => heap.nativeContexts(),
    () => heap.summary(query('retainedSize', {objects: 'duplicated-strings'})),
    () => heap.summary(query('retainedSize', {objects: 'retained-by-contexts'})),
    () => heap.redactedNames([last], [], []),
  ];
}
