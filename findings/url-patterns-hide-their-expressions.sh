#!/bin/sh
# What a URLPattern of Node.js keeps hangs at a root: no edge leads from the pattern to its regular expressions.
#
# Node.js 26.12.1. Seen: 200 patterns with a group bring 200 regular expressions. No edge leads to these from a
# pattern or from the C++ object behind it: each hangs at "(Global handles)" alone, beside those of everybody else.
# Why it surprises: the patterns keep them, and go with them. By the file, patterns weigh next to nothing, and a
# cache of patterns that grows shows as regular expressions that nothing of the program holds.
# For readers of snapshots: as many expressions at a root as there are new C++ objects belong to these.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END_OF_PROGRAM'
global.routes = [];
for (let i = 0; i < 200; i++) routes.push(new URLPattern({pathname: `/tenant${i}/:page(\\d+)`}));
require('v8').writeHeapSnapshot(process.argv[2]);
END_OF_PROGRAM
node_js 26.12.1
"$NODE" program.cjs 26.heapsnapshot > /dev/null
check <<'END_OF_CHECK'
const {nodes} = rawHeap('26.heapsnapshot');
const expressions = new Set(nodes.filter(({type, name}) => type === 'regexp' && name.includes('tenant')));
const patterns = nodes.filter(({type, name}) => type === 'object' && name === 'URLPattern');
const holders = new Map();
for (const node of nodes)
  for (const {type, to} of node.edges)
    if (type !== 'weak' && expressions.has(to)) holders.set(node.name, (holders.get(node.name) ?? 0) + 1);
console.log(`${patterns.length} patterns, ${expressions.size} expressions, held by ${JSON.stringify([...holders])}`);
assert.ok(patterns.length >= 200 && expressions.size === 200);
assert.deepEqual([...holders.keys()], ['(Global handles)']);
END_OF_CHECK
