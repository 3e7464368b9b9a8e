#!/bin/sh
# Node.js 8 writes nodes of type 12 where its header lists twelve types, 0 to 11.
#
# Node.js 8.17.0 and 10.24.1. Seen: the list of 8 ends with "sliced string", and yet there are nodes of type 12: the
# program's symbols. The list of 10 has "symbol" and "bigint" there.
# Why it surprises: the header exists to describe the numbers, and it is the same program that writes both.
# For readers of snapshots: a number past the list is no damage; in files of this age 12 means symbol.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const fs = require('fs');
const {Session} = require('inspector');
global.symbols = Array.from({length: 500}, (_, i) => Symbol('order ' + i));
const session = new Session();
session.connect();
const chunks = [];
session.on('HeapProfiler.addHeapSnapshotChunk', ({params}) => chunks.push(params.chunk));
session.post('HeapProfiler.takeHeapSnapshot', () => fs.writeFileSync(process.argv[2], chunks.join('')));
END
for version in 8.17.0 10.24.1; do
  node_js $version
  "$NODE" program.cjs $version 2> /dev/null
done
check <<'END'
for (const [version, listed] of [['8.17.0', undefined], ['10.24.1', 'symbol']]) {
  const {nodes, snapshot, strings} = JSON.parse(fs.readFileSync(version, 'utf8'));
  const {node_fields, node_types} = snapshot.meta;
  let count = 0;
  for (let at = 0; at < nodes.length; at += node_fields.length) if (nodes[at] === 12) count++;
  console.log(version, `types listed: ${node_types[0].length}; nodes of type 12: ${count}; called ${node_types[0][12]}`);
  assert.equal(node_types[0][12], listed);
  assert.ok(count >= 500);
}
END
