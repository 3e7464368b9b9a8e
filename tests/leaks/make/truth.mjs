// The truth about a case. What a case.mjs claims is measured first, with the classes as DevTools names them: the
// culprit is taken out of snapshot B; objects that are new since A and then can no longer be reached from the root are
// held by the culprit alone. A claimed class must be among them, about once a unit.

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import {Reference} from '../../conformance/reference.mjs';

/** A class counts as growing with the load when at least this many of its objects are held for each unit. */
const PER_UNIT = 0.4;

/** A leaked window holds hundreds of classes; the largest of them are enough. */
const MOST_LISTED = 30;

const IN_WEAK_MAP = / \/ part of key \(.* @\d+\) -> value \(.* @\d+\) pair in WeakMap \(table @(\d+)\)$/;

const unpack = (file) => JSON.parse(zlib.gunzipSync(fs.readFileSync(file)));

/** Nodes and edges of a snapshot file, as far as cutting and reaching need them. */
class Heap {
  constructor(file) {
    const {
      snapshot: {meta},
      nodes,
      edges,
      strings,
    } = unpack(file);
    const field = Object.fromEntries(meta.node_fields.map((name, at) => [name, at]));
    const width = meta.node_fields.length;
    const [, , toNode] = ['type', 'name_or_index', 'to_node'].map((name) => meta.edge_fields.indexOf(name));
    this.count = nodes.length / width;
    this.name = (ordinal) => strings[nodes[ordinal * width + field.name]];
    this.id = (ordinal) => nodes[ordinal * width + field.id];
    this.size = (ordinal) => nodes[ordinal * width + field.self_size];
    this.edgeType = (edge) => meta.edge_types[0][edges[edge * 3]];
    this.edgeName = (edge) =>
      ['element', 'hidden'].includes(this.edgeType(edge)) ? edges[edge * 3 + 1] : strings[edges[edge * 3 + 1]];
    this.edgeTarget = (edge) => edges[edge * 3 + toNode] / width;
    this.firstEdge = new Uint32Array(this.count + 1);
    for (let ordinal = 0; ordinal < this.count; ordinal++)
      this.firstEdge[ordinal + 1] = this.firstEdge[ordinal] + nodes[ordinal * width + field.edge_count];
  }

  /** Whether an edge keeps its target alive. The value in a WeakMap is kept by its key, not by the map's table. */
  holds(owner, edge) {
    if (this.edgeType(edge) === 'weak') return false;
    const table = this.edgeType(edge) === 'internal' && IN_WEAK_MAP.exec(this.edgeName(edge))?.[1];
    return Number(table) !== this.id(owner);
  }

  /**
   * The edges by which objects are reached first from the root, by ordinal; -1 for objects that are not reached. Objects
   * that are `gone` (ordinals) lead nowhere.
   */
  reachedBy(gone) {
    const reachedBy = new Int32Array(this.count).fill(-1);
    const order = [0];
    for (const owner of order) {
      for (let edge = this.firstEdge[owner]; edge < this.firstEdge[owner + 1]; edge++) {
        const target = this.edgeTarget(edge);
        if (target === 0 || reachedBy[target] !== -1 || gone.has(target) || !this.holds(owner, edge)) continue;
        reachedBy[target] = edge;
        order.push(target);
      }
    }
    return reachedBy;
  }

  /** Ordinals of the objects that `culprit` names: [class prefix, name of an edge to them], or the prefix alone. */
  named(culprit) {
    const named = new Set();
    for (let owner = 0; owner < this.count; owner++) {
      const parts = culprit.filter(([name]) => this.name(owner).startsWith(name));
      if (parts.some(([, edgeName]) => edgeName === undefined)) named.add(owner);
      for (let edge = this.firstEdge[owner]; parts.length && edge < this.firstEdge[owner + 1]; edge++) {
        if (parts.some(([, edgeName]) => edgeName === this.edgeName(edge))) named.add(this.edgeTarget(edge));
      }
    }
    if (named.size === 0) throw new Error(`nothing is named ${JSON.stringify(culprit)}`);
    return named;
  }

  /** The chain from the root to an object, to be read by people. */
  chain(ordinal, reachedBy) {
    const steps = [];
    for (let at = ordinal; at !== 0;) {
      const edge = reachedBy[at];
      steps.unshift(`.${this.edgeName(edge)} ${this.name(at).slice(0, 40)} @${this.id(at)}`);
      at = this.firstEdge.findLastIndex((first) => first <= edge);
    }
    return steps.join('\n    ');
  }
}

