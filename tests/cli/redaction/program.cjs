'use strict';
// Leaks into a field of its own for every kind of place in which a program can put data, with a marker in the data.
//   node --expose-gc program.cjs GROUP OLDER NEWER RECORDED
const { EventEmitter } = require('events');
const fs = require('fs');
const inspector = require('inspector');
const v8 = require('v8');
const vm = require('vm');

const MARKER = 'SECRETzq';
const padding = (i) => new Array(20).fill(i);
const long = (i) => `${MARKER}${i}` + 'y'.repeat(80);

class Depot {}
class Tenant {}

/** A kind of place: makes the depot's field, and fills it for the i-th unit of work. */
const GROUPS = {
  keys: {
    bus: [() => new EventEmitter().setMaxListeners(0), (bus, i) => bus.on(`room${i}${MARKER}`, () => i)],
    table: [() => new Map(), (table, i) => table.set(`${MARKER}${i}`, { text: long(i) })],
    symbols: [() => ({}), (symbols, i) => { symbols[Symbol(`${MARKER}${i}`)] = padding(i); }],
    tenants: [() => new Tenant(), (tenants, i) => (tenants[`user${i % 6}${MARKER}`] ??= []).push(padding(i))],
    orders: [() => ({}), (orders, i) => ((orders[`${MARKER}tenant`] ??= {})[`${MARKER}${i}`] = padding(i))],
    shapes: [() => [], (shapes, i) => shapes.push({ [`${MARKER}k${i % 3}`]: padding(i), plain: 1 })],
    list: [() => Object.assign([], { [MARKER]: 1 }), (list, i) => { list[`${MARKER}${i}`] = padding(i); }],
  },
  names: {
    classes: [() => [], (classes, i) => {
      const name = `Cls${MARKER}${i % 5}`;
      classes.push(new { [name]: class { rows = padding(i); } }[name]());
    }],
    functions: [() => [], (functions, i) => {
      const named = Object.defineProperty(() => i, 'name', { value: `fn${MARKER}${i}` });
      functions.push({ named, rows: padding(i) });
    }],
    getters: [() => [], (getters, i) =>
      getters.push(Object.defineProperty({ rows: padding(i) }, `get${MARKER}${i % 4}`, { get: () => i, enumerable: true }))],
    descriptions: [() => [], (descriptions, i) => descriptions.push(Symbol(long(i)))],
    errors: [() => [], (errors, i) => errors.push(new Error(`${MARKER}${i}`))],
    scripts: [() => [], (scripts, i) => {
      const secret = `${MARKER}file${i}`;
      const filename = [secret, `https://shop.example/invite/${secret}`, `${secret}:8080/x.js`][i % 3];
      scripts.push(new vm.Script(`(() => [${i}])`, { filename }).runInThisContext());
    }],
    internals: [() => [], (internals, i) => {
      const name = `system / ${MARKER}`;
      internals.push(new { [name]: class { rows = padding(i); } }[name]());
    }],
    sources: [() => [], (sources, i) => sources.push(new Function('a', `return a + "${MARKER}${i}"`))],
  },
  texts: {
    patterns: [() => [], (patterns, i) => patterns.push(new RegExp(long(i)))],
    weak: [() => ({ values: new WeakMap(), keys: [] }), ({ values, keys }, i) => {
      const key = { i };
      keys.push(key);
      values.set(key, long(i));
    }],
    links: [() => [], (links, i) => links.push(new URL(`http://${MARKER}${i}.example/${MARKER}`))],
    closures: [() => [], (closures, i) => { const token = long(i); closures.push(() => token); }],
    bound: [() => [], (bound, i) => bound.push(((token) => token).bind(null, long(i)))],
    records: [() => [], (records, i) => records.push(JSON.parse(`{"${MARKER}a${i % 4}":{"${MARKER}b":"${MARKER}","n":[${padding(i)}]}}`))],
    text: [() => ({ whole: '' }), (text, i) => { text.whole += long(i); }],
  },
};

const [, , group, older, newer, recorded] = process.argv;
const depot = (globalThis.depot = new Depot());
const places = Object.entries(GROUPS[group]);
// Every field is named in the code, as a program's own are.
for (const [name, [make]] of places) depot[name] = make();

function work(from, to) {
  for (let i = from; i < to; i++) for (const [name, [, fill]] of places) fill(depot[name], i);
  for (let time = 0; time < 3; time++) globalThis.gc();
}
work(0, 60);
v8.writeHeapSnapshot(older);
work(60, 700);
v8.writeHeapSnapshot(newer);

// The same work, with who allocated what.
const session = new inspector.Session();
session.connect();
session.on('HeapProfiler.addHeapSnapshotChunk', ({ params }) => fs.appendFileSync(recorded, params.chunk));
session.post('HeapProfiler.startTrackingHeapObjects', { trackAllocations: true });
work(700, 760);
session.post('HeapProfiler.stopTrackingHeapObjects', { reportProgress: false });
