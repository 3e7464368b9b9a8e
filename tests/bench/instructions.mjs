// What the page's engine executes on a pair of snapshots: `cargo xtask guard` calls it with an engine that counts.
//
//   node tests/bench/instructions.mjs COUNTING.wasm OLDER NEWER      prints {"open": …, "compare": …, …}

import fs from 'node:fs';
import {compare, read, settle} from '../wasm/engine.mjs';

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
counted('suspects', () => current.suspects('pair', [structuredClone(base.suspectColumns())]));
console.log(JSON.stringify(counts));
