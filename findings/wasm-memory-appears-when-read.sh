#!/bin/sh
# A WebAssembly.Memory is in a snapshot of Node.js 26 only after somebody has read its `buffer`.
#
# Node.js 24.22.3 and 26.12.1. Seen: a memory of 32 pages is 2,097,152 bytes of array buffer data in 24. In 26 there is
# no such node until `memory.buffer` is read once; then there is.
# Why it surprises: reading a property changes what a heap weighs, and a wasm program need never read it.
# For readers of snapshots: on Node.js 26 the memory of wasm may be absent altogether: a growing process with a steady
# snapshot is no contradiction.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
globalThis.memory = new WebAssembly.Memory({initial: 32});
if (process.argv[3] === 'read') memory.buffer;
require('v8').writeHeapSnapshot(process.argv[2]);
END
node_js 24.22.3
"$NODE" program.cjs 24
node_js 26.12.1
"$NODE" program.cjs 26
"$NODE" program.cjs 26-read read
check <<'END'
const counted = (file) => rawHeap(file).nodes.filter(({size}) => size === 32 * 65_536).length;
const found = ['24', '26', '26-read'].map(counted);
console.log('nodes of 2,097,152 bytes in 24, 26, 26 after reading:', found.join(' '));
assert.deepEqual(found, [1, 0, 1]);
END
