// A heap snapshot as its file has it, for tests that say what a runtime writes: nothing is computed, merged or left out.

import fs from 'node:fs';
import zlib from 'node:zlib';

/** Nodes (`type`, `name`, `id`, `size`, `edges`, `retainers`) and the parsed `file` of a snapshot, gzipped or not. */
export function rawHeap(path) {
  const bytes = fs.readFileSync(path);
  const file = JSON.parse(bytes[0] === 0x1f ? zlib.gunzipSync(bytes) : bytes);
  const {node_fields, node_types, edge_fields, edge_types} = file.snapshot.meta;
  const nodes = rows(file.nodes, node_fields).map(({type, name, id, self_size, edge_count}) => ({
    type: node_types[0][type],
    name: file.strings[name],
    id,
    size: self_size,
    edgeCount: edge_count,
    edges: [],
    retainers: [],
  }));
  const edges = rows(file.edges, edge_fields);
  let next = 0;
  for (const from of nodes) {
    for (const {type, name_or_index, to_node} of edges.slice(next, (next += from.edgeCount))) {
      const kind = edge_types[0][type];
      const name = kind === 'element' || kind === 'hidden' ? name_or_index : file.strings[name_or_index];
      const edge = {kind, name, from, to: nodes[to_node / node_fields.length]};
      from.edges.push(edge);
      edge.to.retainers.push(edge);
    }
  }
  return {file, nodes};
}

/** A flat section of the file as objects. */
function rows(numbers, fields) {
  const found = [];
  for (let at = 0; at < numbers.length; at += fields.length) {
    found.push(Object.fromEntries(fields.map((field, offset) => [field, numbers[at + offset]])));
  }
  return found;
}
