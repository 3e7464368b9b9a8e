/**
 * Has the browser optimise the engine before a person's files come. WebAssembly starts in code that is compiled quickly
 * and runs slowly; functions that are busy are compiled again, better, while they run, and what one worker has brought
 * about serves all. So a worker that nobody waits for reads and compares two small heaps that are made here. What
 * it gains is in docs/performance.md.
 */
import { type Heap, SnapshotReader } from './pkg/leakscope.js';

/** How often; after so many rounds nothing got faster any more. */
const ROUNDS = 4;
const ENTRIES = 12_000;
/** Pieces as large as those of a file (see file-chunks.ts). */
const PIECE_BYTES = 1 << 20;

const NODE_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'] as const;
const NODE_TYPES = ['hidden', 'array', 'string', 'object', 'closure', 'native', 'synthetic'] as const;
const EDGE_FIELDS = ['type', 'name_or_index', 'to_node'] as const;
const EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'] as const;
const NAMES = ['', 'Object', 'Entry', 'map', 'elements', 'next', 'key', 'value', 'handler', 'global', '<div>'] as const;

type Name = (typeof NAMES)[number];
type Edge = readonly [type: (typeof EDGE_TYPES)[number], name: Name | number, to: number];

/** The numbers of a heap's nodes and edges, as a file has them. */
class HeapNumbers {
  readonly nodes: number[] = [];
  readonly edges: number[] = [];

  constructor(private readonly firstId: number) {}

  add(type: (typeof NODE_TYPES)[number], name: Name | number, size: number, edges: readonly Edge[]): void {
    const id = this.firstId + this.nodes.length;
    this.nodes.push(NODE_TYPES.indexOf(type), this.#name(name), id, size, edges.length, 0);
    for (const [kind, edgeName, to] of edges)
      this.edges.push(EDGE_TYPES.indexOf(kind), this.#name(edgeName), to * NODE_FIELDS.length);
  }

  #name(name: Name | number): number {
    return typeof name === 'number' ? name : NAMES.indexOf(name);
  }
}

/** A heap of entries in a list, each with a plain object, an array, a text, a function and a native object of its own. */
function heapText(firstId: number): string {
  const heap = new HeapNumbers(firstId);
  const entry = (at: number) => 3 + (at % ENTRIES) * 6;
  const map: Edge = ['internal', 'map', 2];
  heap.add('synthetic', '', 0, [['shortcut', 'global', 1], ['element', 1, 2]]);
  heap.add('object', 'global', 32, [['property', 'next', entry(0)], map]);
  heap.add('hidden', 'map', 80, []);
  for (let at = 0; at < ENTRIES; at++) {
    const [here, plain, array, text, handler] = [0, 1, 2, 3, 4].map((part) => entry(at) + part) as [number, number, number, number, number];
    const next: Edge = ['property', 'next', entry(at + 1)];
    heap.add('object', 'Entry', 40, [map, ['property', 'value', plain], next, ['weak', 'key', entry(at * 7)]]);
    heap.add('object', 'Object', 32, [['property', at % 3 ? 'key' : 'value', text], ['property', 'next', array], map]);
    heap.add('array', '', 64, [['element', 0, text], ['element', 1, handler], ['internal', 'elements', 2]]);
    heap.add('string', NAMES.length + at, 24, [map]);
    heap.add('closure', 'handler', 56, [['context', 'value', here], map]);
    heap.add('native', '<div>', 16, [['element', 2, handler]]);
  }
  const meta = {
    node_fields: NODE_FIELDS,
    node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number'],
    edge_fields: EDGE_FIELDS,
    edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
  };
  const counts = { node_count: heap.nodes.length / NODE_FIELDS.length, edge_count: heap.edges.length / EDGE_FIELDS.length };
  const strings = [...NAMES, ...Array.from({ length: ENTRIES }, (_, at) => `the text of entry ${at}`)];
  return JSON.stringify({ snapshot: { meta, ...counts, trace_function_count: 0 }, nodes: heap.nodes, edges: heap.edges, strings });
}

function read(bytes: Uint8Array): Heap {
  const reader = new SnapshotReader(bytes.length);
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) reader.push(bytes.subarray(at, at + PIECE_BYTES));
  return reader.finish();
}

/** The answer to a call for what is found in steps. */
function found<T>(heap: Heap, ask: () => T): T {
  for (;;) {
    try {
      return ask();
    } catch (refused) {
      if (heap.pending(false) !== 'answers') throw refused;
      while (heap.pending(false) === 'answers') heap.advance(false);
    }
  }
}

export function warmUp(): void {
  // Half of the ids are in both.
  const [older, newer] = [1, 1 + ENTRIES * 18].map((firstId) => new TextEncoder().encode(heapText(firstId))) as [Uint8Array, Uint8Array];
  for (let round = 0; round < ROUNDS; round++) {
    const [base, current] = [read(older), read(newer)];
    const columns = found(base, () => base.baseClasses(current.interfaces()));
    base.setDeleted('', found(current, () => current.compare('', columns)));
    while (current.pending(false) !== undefined) current.advance(false);
    base.free();
    current.free();
  }
}
