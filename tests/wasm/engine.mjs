// The engine as the page's worker has it: the built wasm package, started with a compiled module. Each engine is an
// instance with a memory of its own.

import fs from 'node:fs';
import {importModules} from '../support/modules.mjs';
import {withMost} from './memory-limit.mjs';

const PACKAGE = new URL('../../www/engine/pkg/', import.meta.url);
const code = fs.readFileSync(new URL('leakscope_bg.wasm', PACKAGE));
const module = new WebAssembly.Module(code);
let started = 0;

/**
 * A new engine. The number makes Node.js load the script again, which holds the instance. Its memory may have so many `pages`
 * of 64 kB; if none are named, as many as there are.
 */
export async function startEngine({pages} = {}) {
  const engine = await import(new URL(`leakscope.js?${++started}`, PACKAGE));
  engine.initSync({module: pages === undefined ? module : new WebAssembly.Module(withMost(pages, code))});
  return engine;
}

export function bytesOf(text) {
  return new TextEncoder().encode(text);
}

export function sample(name) {
  return fs.readFileSync(new URL(`../samples/${name}`, import.meta.url));
}

/** Reads a file, handed over in chunks of the given size. */
export function read(engine, bytes, chunkSize = 1 << 20) {
  const reader = new engine.SnapshotReader(bytes.length);
  for (let start = 0; start < bytes.length; start += chunkSize) {
    reader.push(bytes.subarray(start, start + chunkSize));
    // Once more from the start.
    if (reader.startsOver()) start = -chunkSize;
  }
  return reader.finish();
}

/** Runs every background computation and gives their names. */
export function settle(heap) {
  const done = [];
  while (heap.pending(false) !== undefined) {
    const phase = heap.advance(false);
    if (phase !== undefined) done.push(phase);
  }
  return done;
}

/** The answer to a call for what is found in steps: asked for again when a step says that it is there, as the worker does. `step`
 * makes each step. */
export function answered(heap, ask, step = advance => advance()) {
  for (;;) {
    try {
      return ask();
    } catch (error) {
      if (error.kind !== 'not-ready') throw error;
    }
    while (step(() => heap.advance(false)) === undefined);
  }
}

/** A heap whose calls are all asked until they are answered. */
export const answering = heap =>
  new Proxy(heap, {
    get: (target, name) =>
      typeof target[name] === 'function' ? (...args) => answered(target, () => target[name](...args)) : target[name],
  });

/** The columns of an earlier snapshot as they come to the latest one's worker, of whatever process that is. */
export const baseColumns = (heap, sample = {buffers: []}) => structuredClone(answered(heap, () => heap.baseColumns(sample)));

/** All rows of a table, asked for a screen at a time. */
export function allRows(ask, column = 'object', rows = []) {
  const page = ask({sort: {column, ascending: true}, from: rows.length, count: 500});
  rows.push(...page.rows);
  return rows.length < page.total ? allRows(ask, column, rows) : rows;
}

/** Compares two open snapshots as two workers do: everything that crosses is copied, as by a message. */
export function compare(base, current, of = 'pair') {
  const columns = answered(base, () => base.baseClasses(structuredClone(current.interfaces())));
  const deleted = answered(current, () => current.compare(of, structuredClone(columns)));
  base.setDeleted(of, structuredClone(deleted));
}

const {matchAll} = await importModules('engine/expressions');

/** Of texts that have been held against no expression. */
export const NO_ANSWERS = new Uint8Array();

/** Searches to the end, as the page does: what is asked meanwhile is answered by the browser's expressions. */
export function searched(heap, of, typed, onStep = () => {}) {
  for (let answers = NO_ANSWERS; ;) {
    const step = heap.find(of, typed, false, answers);
    onStep(step);
    answers = 'asks' in step ? matchAll(step.asks) : NO_ANSWERS;
    if (step.done) return step;
  }
}
