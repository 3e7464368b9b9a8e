// Writes truth.json of a case. What a case.mjs claims is measured first, with the classes as DevTools names them: the
// culprit's edges are cut in the last snapshot but one or, of a pair, in B; objects that are new since A and then can no
// longer be reached from the root are held by the culprit. A claimed class must be among them, about once a unit.

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import {Reference} from '../../conformance/reference.mjs';

/** Classes that grow with almost everything and so do not name a leak by themselves. */
const COMMON = /^(\(.*\)|Object|Array|Function|system \/ .*|Map|Set|Promise)$/;

/** A class counts as growing with the load when at least this many of its objects are held for each unit. */
const PER_UNIT = 0.4;

const unpack = file => JSON.parse(zlib.gunzipSync(fs.readFileSync(file)));

/** Nodes and edges of a snapshot file, as far as cutting and reaching need them. */
class Heap {
  constructor(file) {
    const {snapshot: {meta}, nodes, edges, strings} = unpack(file);
    const field = Object.fromEntries(meta.node_fields.map((name, at) => [name, at]));
    const width = meta.node_fields.length;
    const [, , toNode] = ['type', 'name_or_index', 'to_node'].map(name => meta.edge_fields.indexOf(name));
    this.count = nodes.length / width;
    this.name = ordinal => strings[nodes[ordinal * width + field.name]];
    this.id = ordinal => nodes[ordinal * width + field.id];
    this.size = ordinal => nodes[ordinal * width + field.self_size];
    this.edgeType = edge => meta.edge_types[0][edges[edge * 3]];
    this.edgeName = edge => (['element', 'hidden'].includes(this.edgeType(edge)) ? edges[edge * 3 + 1] : strings[edges[edge * 3 + 1]]);
    this.edgeTarget = edge => edges[edge * 3 + toNode] / width;
    this.firstEdge = new Uint32Array(this.count + 1);
    for (let ordinal = 0; ordinal < this.count; ordinal++) this.firstEdge[ordinal + 1] = this.firstEdge[ordinal] + nodes[ordinal * width + field.edge_count];
  }

  /** Ordinals reachable from the root by edges that hold and that `isCut` does not name. */
  reached(isCut) {
    const reached = new Uint8Array(this.count);
    reached[0] = 1;
    const pending = [0];
    while (pending.length) {
      const owner = pending.pop();
      for (let edge = this.firstEdge[owner]; edge < this.firstEdge[owner + 1]; edge++) {
        const target = this.edgeTarget(edge);
        if (reached[target] || this.edgeType(edge) === 'weak' || isCut(owner, edge)) continue;
        reached[target] = 1;
        pending.push(target);
      }
    }
    return reached;
  }
}

/** Name of the class of every object, by id, as DevTools shows it. */
async function classNames(file) {
  const reference = await Reference.open(file);
  const rows = reference.classRows();
  const names = new Map();
  for (const {id, key} of reference.nodes()) names.set(id, rows.get(key)?.name ?? key);
  return names;
}

/** class → {count, bytes} of the objects that are new from `base` to `current` and held by the culprit alone. */
async function heldByCulprit(base, current, culprit) {
  const heap = new Heap(current);
  const old = new Heap(base);
  const oldIds = new Set(Array.from({length: old.count}, (_, ordinal) => old.id(ordinal)));
  let cuts = 0;
  const isCut = (owner, edge) => {
    const cut = culprit.some(([name, edgeName]) => heap.edgeName(edge) === edgeName && heap.name(owner).startsWith(name));
    cuts += cut;
    return cut;
  };
  const before = heap.reached(() => false);
  const after = heap.reached(isCut);
  if (cuts === 0) throw new Error(`no edge is ${JSON.stringify(culprit)}`);
  const names = await classNames(current);
  const held = new Map();
  for (let ordinal = 0; ordinal < heap.count; ordinal++) {
    if (!before[ordinal] || after[ordinal] || oldIds.has(heap.id(ordinal))) continue;
    const name = names.get(heap.id(ordinal));
    const sum = held.get(name) ?? {count: 0, bytes: 0};
    held.set(name, {count: sum.count + 1, bytes: sum.bytes + heap.size(ordinal)});
  }
  return held;
}

/** Shallow bytes of everything in a snapshot. */
function heapBytes(file) {
  const heap = new Heap(file);
  let bytes = 0;
  for (let ordinal = 0; ordinal < heap.count; ordinal++) bytes += heap.size(ordinal);
  return bytes;
}

/** Measures the leak of a case and holds the claims of its case.mjs against it. */
async function measure(spec, file) {
  const held = await heldByCulprit(file('A'), file('B'), spec.culprit);
  const rows = [...held].sort(([, a], [, b]) => b.bytes - a.bytes);
  for (const [name, {count, bytes}] of rows.slice(0, 14)) console.log(`  ${String(count).padStart(7)} ${String(bytes).padStart(9)} B  ${name}`);
  const least = PER_UNIT * (spec.perUnit ?? 1) * spec.units;
  const growing = rows.filter(([, {count}]) => count >= least).map(([name]) => name);
  const wrong = spec.growsClass.filter(name => !growing.includes(name) && !spec.grownInPlace);
  if (wrong.length) throw new Error(`claimed to grow, but not held by the culprit: ${wrong.join(', ')}`);
  return {
    growsClass: [...spec.growsClass, ...growing.filter(name => !spec.growsClass.includes(name) && !COMMON.test(name))],
    alsoGrows: growing.filter(name => !spec.growsClass.includes(name) && COMMON.test(name)),
    bytes: rows.reduce((sum, [, {bytes}]) => sum + bytes, 0),
  };
}

/** Writes `directory`/truth.json. */
export async function writeTruth(spec, directory) {
  const file = name => path.join(directory, `${name}.heapsnapshot.gz`);
  const {growsClass, alsoGrows, bytes} = spec.leak ? await measure(spec, file) : {growsClass: [], alsoGrows: [], bytes: 0};
  const truth = {
    runtime: spec.runtime,
    leak: spec.leak,
    what: spec.what,
    grows_class: growsClass,
    also_grows: alsoGrows,
    holder_any: spec.holderAny ?? [],
    approx_new_objects: spec.leak ? spec.units : 0,
    approx_bytes: bytes,
    innocent: spec.innocent,
    series: spec.series,
  };
  if (spec.note) truth.note = spec.note;
  if (spec.fixed) {
    truth.fix = {
      snapshots: ['fixed-A', 'fixed-B'],
      process: 'new process of the fixed program, same load',
      leak: false,
      heap_delta_bytes: heapBytes(file('fixed-B')) - heapBytes(file('fixed-A')),
    };
  }
  fs.writeFileSync(path.join(directory, 'truth.json'), `${JSON.stringify(truth, undefined, 1)}\n`);
}
