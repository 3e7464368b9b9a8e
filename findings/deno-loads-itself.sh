#!/bin/sh
# The first snapshot that a Deno program takes makes Deno load a megabyte and a half of itself.
#
# Deno 2.9.6 (V8 15.0). Seen: a program that does nothing but take three snapshots: from the first to the second
# 20,000 nodes and 1.5 MB come on top of 66,000 and 4.0 MB, from the second to the third nothing.
# Why it surprises: taking a snapshot looks like an observation; two of an idle process should be alike.
# For readers of snapshots: a pair whose first one is the process's very first shows Deno's own modules as growth: take
# one and throw it away.
. "$(dirname "$0")/common.sh"
deno 2.9.6
cat > program.mjs <<'END'
import v8 from 'node:v8';
for (const name of ['a', 'b', 'c']) v8.writeHeapSnapshot(name);
END
"$DENO" run --allow-all program.mjs
check <<'END'
const sums = ['a', 'b', 'c'].map((file) => {
  const {nodes} = rawHeap(file);
  return {nodes: nodes.length, bytes: nodes.reduce((sum, {size}) => sum + size, 0)};
});
console.log(JSON.stringify(sums));
const [a, b, c] = sums;
assert.ok(b.nodes > a.nodes + 10_000 && b.bytes > 1.2 * a.bytes);
assert.ok(c.nodes < b.nodes + 1_000 && c.bytes < 1.02 * b.bytes);
END
