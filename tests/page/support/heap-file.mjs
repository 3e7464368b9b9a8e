/** A snapshot file as it is: its edges, read the plain way. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const heaps = new Map();

function heapOf(file) {
  if (!heaps.has(file)) heaps.set(file, JSON.parse(gunzipSync(readFileSync(file)).toString()));
  return heaps.get(file);
}

/** Every edge of an object, in file order. */
export function edgesOf(file, id) {
  const { snapshot, nodes, edges, strings } = heapOf(file);
  const { node_fields: nodeFields, edge_fields: edgeFields, edge_types: edgeTypes } = snapshot.meta;
  const [idField, countField] = ['id', 'edge_count'].map((field) => nodeFields.indexOf(field));
  let first = 0;
  let node = 0;
  while (nodes[node + idField] !== id) {
    first += nodes[node + countField] * edgeFields.length;
    node += nodeFields.length;
    if (node >= nodes.length) throw new Error(`${file} has no object @${id}`);
  }
  const found = [];
  for (let edge = first; edge < first + nodes[node + countField] * edgeFields.length; edge += edgeFields.length) {
    const type = edgeTypes[0][edges[edge]];
    const name = type === 'element' || type === 'hidden' ? edges[edge + 1] : strings[edges[edge + 1]];
    found.push({ type, name, to: nodes[edges[edge + 2] + idField] });
  }
  return found;
}