/** Class and size of every object, by id, as DevTools shows them: the size of an object's own backing store is its own. */
async function asDevtoolsShows(file) {
  const reference = await Reference.open(file);
  const rows = reference.classRows();
  const shown = new Map();
  for (const {id, key, shallowSize} of reference.nodes())
    shown.set(id, {name: rows.get(key)?.name ?? key, size: shallowSize});
  return shown;
}

/**
 * What is new from `base` to `current`, or has grown, and is held by the culprit alone: class → {count, bytes}. And for
 * the classes that something else holds as well: class → chain to an example.
 */
async function heldByCulprit(base, current, culprit) {
  const heap = new Heap(current);
  const before = heap.reachedBy(new Set());
  const after = heap.reachedBy(heap.named(culprit));
  const old = await asDevtoolsShows(base);
  const shown = await asDevtoolsShows(current);
  const held = new Map();
  const elsewhere = new Map();
  for (let ordinal = 1; ordinal < heap.count; ordinal++) {
    const {name, size} = shown.get(heap.id(ordinal));
    const oldSize = old.get(heap.id(ordinal))?.size;
    if (before[ordinal] === -1 || size <= oldSize) continue;
    if (after[ordinal] !== -1) {
      if (!elsewhere.has(name)) elsewhere.set(name, heap.chain(ordinal, after));
      continue;
    }
    const sum = held.get(name) ?? {count: 0, bytes: 0};
    held.set(name, {count: sum.count + 1, bytes: sum.bytes + size - (oldSize ?? 0)});
  }
  return {held, elsewhere};
}

/** What there is more of, by class, where objects have other ids in every snapshot: class → {count, bytes}. */
async function grownByClass(base, current) {
  const grown = new Map();
  for (const [file, sign] of [[base, -1], [current, 1]]) {
    for (const {name, size} of (await asDevtoolsShows(file)).values()) {
      const sum = grown.get(name) ?? {count: 0, bytes: 0};
      grown.set(name, {count: sum.count + sign, bytes: sum.bytes + sign * size});
    }
  }
  return {held: grown, elsewhere: new Map()};
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
  const {held, elsewhere} = spec.runtime.startsWith('bun')
    ? await grownByClass(file('A'), file('B'))
    : await heldByCulprit(file('A'), file('B'), spec.culprit);
  const least = spec.inPlace ? 1 : PER_UNIT * (spec.perUnit ?? 1) * spec.units;
  const rows = [...held].sort(([, a], [, b]) => b.bytes - a.bytes);
  const growing = rows.filter(([, {count, bytes}]) => count >= least && bytes > 0).map(([name]) => name);
  for (const [name, {count, bytes}] of rows.slice(0, 20))
    console.log(`  ${String(count).padStart(7)} ${String(bytes).padStart(9)} B  ${name}`);
  const wrong = spec.growsClass.filter((name) => !growing.includes(name));
  if (wrong.length) {
    throw new Error(
      `claimed to grow, but not held by the culprit alone:${wrong.map((name) => `\n  ${name}\n    ${elsewhere.get(name)}`).join('')}`,
    );
  }
  return {
    alsoGrows: growing.filter((name) => !spec.growsClass.includes(name)).slice(0, MOST_LISTED),
    bytes: rows.reduce((sum, [, {bytes}]) => sum + bytes, 0),
  };
}

/** The content of truth.json for the case whose snapshots are in `directory`. */
export async function truthOf(spec, directory) {
  const file = (name) => path.join(directory, `${name}.heapsnapshot.gz`);
  const {alsoGrows, bytes} = spec.leak ? await measure(spec, file) : {alsoGrows: [], bytes: 0};
  const truth = {
    runtime: spec.runtime,
    leak: spec.leak,
    what: spec.what,
    grows_class: spec.growsClass ?? [],
    also_grows: alsoGrows,
    holder_any: spec.holderAny ?? [],
    approx_new_objects: spec.leak ? spec.units * (spec.perUnit ?? 1) : 0,
    approx_bytes: bytes,
    innocent: spec.innocent,
    series: spec.series,
  };
  if (spec.note) truth.note = spec.note;
  if (spec.fixed) {
    truth.fix = {
      snapshots: ['fixed-A', 'fixed-B'],
      process: 'new process of the fixed program',
      leak: spec.fixed.leak,
      verdict: spec.fixed.verdict,
      heap_delta_bytes: heapBytes(file('fixed-B')) - heapBytes(file('fixed-A')),
    };
  }
  return truth;
}
