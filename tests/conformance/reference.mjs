// Opens a heap snapshot with DevTools' own code and hands out its answers in the shapes of leakscope's JSON, so that
// the two can be compared value by value. Nothing is computed here; every number is DevTools'.

import fs from 'node:fs';
import {MessageChannel} from 'node:worker_threads';
import zlib from 'node:zlib';
import {devtoolsBundle} from './bundle.mjs';
import {needsRepair, repaired} from './repaired.mjs';

// DevTools' code uses this ES2024 function, which Node 20 lacks.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((a, b) => ([resolve, reject] = [a, b]));
  return {promise, resolve, reject};
};

const {ComparatorConfig, HeapSnapshotLoader, NodeFilter, SecondaryInitManager} = await import(await devtoolsBundle());

/** DevTools' distance of what nothing reaches. */
const UNREACHED = -5;

/** Where a function stands; DevTools shows no place of one that is in no script. */
function place({scriptName, scriptId, line, column}) {
  if (scriptId === 0) return {file: null, scriptId: null, line: null, column: null};
  return {file: scriptName || null, scriptId, line, column};
}

/** The bytes of a snapshot file, unpacked if they begin as gzip does. */
export function openSnapshotFile(file) {
  const magic = Buffer.alloc(2);
  const fd = fs.openSync(file, 'r');
  fs.readSync(fd, magic, 0, 2, 0);
  fs.closeSync(fd);
  const stream = fs.createReadStream(file, {highWaterMark: 1 << 20});
  return magic.readUInt16BE() === 0x1f8b ? stream.pipe(zlib.createGunzip()) : stream;
}

async function load(file) {
  // DevTools' code lists unreachable objects on the console while it works.
  console.warn = () => {};
  const loader = new HeapSnapshotLoader({sendEvent() {}});
  const decoder = new TextDecoder();
  let toRepair;
  for await (const chunk of openSnapshotFile(file)) {
    const text = decoder.decode(chunk, {stream: true});
    // What needs repair is small and kept until it is whole; everything else streams.
    toRepair ??= needsRepair(text) ? [] : false;
    if (toRepair) toRepair.push(text);
    else loader.write(text);
  }
  if (toRepair) loader.write(repaired(toRepair.join('') + decoder.decode()));
  else loader.write(decoder.decode());
  loader.close();
  await loader.parsingComplete;
  // DevTools computes dominators in a second worker; its code is content with a channel inside one thread.
  const {port1, port2} = new MessageChannel();
  new SecondaryInitManager(port2);
  try {
    return await loader.buildSnapshot(port1);
  } finally {
    port1.close();
  }
}

export class Reference {
  #snapshot;
  #nodeIndexById = new Map();
  #comparisons = 0;
  /** Keys of two classes, once they are known. */
  #twice;

  /** Loads a `.heapsnapshot` or `.heaptimeline` file, gzipped or not. */
  static async open(file) {
    const reference = new Reference();
    reference.#snapshot = await load(file);
    const {nodes, nodeCount, nodeFieldCount, nodeIdOffset} = reference.#snapshot;
    for (let ordinal = nodeCount - 1; ordinal >= 0; ordinal--) {
      const nodeIndex = ordinal * nodeFieldCount;
      reference.#nodeIndexById.set(nodes.getValue(nodeIndex + nodeIdOffset), nodeIndex);
    }
    return reference;
  }

  get nodeCount() {
    return this.#snapshot.nodeCount;
  }

  /** What stands above the rows of `leakscope summary`. */
  totals() {
    const {nodeCount, containmentEdges, edgeFieldsCount, totalSize} = this.#snapshot;
    return {nodeCount, edgeCount: containmentEdges.length / edgeFieldsCount, totalSize};
  }

  statistics() {
    return this.#snapshot.getStatistics();
  }

