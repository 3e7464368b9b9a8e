#!/bin/sh
# The main thread and a worker number their objects alike: nearly every id of one is in the other's snapshot.
#
# Node.js 26.12.1. Seen: all but a few ids of the main thread's snapshot are in the worker's, and most name something else. The
# worker's objects (200,000 here) are nowhere in the main thread's snapshot, which shows 448 bytes of `Node / Worker`.
# Why it surprises: it is one process with one memory figure, and a share of common ids near 100 % looks like one heap.
# For readers of snapshots: what grows in a worker is invisible in `v8.writeHeapSnapshot()` of the main thread, and two
# files of one process can be of two heaps; only the names behind the ids tell.
. "$(dirname "$0")/common.sh"
node_js 26.12.1
cat > program.cjs <<'END'
const fs = require('fs');
const v8 = require('v8');
const {Worker, isMainThread, parentPort} = require('worker_threads');
if (isMainThread) {
  const worker = new Worker(__filename);
  worker.once('message', async () => {
    v8.writeHeapSnapshot('main');
    const stream = await worker.getHeapSnapshot();
    stream.pipe(fs.createWriteStream('worker')).on('finish', () => process.exit());
  });
} else {
  globalThis.kept = Array.from({length: 200_000}, (_, i) => ({i}));
  parentPort.postMessage('ready');
  parentPort.on('message', () => {});
}
END
"$NODE" program.cjs
check <<'END'
const [main, worker] = ['main', 'worker'].map((file) => rawHeap(file).nodes);
const names = new Map(worker.map(({id, name}) => [id, name]));
const common = main.filter(({id}) => names.has(id));
const wrong = common.filter(({id, name}) => names.get(id) !== name);
console.log(`main ${main.length} nodes, worker ${worker.length}; ids in both ${common.length}, other names ${wrong.length}`);
assert.ok(common.length > 0.95 * main.length);
assert.ok(wrong.length > 0.5 * common.length);
assert.ok(worker.length > main.length + 190_000);
END
