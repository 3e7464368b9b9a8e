#!/bin/sh
# Variables of a block have no names in a snapshot; those of a function have.
#
# Node.js 20.20.2 and 26.12.1. Seen: what functions share of a function's body is reached by edges of type "context" with
# the variables' names; of a block ({…}, a loop, try) by edges of type "hidden" with the numbers 0, 1, 2…. Small whole
# numbers take no part in the numbering, so a number does not say which variable it is.
# Why it surprises: the names are in the file, as strings of the block's `scope_info`, in the same order.
# For readers of snapshots: vitest wraps every module in such a block, so its top-level variables are nameless. Where the
# last number and the number of strings agree, the names can be put back.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
function body() { const basket = new Map(), lines = new Set(); globalThis.madeInBody = () => [basket, lines]; }
body();
{ const basket = new Map(), lines = new Set(); globalThis.madeInBlock = () => [basket, lines]; }
{ const five = 5, basket = new Map(); globalThis.madeBesideFive = () => [five, basket]; }
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['20.20.2', '26.12.1']) {
  const edges = rawHeap(version).nodes.flatMap((node) => node.edges);
  const scope = (name) => end(edges.find((edge) => edge.kind === 'property' && edge.name === name).to, 'context');
  const variables = (name) =>
    scope(name).edges.filter(({to}) => ['Map', 'Set'].includes(to.name)).map((edge) => [edge.kind, edge.name, edge.to.name]);
  const strings = (name) => end(scope(name), 'scope_info').edges.filter(({to}) => to.type === 'string').map(({to}) => to.name);
  console.log(version, variables('madeInBody'), variables('madeInBlock'), variables('madeBesideFive'));
  assert.deepEqual(variables('madeInBody'), [['context', 'basket', 'Map'], ['context', 'lines', 'Set']]);
  assert.deepEqual(variables('madeInBlock'), [['hidden', 0, 'Map'], ['hidden', 1, 'Set']]);
  assert.deepEqual(strings('madeInBlock'), ['basket', 'lines']);
  assert.deepEqual(variables('madeBesideFive'), [['hidden', 0, 'Map']]);
  assert.deepEqual(strings('madeBesideFive'), ['five', 'basket']);
}
END