  #publicKey(internalKey) {
    return typeof internalKey === 'number' ? `,${this.#snapshot.strings[internalKey]}` : internalKey;
  }

  /** Every node in file order. */
  *nodes() {
    const snapshot = this.#snapshot;
    const node = snapshot.createNode(0);
    for (let ordinal = 0; ordinal < snapshot.nodeCount; ordinal++) {
      node.nodeIndex = ordinal * snapshot.nodeFieldCount;
      yield {
        id: node.id(),
        type: node.type(),
        name: node.name(),
        key: this.#publicKey(node.classKeyInternal()),
        distance: node.distance(),
        shallowSize: node.selfSize(),
        retainedSize: node.retainedSize(),
        dominator: snapshot.nodes.getValue(node.dominatorIndex() + snapshot.nodeIdOffset),
        detachedness: node.detachedness(),
      };
    }
  }

  /** What DevTools takes for the bound of what was allocated before this snapshot. */
  get largestObjectId() {
    return this.#snapshot.updateStaticData().maxJSObjectId;
  }

  /**
   * Class keys that DevTools gives to objects of two classes of one text, of which its tables then show one alone. That
   * leakscope adds them up is a stated difference (docs/semantics.md §10): such rows are compared with DevTools' nodes.
   */
  #keysOfTwoClasses() {
    if (this.#twice) return this.#twice;
    const internal = new Map();
    this.#twice = new Set();
    for (const {key, internalKey, shallowSize} of this.#classified()) {
      if (shallowSize === 0) continue;
      if (internal.has(key) && internal.get(key) !== internalKey) this.#twice.add(key);
      internal.set(key, internalKey);
    }
    return this.#twice;
  }

  *#classified() {
    const snapshot = this.#snapshot;
    const node = snapshot.createNode(0);
    for (let ordinal = 0; ordinal < snapshot.nodeCount; ordinal++) {
      node.nodeIndex = ordinal * snapshot.nodeFieldCount;
      const internalKey = node.classKeyInternal();
      const key = this.#publicKey(internalKey);
      const {nodeIndex} = node;
      yield {key, internalKey, nodeIndex, id: node.id(), shallowSize: node.selfSize(), distance: node.distance()};
    }
  }

  /** Of each key of two classes the objects that pass a filter. */
  #objectsOfTwoClasses(filter) {
    const twice = this.#keysOfTwoClasses();
    const objects = new Map([...twice].map(key => [key, []]));
    if (twice.size === 0) return objects;
    const passes = this.#snapshot.createFilter(filter) ?? (() => true);
    const node = this.#snapshot.createNode(0);
    for (const object of this.#classified()) {
      const {key, shallowSize} = object;
      node.nodeIndex = object.nodeIndex;
      if (twice.has(key) && shallowSize !== 0 && passes(node)) objects.get(key).push(object);
    }
    return objects;
  }

  /** The rows of Summary, by class key, of the objects that pass a filter: of all, if none is given. */
  classRows(filter = new NodeFilter()) {
    const rows = new Map();
    for (const [key, row] of Object.entries(this.#snapshot.aggregatesWithFilter(filter))) {
      const {name, count, distance, self: shallowSize, maxRet: retainedSize} = row;
      rows.set(key, {key, name, count, distance, shallowSize, retainedSize});
    }
    for (const [key, objects] of this.#objectsOfTwoClasses(filter)) {
      if (objects.length === 0) continue;
      const shallowSize = objects.reduce((sum, object) => sum + object.shallowSize, 0);
      const distance = objects.reduce((least, object) => Math.min(least, object.distance), Infinity);
      // What they retain together DevTools does not say; tests beside the code do.
      rows.set(key, {key, count: objects.length, distance, shallowSize});
    }
    return rows;
  }

  /** The same of the objects with ids above one and up to another. */
  allocatedRows(above, upTo) {
    return this.classRows(new NodeFilter(above, upTo));
  }

  /** The same of the objects of one of DevTools' named filters. */
  namedRows(filterName) {
    return this.classRows(Object.assign(new NodeFilter(), {filterName}));
  }

  /** The ids of the native contexts, each with DevTools' name of its filter. */
  nativeContexts() {
    const {nativeContexts} = this.#snapshot.getNativeContextSizes();
    return nativeContexts.map(({nodeId, nodeIndex}) => ({id: nodeId, filterName: `nativeContext_${nodeIndex}`}));
  }

  /** The rows of what nothing reaches, which DevTools has no filter for: added up from its nodes. */
  unreachableRows() {
    const rows = new Map();
    for (const {key, shallowSize, distance} of this.#classified()) {
      if (shallowSize === 0 || distance !== UNREACHED) continue;
      const {count = 0, shallowSize: sum = 0} = rows.get(key) ?? {};
      rows.set(key, {key, count: count + 1, distance, shallowSize: sum + shallowSize});
    }
    return rows;
  }

  /** The rows of Comparison with `base` as the older snapshot, by class key. */
  comparisonRows(base) {
    const baseClasses = base.#snapshot.aggregatesForDiff(this.#snapshot.interfaceDefinitions());
    // DevTools keeps a comparison under the base's number; a new number makes it compute this one.
    const diffs = this.#snapshot.calculateSnapshotDiff(++this.#comparisons, baseClasses);
    const rows = new Map();
    for (const [key, diff] of Object.entries(diffs)) {
      rows.set(key, {
        key,
        name: diff.name,
        newCount: diff.addedCount,
        deletedCount: diff.removedCount,
        countDelta: diff.countDelta,
        allocSize: diff.addedSize,
        freedSize: diff.removedSize,
        sizeDelta: diff.sizeDelta,
      });
    }
    for (const key of new Set([...this.#keysOfTwoClasses(), ...base.#keysOfTwoClasses()])) {
      const row = this.#difference(base, key);
      if (row) rows.set(key, row);
      else rows.delete(key);
    }
    return rows;
  }

  /** A row of Comparison as the difference of sets of objects; nothing if there is none. */
  #difference(base, key) {
    const of = (reference) => {
      const objects = [...reference.#classified()].filter(object => object.key === key && object.shallowSize !== 0);
      return new Map(objects.map(({id, shallowSize}) => [id, shallowSize]));
    };
    const [olds, news] = [of(base), of(this)];
    const only = (objects, others) => [...objects].filter(([id]) => !others.has(id)).map(([, size]) => size);
    const [added, removed] = [only(news, olds), only(olds, news)];
    if (added.length + removed.length === 0) return undefined;
    const sum = (sizes) => sizes.reduce((sum, size) => sum + size, 0);
    return {
      key,
      newCount: added.length,
      deletedCount: removed.length,
      countDelta: added.length - removed.length,
      allocSize: sum(added),
      freedSize: sum(removed),
      sizeDelta: sum(added) - sum(removed),
    };
  }

  /** The rows of the Retainers pane for an object, in the order in which the pane first shows them. */
  retainers(id) {
    const provider = this.#snapshot.createRetainingEdgesProvider(this.#nodeIndexById.get(id));
    // The pane opens sorted by distance; its rows ask for the distance through the edge, then for the node's name.
    provider.sortAndRewind(new ComparatorConfig('!edgeDistance', true, 'name', true));
    return provider.serializeItemsRange(0, Infinity).items.map(edge => ({
      edgeType: edge.type,
      edgeName: edge.name,
      id: edge.node.id,
      name: edge.node.name,
      distance: edge.node.distance,
      shallowSize: edge.node.selfSize,
      retainedSize: edge.node.retainedSize,
    }));
  }

  /** The same as if some objects were chosen to be ignored there. */
  retainersIgnoring(id, ignored) {
    for (const each of ignored) this.#snapshot.ignoreNodeInRetainersView(this.#nodeIndexById.get(each));
    const rows = this.retainers(id);
    this.#snapshot.unignoreAllNodesInRetainersView();
    return rows;
  }

  /**
   * What an object refers to, as DevTools sorts it by retained size, with V8's own links behind the others, as leakscope
   * shows contents.
   */
  contents(id) {
    const provider = this.#snapshot.createEdgesProvider(this.#nodeIndexById.get(id));
    provider.sortAndRewind(new ComparatorConfig('retainedSize', false, '!edgeName', true));
    const isV8s = ({edgeType, edgeName}) =>
      ['internal', 'hidden', 'weak'].includes(edgeType) || (edgeType === 'property' && edgeName === '__proto__');
    const rows = provider.serializeItemsRange(0, Infinity).items.map(edge => ({
      edgeType: edge.type,
      edgeName: edge.name,
      id: edge.node.id,
      name: edge.node.name,
      distance: edge.node.distance,
      shallowSize: edge.node.selfSize,
      retainedSize: edge.node.retainedSize,
    }));
    return [...rows.filter(row => !isV8s(row)), ...rows.filter(isV8s)];
  }

  /** The ids of the objects whose name has a text or matches an expression, in file order. */
  search(query, {caseSensitive, isRegex}) {
    return this.#snapshot.search({query, caseSensitive, isRegex}, new NodeFilter());
  }

  /** How many strings of each text there are, of those that are there more than once, and their bytes. */
  duplicatedStrings() {
    return this.#snapshot.getDuplicateStrings().map(({value, count, totalSelfSize}) => ({value, count, totalSelfSize}));
  }

  /** Variables that contexts keep and no living function uses: name, number of contexts, what the largest value keeps. */
  unusedVariables() {
    return this.#snapshot.analyzeContexts().scopes.flatMap(({contexts}) => {
      const variables = new Map();
      for (const {name, retainedSize} of contexts.flatMap(({deadFields}) => deadFields)) {
        const {count = 0, largestRetainedSize = 0} = variables.get(name) ?? {};
        variables.set(name, {count: count + 1, largestRetainedSize: Math.max(largestRetainedSize, retainedSize)});
      }
      return [...variables].map(([name, figures]) => ({name, ...figures}));
    });
  }

  /**
   * The functions that allocated something, each with its callers up to so many calls away, by the functions on the way to it.
   */
  allocations(callers) {
    const rows = new Map();
    if (!this.#hasStacks) return rows;
    const add = (node, way, level) => {
      const row = {
        name: node.name,
        liveCount: node.liveCount,
        count: node.count,
        liveSize: node.liveSize,
        size: node.size,
        ...place(node),
      };
      const here = [...way, JSON.stringify([row.name, row.file, row.line, row.column])];
      rows.set(here.join(' < '), row);
      if (level === callers || !node.hasChildren) return;
      // Callers that are the only one come at once with those behind them.
      const {nodesWithSingleCaller, branchingCallers} = this.#snapshot.allocationNodeCallers(node.id);
      const [single] = nodesWithSingleCaller;
      for (const caller of single ? [single] : branchingCallers) add(caller, here, level + 1);
    };
    for (const top of this.#snapshot.allocationTracesTops()) add(top, [], 0);
    return rows;
  }

  /** The stacks of some objects, evenly spread over those that have one, by id. */
  stacks(count) {
    const {nodes, nodeCount, nodeFieldCount, nodeIdOffset, nodeTraceNodeIdOffset} = this.#snapshot;
    if (!this.#hasStacks) return [];
    const indexes = Array.from({length: nodeCount}, (_, ordinal) => ordinal * nodeFieldCount);
    const traced = indexes.filter(index => nodes.getValue(index + nodeTraceNodeIdOffset) !== 0);
    const chosen = traced.filter((_, at) => at % Math.ceil(traced.length / count) === 0);
    return chosen.map(index => [
      nodes.getValue(index + nodeIdOffset),
      this.#snapshot.allocationStack(index).map(frame => ({name: frame.functionName, ...place(frame)})),
    ]);
  }

  /** What is alive of what was allocated between the samples. */
  samples() {
    const samples = this.#snapshot.getSamples();
    if (!samples) return [];
    return samples.timestamps.map((time, at) => ({
      end: Math.round(time * 1000),
      lastId: samples.lastAssignedIds[at],
      liveSize: samples.sizes[at],
    }));
  }

  get #hasStacks() {
    return this.#snapshot.profile.snapshot.trace_function_count > 0;
  }

  get rootId() {
    return this.#snapshot.rootNode().id();
  }

  /** Whether one object keeps another alive through an edge of this type and name. */
  holds(ownerId, id, type, name) {
    const snapshot = this.#snapshot;
    const target = this.#nodeIndexById.get(id);
    for (const edges = snapshot.createNode(this.#nodeIndexById.get(ownerId)).edges(); edges.hasNext(); edges.next()) {
      const {edge} = edges;
      if (edge.nodeIndex() === target && edge.type() === type && edge.name() === name) return !edge.isWeak();
    }
    return false;
  }

  /** Ids of the objects that the root reaches, weak edges left out, over DevTools' own edges. */
  reachedFromRoot() {
    const snapshot = this.#snapshot;
    const reached = new Set([this.rootId]);
    const open = [snapshot.rootNode().nodeIndex];
    while (open.length) {
      for (const edges = snapshot.createNode(open.pop()).edges(); edges.hasNext(); edges.next()) {
        const target = edges.edge.nodeIndex();
        const id = snapshot.nodes.getValue(target + snapshot.nodeIdOffset);
        if (edges.edge.isWeak() || reached.has(id)) continue;
        reached.add(id);
        open.push(target);
      }
    }
    return reached;
  }

  /** How many edges lead to each node, by ordinal. */
  retainerCounts() {
    const {firstRetainerIndex, nodeCount} = this.#snapshot;
    return Uint32Array.from({length: nodeCount}, (_, i) => firstRetainerIndex[i + 1] - firstRetainerIndex[i]);
  }

  /** Ids of the values that a WeakMap holds through their keys, in file order, each once. */
  weakMapValueIds() {
    const snapshot = this.#snapshot;
    const {containmentEdges, edgeFieldsCount, edgeNameOffset, edgeToNodeOffset, edgeTypeOffset} = snapshot;
    const ids = new Set();
    for (let edge = 0; edge < containmentEdges.length; edge += edgeFieldsCount) {
      if (containmentEdges.getValue(edge + edgeTypeOffset) !== snapshot.edgeInternalType) continue;
      if (!snapshot.tryParseWeakMapEdgeName(containmentEdges.getValue(edge + edgeNameOffset))) continue;
      ids.add(snapshot.nodes.getValue(containmentEdges.getValue(edge + edgeToNodeOffset) + snapshot.nodeIdOffset));
    }
    return [...ids];
  }
}
