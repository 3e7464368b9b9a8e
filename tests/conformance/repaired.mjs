// Files that leakscope opens and DevTools does not, or not as they were meant: stated differences (ARCHITECTURE.md). So
// that everything else about them can be compared, DevTools is given them with what their headers leave out.

/** How far the header reaches at the most. */
const HEADER_BYTES = 4096;

/** Hermes announced 0 nodes and 0 edges until June 2024. */
const NO_COUNTS = /"node_count":0,"edge_count":0/;

/** Node.js 6 to 9 wrote symbols as the next type after the last one of this list. */
const NO_SYMBOLS = /"sliced string"\]/;

/** Whether the header of a file, of which `text` is the beginning, is in need of it. */
export function needsRepair(text) {
  const header = text.slice(0, HEADER_BYTES);
  return NO_COUNTS.test(header) || NO_SYMBOLS.test(header);
}

/** The whole file with a header that DevTools understands. */
export function repaired(text) {
  const file = JSON.parse(text);
  const {snapshot} = file;
  const {node_fields, node_types, edge_fields} = snapshot.meta;
  if (snapshot.node_count === 0) {
    snapshot.node_count = file.nodes.length / node_fields.length;
    snapshot.edge_count = file.edges.length / edge_fields.length;
  }
  const types = node_types[node_fields.indexOf('type')];
  if (types.at(-1) === 'sliced string') types.push('symbol');
  return JSON.stringify(file);
}
