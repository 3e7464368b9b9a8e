#!/bin/sh
# A text that lies outside V8's heap weighs 32 bytes in snapshots of Node.js 22 and all of its bytes in those of 24.
#
# Node.js 22.23.5, 24.22.3, 26.12.1. Seen: `buffer.toString('latin1')` of 3,000,000 bytes is a string node of 32 bytes
# in 22, and of 3,000,032 bytes in 24 and 26.
# Why it surprises: nothing in the file says which of both it is: type, class and header are the same.
# For readers of snapshots: on 22 and earlier a leak of long texts made from buffers is nearly invisible; an upgrade to
# 24 makes the same heap look larger by megabytes.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
class Holder { text = Buffer.alloc(3_000_000, 'a').toString('latin1'); }
globalThis.holder = new Holder();
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const [version, bytes] of [['22.23.5', 32], ['24.22.3', 3_000_032], ['26.12.1', 3_000_032]]) {
  const {size} = end(object(rawHeap(version), 'Holder'), 'text');
  console.log(version, size);
  assert.equal(size, bytes);
}
END
