// How long the engine takes for what a table asks of it, in the wasm that the page loads, without a browser: a class of a
// million objects, and an object with a million links.
//
//   node tests/bench/tables.mjs [OBJECTS]     (after `cargo xtask engine`)
//
// Prints medians in ms. Orders are kept, so that each is asked for once as it is for the first time, with its first rows,
// and then at places that nobody has looked at.

import {bytesOf, read, settle, startEngine} from '../wasm/engine.mjs';

const OBJECTS = Number(process.argv[2] ?? 1_000_000);
const RUNS = 5;
const ROWS = 50;

/** A list of objects of one class, each with a string of its own: ids, sizes and names in no order. */
function snapshot(count) {
  const nodeTypes = ['hidden', 'array', 'string', 'object', 'synthetic'];
  const edgeTypes = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];
  const scattered = at => Math.imul(at, 0x9e3779b1) >>> 0;
  const strings = ['', 'Array', 'Parcel', 'code', ...Array.from({length: count}, (_, at) => `parcel/${scattered(at).toString(36)}`)];
  const [STRING, OBJECT, SYNTHETIC] = [2, 3, 4];
  const [ELEMENT, PROPERTY] = [1, 2];
  const nodes = [[SYNTHETIC, 0, 1, 0, 1, 0], [OBJECT, 1, 3, 16, count, 0]];
  const edges = [[ELEMENT, 0, 6]];
  for (let at = 0; at < count; at++) {
    nodes.push([OBJECT, 2, 5 + 4 * at, 16 + (scattered(at) % 200) * 8, 1, 0], [STRING, 4 + at, 7 + 4 * at, 24 + (scattered(at) % 50) * 4, 0, 0]);
    edges.push([ELEMENT, at, 6 * (2 + 2 * at)]);
  }
  for (let at = 0; at < count; at++) edges.push([PROPERTY, 3, 6 * (3 + 2 * at)]);
  const meta = {
    node_fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
    node_types: [nodeTypes, 'string', 'number', 'number', 'number', 'number'],
    edge_fields: ['type', 'name_or_index', 'to_node'],
    edge_types: [edgeTypes, 'string_or_number', 'node'],
  };
  const header = JSON.stringify({meta, node_count: nodes.length, edge_count: edges.length});
  return `{"snapshot":${header},"nodes":[${nodes}],"edges":[${edges}],"strings":${JSON.stringify(strings)}}`;
}

const bytes = bytesOf(snapshot(OBJECTS));
const times = new Map();

function timed(what, act) {
  const start = performance.now();
  const result = act();
  times.set(what, [...(times.get(what) ?? []), performance.now() - start]);
  return result;
}

const query = (column, ascending, from = 0) => ({sort: {column, ascending}, from, count: ROWS});
const DEEP = [0.5, 0.9999].map(part => Math.floor(OBJECTS * part));

/** First rows in every order, then rows far below. */
function lists(name, columns, ask) {
  for (const column of columns) {
    for (const ascending of [true, false]) {
      const order = `${name} by ${column}, ${ascending ? 'ascending' : 'descending'}`;
      timed(order, () => ask(query(column, ascending)));
      for (const from of DEEP) timed(`${order}, from row ${from}`, () => ask(query(column, ascending, from)));
    }
  }
}

for (let run = 0; run < RUNS; run++) {
  const heap = read(await startEngine(), bytes);
  settle(heap);
  const classes = timed('Summary', () => heap.summary(query('retainedSize', false))).rows;
  timed('Summary, filtered', () => heap.summary({...query('retainedSize', false), filter: 'parc'}));
  const named = name => ({kind: 'class', classIndex: classes.find(row => row.name === name).classIndex});
  const columns = ['object', 'distance', 'shallowSize', 'retainedSize'];
  lists('objects', columns, ask => heap.instances(named('Parcel'), ask));
  lists('strings', columns, ask => heap.instances(named('(string)'), ask));
  lists('properties', columns, ask => heap.properties(1, ask));
  timed('find by id', () => heap.findById(3 + 4 * OBJECTS));
  heap.free();
}

const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
for (const [what, values] of times) console.log(`${median(values).toFixed(1).padStart(8)} ms  ${what}`);
