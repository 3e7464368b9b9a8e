#!/bin/sh
# A Buffer of ten bytes keeps a slab of 64 kB in Node.js 24, of 8 kB in 22.
#
# Node.js 22.23.5, 24.22.3, 26.12.1. Seen: the store behind `Buffer.from('0123456789')` has 8,192 bytes in 22 and 65,536 in
# 24 (65,600 in 26), and is shared with whatever else was made at that time.
# Why it surprises: an upgrade multiplies by eight what a kept signature or token can hold.
# For readers of snapshots: many small Buffers that lie between short-lived ones each show a store of 64 kB; the store is
# shared, so retained sizes give it to none of them.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
class Holder { token = Buffer.from('0123456789'); }
globalThis.holder = new Holder();
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const [version, bytes] of [['22.23.5', 8_192], ['24.22.3', 65_536], ['26.12.1', 65_600]]) {
  const buffer = end(end(object(rawHeap(version), 'Holder'), 'token'), 'buffer');
  console.log(version, end(buffer, 'backing_store').size);
  assert.equal(end(buffer, 'backing_store').size, bytes);
}
END
