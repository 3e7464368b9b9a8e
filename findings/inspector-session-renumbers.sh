#!/bin/sh
# An inspector session that ends gives new ids to all objects of the living process, and the new ids are the old ones of
# other objects.
#
# Node.js 26.12.1 (V8 14.6). Seen: within a session an object keeps its id. After `disconnect` and `connect` the same
# object has another id, and of the ids that are in both files more than half name something else.
# Why it surprises: ids look like addresses that last as long as the object, and a process is one process.
# For readers of snapshots: two files of one process cannot be compared by id if a script connects anew for each. That
# ids are in both files proves nothing: names must agree, too.
. "$(dirname "$0")/common.sh"
node_js 26.12.1
cat > program.cjs <<'END'
const fs = require('fs');
const {Session} = require('inspector/promises');
class Marked {}
globalThis.marked = new Marked();
async function take(session, file) {
  const chunks = [];
  session.removeAllListeners().on('HeapProfiler.addHeapSnapshotChunk', ({params}) => chunks.push(params.chunk));
  await session.post('HeapProfiler.takeHeapSnapshot');
  fs.writeFileSync(file, chunks.join(''));
}
(async () => {
  for (const files of [['a1', 'a2'], ['b1']]) {
    const session = new Session();
    session.connect();
    for (const file of files) await take(session, file);
    session.disconnect();
  }
})();
END
"$NODE" program.cjs
check <<'END'
const [a1, a2, b1] = ['a1', 'a2', 'b1'].map(rawHeap);
const [id, same, other] = [a1, a2, b1].map((heap) => object(heap, 'Marked').id);
assert.equal(id, same, 'one session, one id');
assert.notEqual(id, other, 'the next session numbers anew');
const names = new Map(b1.nodes.map((node) => [node.id, node.name]));
const common = a2.nodes.filter((node) => names.has(node.id));
const wrong = common.filter((node) => names.get(node.id) !== node.name);
console.log(`ids in both sessions: ${common.length}, of them naming something else: ${wrong.length}`);
assert.ok(wrong.length > common.length / 2);
END
