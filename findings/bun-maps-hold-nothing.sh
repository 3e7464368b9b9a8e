#!/bin/sh
# In Bun's snapshots no edge leads to what a Map holds: the entries are in the file, and nothing retains them.
#
# Bun 1.4.5, in V8's format by `v8.writeHeapSnapshot`. Seen: 1,000 objects that only a Map holds are nodes without any
# retainer; the Map leads to its structure and to one table. 1,000 objects of an array are reached from the array.
# Why it surprises: what nothing retains is garbage, and a snapshot is taken after a collection.
# For readers of snapshots: retained sizes of Maps are those of empty ones, and what fills them looks like a leak of the
# runtime's own; that the table of a Map grew is the only trace of the holder.
. "$(dirname "$0")/common.sh"
bun 1.4.5
cat > program.cjs <<'END'
class Holder { map = new Map(); list = []; }
class InMap { i = 1; }
class InList { i = 1; }
globalThis.holder = new Holder();
for (let i = 0; i < 1_000; i++) holder.map.set('key ' + i, new InMap());
for (let i = 0; i < 1_000; i++) holder.list.push(new InList());
require('v8').writeHeapSnapshot('heap');
END
"$BUN" program.cjs
check <<'END'
const {nodes} = rawHeap('heap');
const holder = nodes.find((node) => node.name === 'Holder' && end(node, 'map'));
const reached = (from) => {
  const seen = new Set([from]);
  for (const node of seen) {
    for (const {to} of node.edges) if (to.name !== 'Structure' && to.name !== 'GlobalObject') seen.add(to);
  }
  return seen;
};
const count = (set, name) => [...set].filter((node) => node.type === 'object' && node.name === name).length;
const inMap = count(reached(end(holder, 'map')), 'InMap');
const inList = count(reached(end(holder, 'list')), 'InList');
console.log(`of 1,000 each: from the Map ${inMap}, from the array ${inList}; in the file ${count(nodes, 'InMap')}`);
const retained = nodes.filter((node) => node.type === 'object' && node.name === 'InMap' && node.retainers.length);
console.log(`objects of the Map with any retainer: ${retained.length}`);
assert.equal(retained.length, 0);
assert.ok(inMap === 0 && inList >= 1_000 && count(nodes, 'InMap') >= 1_000);
END
