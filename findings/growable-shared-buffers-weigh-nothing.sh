#!/bin/sh
# A SharedArrayBuffer that may grow weighs nothing in a snapshot; one that may not weighs its bytes.
#
# Node.js 26.12.1 (20 and 24 alike). Seen: 1,000,000 bytes each. The store of `new SharedArrayBuffer(n)` and of a
# resizable ArrayBuffer has 1,000,000 bytes, that of `new SharedArrayBuffer(n, {maxByteLength})` 0.
# Why it surprises: its sisters are counted, and nothing but the size tells them apart.
# For readers of snapshots: shared memory that grows (threads, wasm) is missing from every sum; that there is such a
# buffer can be said, how large it is cannot.
. "$(dirname "$0")/common.sh"
node_js 26.12.1
cat > program.cjs <<'END'
class Holder {
  fixed = new SharedArrayBuffer(1_000_000);
  growable = new SharedArrayBuffer(1_000_000, {maxByteLength: 8_000_000});
  resizable = new ArrayBuffer(1_000_000, {maxByteLength: 8_000_000});
}
globalThis.holder = new Holder();
require('v8').writeHeapSnapshot('heap');
END
"$NODE" program.cjs
check <<'END'
const holder = object(rawHeap('heap'), 'Holder');
const sizes = ['fixed', 'growable', 'resizable'].map((name) => end(end(holder, name), 'backing_store').size);
console.log(sizes.join(' '));
assert.deepEqual(sizes, [1_000_000, 0, 1_000_000]);
END
