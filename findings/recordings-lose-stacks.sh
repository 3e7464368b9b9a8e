#!/bin/sh
# A recording of allocations has no stack for objects that were allocated while it ran and are alive.
#
# Node.js 20.20.2, 24.22.3 and 26.12.1, `HeapProfiler.startTrackingHeapObjects({trackAllocations: true})`. Seen: of 2,000 objects
# that a constructor gives a list each, nearly all have no stack (`trace_node_id` is 0); without the lists, none or a few dozens
# lack it. If garbage is collected after every 500, all have one. In longer recordings it comes and goes from run to run, for
# stretches of objects that were made one after the other; in Node.js 24, where a new space of 128 MB makes scavenges
# unnecessary, hardly ever. So it seems to be lost when V8 moves objects.
# Why it surprises: the recording began before, and the constructor is charged with them in `trace_tree` all the same.
# For readers of recordings: "no stack" does not mean that an object was there before; ids tell that.
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
    if (process.argv[2] === 'lists') this.cells = [number];
  }
}
globalThis.kept = [];
for (let number = 0; number < 2000; number++) globalThis.kept.push(new Row(number));
session.post('HeapProfiler.stopTrackingHeapObjects', {reportProgress: false});
END
for version in 20.20.2 24.22.3 26.12.1; do
  node_js "$version"
  for what in plain lists; do
    rm -f recording
    "$NODE" program.cjs "$what"
    check "$version" "$what" <<'END'
const {snapshot: {meta}, nodes, strings} = JSON.parse(fs.readFileSync('recording', 'utf8'));
const [type, name, trace] = ['type', 'name', 'trace_node_id'].map((field) => meta.node_fields.indexOf(field));
let [all, without] = [0, 0];
for (let at = 0; at < nodes.length; at += meta.node_fields.length) {
  if (meta.node_types[0][nodes[at + type]] !== 'object' || strings[nodes[at + name]] !== 'Row') continue;
  all += 1;
  if (nodes[at + trace] === 0) without += 1;
}
const [version, what] = process.argv.slice(2);
console.log(`Node.js ${version}, ${what}: ${without} of ${all} without a stack`);
assert.equal(all, 2000);
if (what === 'lists') assert.ok(without > 1000);
END
  done
done
