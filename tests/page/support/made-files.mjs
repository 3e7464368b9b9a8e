/** Files made for a test. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';

/** A folder for a test's files, which the test removes, and how to write into it. */
export function madeFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'leakscope-page-'));
  return {
    folder,
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

const META = {
  node_fields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
  node_types: [['synthetic', 'object', 'string', 'array'], 'string', 'number', 'number', 'number', 'number'],
  edge_fields: ['type', 'name_or_index', 'to_node'],
  edge_types: [['property', 'shortcut', 'internal'], 'string_or_number', 'node'],
};

/** The text of a snapshot. Nodes are `{ id, type, name, size }`, the root first; edges `[from, type, name, to]`. */
export function snapshotText(nodes, edges) {
  const [nodeTypes] = META.node_types;
  const [edgeTypes] = META.edge_types;
  const strings = [...new Set([...nodes.map(({ name }) => name), ...edges.map(([, , name]) => name)])];
  const own = (node) => edges.filter(([from]) => from === node);
  return JSON.stringify({
    snapshot: { meta: META, node_count: nodes.length, edge_count: edges.length, trace_function_count: 0 },
    nodes: nodes.flatMap((node) => [
      nodeTypes.indexOf(node.type),
      strings.indexOf(node.name),
      node.id,
      node.size,
      own(node).length,
      0,
    ]),
    edges: nodes
      .flatMap(own)
      .flatMap(([, type, name, to]) => [
        edgeTypes.indexOf(type),
        strings.indexOf(name),
        nodes.indexOf(to) * META.node_fields.length,
      ]),
    trace_function_infos: [],
    trace_tree: [],
    samples: [],
    locations: [],
    strings,
  });
}

/** The text of a snapshot with so many objects of the class `Item`, all held by the root. */
export function manyItems(count) {
  const { snapshot, ...rest } = JSON.parse(snapshotText([], []));
  const items = Array.from({ length: count }, (_, at) => [1, 1, 3 + 2 * at, 16, 0, 0]);
  return JSON.stringify({
    snapshot: { ...snapshot, node_count: count + 1, edge_count: count },
    ...rest,
    nodes: [[0, 0, 1, 0, count, 0], ...items].flat(),
    edges: items.flatMap((_, at) => [0, 2, (at + 1) * META.node_fields.length]),
    strings: ['', 'Item', 'item'],
  });
}

const BLOCK_BYTES = 4 << 20;
const BLOCKS = 400;

/** White space of which a packer makes about a thirtieth. */
function whiteSpace() {
  const bytes = Buffer.alloc(BLOCK_BYTES, ' ');
  let state = 1;
  for (let at = 0; at < bytes.length; at += 1 + ((state >>> 12) % 160)) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = '\t\n\r'.charCodeAt((state >>> 8) % 3);
  }
  return bytes;
}

/**
 * A packed file of 46 MB that takes seconds to read: a header, and then, among the nodes, gigabytes of white space.
 * Packed blocks that end at a full flush do not depend on each other, so one is repeated.
 */
export function endlessSnapshot() {
  const header = { meta: META, node_count: 100, edge_count: 0, trace_function_count: 0 };
  const flushed = { finishFlush: constants.Z_FULL_FLUSH };
  const start = deflateRawSync(`{"snapshot":${JSON.stringify(header)},"nodes":[`, flushed);
  const block = deflateRawSync(whiteSpace(), flushed);
  const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  return Buffer.concat([gzipHeader, start, ...Array.from({ length: BLOCKS }, () => block)]);
}
