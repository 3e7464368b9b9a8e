// Writes a snapshot of any size for the command line: the structure of a real one again and again, all of it reachable.
//
//   node --max-old-space-size=8000 tests/bench/repeat-heap.mjs FILE TIMES OUT
//
// Every copy has ids and strings of its own. The root of the first one holds the roots of the others. Node.js cannot
// write a snapshot of 4 GB itself without several times that memory.

import fs from 'node:fs';

const [file, times, out] = process.argv.slice(2);
const copies = Number(times);
if (!(copies >= 1) || !out) {
  console.error('usage: node repeat-heap.mjs FILE TIMES OUT');
  process.exit(2);
}

const {snapshot, nodes, edges, strings} = JSON.parse(fs.readFileSync(file, 'utf8'));
const {meta} = snapshot;
const NODE = field => meta.node_fields.indexOf(field);
const EDGE = field => meta.edge_fields.indexOf(field);
const nodeSize = meta.node_fields.length;
const edgeSize = meta.edge_fields.length;
const nodeName = NODE('name');
const nodeId = NODE('id');
const nodeEdges = NODE('edge_count');
const edgeType = EDGE('type');
const edgeName = EDGE('name_or_index');
const edgeTarget = EDGE('to_node');
const element = meta.edge_types[0].indexOf('element');
const hidden = meta.edge_types[0].indexOf('hidden');

let largestId = 0;
for (let at = nodeId; at < nodes.length; at += nodeSize) largestId = Math.max(largestId, nodes[at]);
// V8 hands out ids in steps of two: odd ones to objects of JavaScript.
const idStep = largestId + 1 + ((largestId + 1) % 2);

const fd = fs.openSync(out, 'w');
const write = text => fs.writeSync(fd, text);

/** Writes numbers in pieces; `numberAt` changes each for the copy that is being written. */
function writeNumbers(numbers, numberAt, separator) {
  const piece = 100_000;
  for (let start = 0; start < numbers.length; start += piece) {
    const part = [];
    for (let at = start; at < Math.min(start + piece, numbers.length); at++) part.push(numberAt(at));
    write(separator + part.join(','));
    separator = ',';
  }
}

const {node_count: nodeCount, edge_count: edgeCount} = snapshot;
snapshot.node_count = nodeCount * copies;
snapshot.edge_count = edgeCount * copies + copies - 1;
write(`{"snapshot":${JSON.stringify(snapshot)},\n"nodes":[`);
for (let copy = 0; copy < copies; copy++) {
  const numberAt = at => {
    const field = at % nodeSize;
    if (field === nodeName) return nodes[at] + copy * strings.length;
    if (field === nodeId) return nodes[at] + copy * idStep;
    return at === nodeEdges && copy === 0 ? nodes[at] + copies - 1 : nodes[at];
  };
  writeNumbers(nodes, numberAt, copy ? ',' : '');
}
write('],\n"edges":[');
let separator = '';
for (let copy = 1; copy < copies; copy++) {
  const edge = [];
  edge[edgeType] = element;
  edge[edgeName] = copy;
  edge[edgeTarget] = copy * nodes.length;
  write(separator + edge.join(','));
  separator = ',';
}
for (let copy = 0; copy < copies; copy++) {
  const numberAt = at => {
    const field = at % edgeSize;
    if (field === edgeTarget) return edges[at] + copy * nodes.length;
    if (field !== edgeName) return edges[at];
    const type = edges[at - edgeName + edgeType];
    return type === element || type === hidden ? edges[at] : edges[at] + copy * strings.length;
  };
  writeNumbers(edges, numberAt, separator);
  separator = ',';
}
write('],\n"trace_function_infos":[],\n"trace_tree":[],\n"samples":[],\n"locations":[],\n"strings":[');
const texts = strings.map(text => JSON.stringify(text)).join(',\n');
for (let copy = 0; copy < copies; copy++) write((copy ? ',\n' : '') + texts);
write(']}\n');
fs.closeSync(fd);
