#!/bin/sh
# Bun gives all nodes new ids in every snapshot; only the root and the GC roots keep theirs.
#
# Bun 1.4.5. Seen: two snapshots right after each other, of a program that does nothing: some thousand nodes each, 2 ids
# in both; ids are even or odd by no rule and follow the order of the file.
# Why it surprises: it is V8's format, in which an id is an object for as long as it lives, and the call is the same.
# For readers of snapshots: a comparison by id says that everything is new and everything gone. Compare by class and
# path. That the root's ids agree proves nothing.
. "$(dirname "$0")/common.sh"
bun 1.4.5
cat > program.cjs <<'END'
const {writeHeapSnapshot} = require('v8');
globalThis.kept = Array.from({length: 500}, (_, i) => ({i}));
writeHeapSnapshot('a');
writeHeapSnapshot('b');
END
"$BUN" program.cjs
check <<'END'
const [a, b] = ['a', 'b'].map((file) => rawHeap(file).nodes);
const ids = new Set(b.map(({id}) => id));
const common = a.filter(({id}) => ids.has(id));
const names = common.map(({name}) => name || '(root)').join(', ');
console.log(`${a.length} and ${b.length} nodes, ${common.length} ids in both: ${names}`);
assert.ok(a.length > 1_000);
assert.ok(common.length <= 2);
END
