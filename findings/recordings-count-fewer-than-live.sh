#!/bin/sh
# A recording of allocations counts fewer objects than are alive of it: what is made together is counted once.
#
# Node.js 20.20.2 and 26.12.1, `HeapProfiler.startTrackingHeapObjects({trackAllocations: true})`. Seen: a constructor that gives each
# of 500 objects a list is charged with some 500 allocations in `trace_tree`, and a thousand nodes of the same snapshot name
# its stack in `trace_node_id`; the bytes are those of both. An object and its list come from one piece of new memory, and
# the recorder is told of the piece.
# Why it surprises: "count" stands beside "live count" in DevTools' *Allocation*, as if the one could not be larger.
# For readers of recordings: what was freed is not count minus live count; only the sizes can be held against each other.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const {Session} = require('node:inspector');
const fs = require('node:fs');
const session = new Session();
session.connect();
session.on('HeapProfiler.addHeapSnapshotChunk', ({params}) => fs.appendFileSync('recording', params.chunk));
session.post('HeapProfiler.enable');
session.post('HeapProfiler.startTrackingHeapObjects', {trackAllocations: true});
class Row {
  constructor(number) {
    this.number = number;
    this.cells = new Array(4).fill(number);
  }
}
const kept = [];
for (let number = 0; number < 500; number++) kept.push(new Row(number));
session.post('HeapProfiler.stopTrackingHeapObjects', {reportProgress: false});
END
for version in 20.20.2 26.12.1; do
  node_js "$version"
  rm -f recording
  "$NODE" program.cjs
  check "$version" <<'END'
const {snapshot: {meta}, nodes, strings, trace_function_infos: functions, trace_tree: tree} = JSON.parse(fs.readFileSync('recording', 'utf8'));
const width = meta.trace_function_info_fields.length;
const nameOf = (at) => strings[functions[at * width + meta.trace_function_info_fields.indexOf('name')]];
const stacks = [];
const walk = (children) => {
  for (let at = 0; at < children.length; at += 5) {
    const [id, at_function, count, size, below] = children.slice(at, at + 5);
    if (nameOf(at_function) === 'Row') stacks.push({id, count, size});
    walk(below);
  }
};
walk(tree);
const ids = new Set(stacks.map(({id}) => id));
const [trace, weight] = ['trace_node_id', 'self_size'].map((field) => meta.node_fields.indexOf(field));
let [live, liveSize] = [0, 0];
for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
  if (!ids.has(nodes[at + trace])) continue;
  live += 1;
  liveSize += nodes[at + weight];
}
const [count, size] = ['count', 'size'].map((field) => stacks.reduce((all, stack) => all + stack[field], 0));
console.log(`Node.js ${process.argv[2]}: ${count} allocations of ${size} bytes; alive ${live} of ${liveSize} bytes`);
assert.ok(count >= 500 && count < 600);
assert.ok(live >= 1000);
assert.ok(liveSize <= size);
END
done
