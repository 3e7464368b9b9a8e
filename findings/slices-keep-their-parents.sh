#!/bin/sh
# A slice of 13 characters keeps the whole text it was cut from; a slice of 12 is copied.
#
# Node.js 20.20.2 and 26.12.1. Seen: of a text of 40,000 characters `slice(1, 13)` is a string of its own of 32 bytes,
# `slice(1, 14)` a "(sliced string)" of 32 bytes with an edge `parent` to all 40,016 bytes.
# Why it surprises: one character more costs 40 kB, and the size of the slice itself does not change.
# For readers of snapshots: parsed tokens, ids and header values of 13 characters and more keep whole bodies; the bytes
# are at `parent`, and the slice's own text is not in the file at all.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
class Holder {
  constructor() {
    this.short = JSON.parse(`"${'abcdefgh'.repeat(5_000)}"`).slice(1, 13);
    this.long = JSON.parse(`"${'abcdefgi'.repeat(5_000)}"`).slice(1, 14);
  }
}
globalThis.holder = new Holder();
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['20.20.2', '26.12.1']) {
  const holder = object(rawHeap(version), 'Holder');
  const [short, long] = ['short', 'long'].map((name) => end(holder, name));
  const parent = end(long, 'parent');
  console.log(version, `12: ${short.type} ${short.size}; 13: ${long.type} ${long.size}, parent ${parent?.size}`);
  assert.deepEqual([short.type, short.size], ['string', 32]);
  assert.deepEqual([long.type, long.name, long.size], ['sliced string', '(sliced string)', 32]);
  assert.equal(parent.size, 40_016);
}
END
