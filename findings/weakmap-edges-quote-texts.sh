#!/bin/sh
# The name of a WeakMap's edge quotes the text of the value: program data stands in edge names.
#
# Node.js 20.20.2 and 26.12.1. Seen: for `map.set(key, 'token-4711')` two edges are named
# "N / part of key (Object @ID) -> value (token-4711 @ID) pair in WeakMap (table @ID)".
# Why it surprises: names of edges are names of properties and of V8's own fields everywhere else.
# For readers of snapshots: to hide the program's texts it is not enough to hide nodes of type string, and no two of
# these names are equal, so that grouping by edge name falls apart: the ids have to be taken out first.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
globalThis.key = {};
globalThis.map = new WeakMap([[key, ['token', 4711].join('-')]]);
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['20.20.2', '26.12.1']) {
  const quoted = /^\d+ \/ part of key \(Object @\d+\) -> value \(token-4711 @\d+\) pair in WeakMap \(table @\d+\)$/;
  const edges = rawHeap(version).nodes.flatMap(({edges}) => edges.filter(({name}) => quoted.test(name)));
  console.log(version, edges.length, edges[0]?.name);
  assert.equal(edges.length, 2);
}
END
