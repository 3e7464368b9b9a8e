#!/bin/sh
# Secure contexts of TLS and databases of `node:sqlite` that live in memory have a few hundred bytes in a snapshot.
#
# Node.js 22.12.0 (contexts) and 26.12.1. Seen: 100 secure contexts take 4 to 5 MB of the process and 440 bytes each in the file or fewer;
# 100 databases with 1 MB each take 130 MB and 608 bytes each. `external` of `process.memoryUsage()` has neither.
# Why it surprises: Node.js does count what its Blobs and zlib streams have outside the heap.
# For readers of snapshots: agents that make a context a request, or a database a tenant, grow the process and not the file.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const [, , file, what] = process.argv;
const page = Buffer.alloc(10_000, 7);
const ways = {
  contexts: () => require('tls').createSecureContext(),
  databases() {
    const {DatabaseSync} = require('node:sqlite');
    const database = new DatabaseSync(':memory:');
    database.exec('create table page (bytes)');
    const insert = database.prepare('insert into page values (?)');
    for (let i = 0; i < 100; i++) insert.run(page);
    return database;
  },
};
const memory = () => {
  gc();
  return process.memoryUsage();
};
globalThis.kept = [];
for (let i = 0; i < 20; i++) kept.push(ways[what]());
setTimeout(() => {
  const before = memory();
  for (let i = 0; i < 100; i++) kept.push(ways[what]());
  const after = memory();
  require('fs').writeFileSync(`${file}.json`, JSON.stringify([after.rss - before.rss, after.external - before.external]));
  require('v8').writeHeapSnapshot(file);
}, 50);
END
run() { "$NODE" --expose-gc --no-warnings program.cjs "$2-$1" "$2"; }
node_js 22.12.0
run 22.12.0 contexts
node_js 26.12.1
run 26.12.1 contexts
run 26.12.1 databases
check <<'END'
const natives = {contexts: ['Node / SecureContext', 'Node / ctx'], databases: ['Node / Database', 'Node / DatabaseOpenConfiguration']};
for (const file of ['contexts-22.12.0', 'contexts-26.12.1', 'databases-26.12.1']) {
  const what = file.split('-')[0];
  const [rss, external] = JSON.parse(fs.readFileSync(`${file}.json`, 'utf8')).map((bytes) => bytes / 100);
  const parts = rawHeap(file).nodes.filter(({type, name}) => type === 'native' && natives[what].includes(name));
  const counted = parts.reduce((sum, {size}) => sum + size, 0) / 120;
  console.log(`${file}: ${rss} bytes each of the process, ${external} external, ${counted} in the file`);
  assert.ok(counted > 100 && counted < 1_000 && external < 500);
  assert.ok(rss > (what === 'databases' ? 800_000 : 15_000));
}
END
