#!/bin/sh
# A SharedArrayBuffer that two threads have stands with all of its bytes in the snapshot of each.
#
# Node.js 22.12.0 and 26.12.1. Seen: one buffer of 20 MB, made in the main thread and sent to a worker: a node "system /
# JSArrayBufferData" of 20,000,000 bytes in the main thread's snapshot and in the worker's. The process has it once.
# Why it surprises: a growable one has 0 bytes in either.
# For readers of snapshots: sizes of the snapshots of several threads cannot be added up.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const {Worker, isMainThread, workerData} = require('worker_threads');
const {writeHeapSnapshot} = require('v8');
if (isMainThread) {
  globalThis.shared = new SharedArrayBuffer(20_000_000);
  const file = process.argv[2];
  const worker = new Worker(__filename, {workerData: {shared, file}});
  worker.on('exit', () => writeHeapSnapshot(`${file}-main`));
} else {
  globalThis.shared = workerData.shared;
  writeHeapSnapshot(`${workerData.file}-worker`);
}
END
for version in 22.12.0 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['22.12.0', '26.12.1']) {
  const large = (thread) => rawHeap(`${version}-${thread}`).nodes.filter(({size}) => size >= 20_000_000).map(({name, size}) => `${name} ${size}`);
  console.log(version, large('main'), large('worker'));
  for (const thread of ['main', 'worker']) assert.deepEqual(large(thread), ['system / JSArrayBufferData 20000000']);
}
END
