#!/bin/sh
# The node of a script is called as its file in Node.js 26, and "system / Script / FILE" in Deno, whose V8 is newer.
#
# Node.js 26.12.1 and Deno 2.9.6. Seen: a program of one file has in Node.js a code node whose whole name is the file's address,
# and in Deno one whose name has 18 characters before it; Chromium 156 writes as Deno does.
# Why it surprises: names of other nodes did not change, and "system / …" otherwise stands for V8's own things, which readers
# sort out or fold away together.
# For readers of snapshots: who finds the file of a function by its script's name must know both; and that name is the
# program's, also where it begins like V8's own.
. "$(dirname "$0")/common.sh"
deno 2.9.6
node_js 26.12.1
cat > program.mjs <<'END'
import v8 from 'node:v8';
v8.writeHeapSnapshot(globalThis.Deno ? 'deno' : 'node');
END
"$DENO" run --allow-all program.mjs
"$NODE" program.mjs
check <<'END'
const names = (file) => {
  const of = rawHeap(file).nodes.filter(({type, name}) => type === 'code' && /^(system \/ Script \/ )?file:.*\/program\.mjs$/.test(name));
  return [...new Set(of.map(({name}) => name.replace(/file:.*\//, 'file:…/')))];
};
console.log('node', names('node'), '| deno', names('deno'));
assert.deepEqual(names('node'), ['file:…/program.mjs']);
assert.deepEqual(names('deno'), ['system / Script / file:…/program.mjs']);
END
