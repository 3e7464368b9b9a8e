#!/bin/sh
# A call of an async function that waits is an object of class "Generator"; in Node.js 10 it had the function's name.
#
# Node.js 10.24.1 and 26.12.1. Seen: 100 waiting calls of `chargeCard` are 100 objects `chargeCard` in Node.js 10, and
# 100 objects `Generator` in Node.js 26, with an internal edge `function` to `chargeCard`. There is no generator.
# Why it surprises: the program has no generator function, and all its async functions fall into one row.
# For readers of snapshots: a growing class "Generator" means waiting async calls: group by the edge `function`.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const fs = require('fs');
async function chargeCard(never) { await never; return never; }
global.never = new Promise(() => {});
for (let i = 0; i < 100; i++) chargeCard(never);
setImmediate(async () => {
  const {Session} = require('inspector');
  const session = new Session();
  session.connect();
  const chunks = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({params}) => chunks.push(params.chunk));
  await new Promise((done) => session.post('HeapProfiler.takeHeapSnapshot', done));
  fs.writeFileSync(process.argv[2], chunks.join(''));
});
END
for version in 10.24.1 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version 2> /dev/null
done
check <<'END'
const calls = (file, name) => rawHeap(file).nodes.filter((node) => node.type === 'object' && node.name === name);
const old = calls('10.24.1', 'chargeCard');
const generators = calls('26.12.1', 'Generator').filter((node) => end(node, 'function')?.name === 'chargeCard');
console.log(`10: ${old.length} chargeCard; 26: ${generators.length} Generator with that function`);
assert.equal(old.length, 100);
assert.equal(generators.length, 100);
assert.equal(calls('26.12.1', 'chargeCard').length, 0);
END
