#!/bin/sh
# A WeakMap whose keys are all gone keeps the table that it had for them, until somebody calls `delete()` on it.
#
# Node.js 20.20.2, 24.22.3 and 26.12.1. Seen: 100,000 keys are set and dropped; after the collection the table of the WeakMap, and that of a
# WeakSet, has 256 kB (Node.js 20) or 512 kB, and not one entry. Setting 100 more keys leaves it as large. Deleting 50 of these shrinks it
# to 2,088 bytes. A Map that was emptied by `delete` has 152.
# Why it surprises: a WeakMap is taken because it forgets by itself; nobody calls `delete` on one, and so its table never shrinks.
# For readers of snapshots: a WeakMap that is heavy by itself need not hold anything. Its largest load so far is what weighs.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
v8.setFlagsFromString('--expose-gc');
const collect = require('vm').runInNewContext('gc');
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
class Store { weakMap = new WeakMap(); weakSet = new WeakSet(); map = new Map(); }
const store = globalThis.store = new Store();
const held = globalThis.held = [];
async function snapshot(name) {
  for (let i = 0; i < 3; i++) { await pause(); collect(); }
  v8.writeHeapSnapshot(process.argv[2] + name);
}
(async () => {
  for (let i = 0; i < 100_000; i++) {
    store.weakMap.set({}, i);
    store.weakSet.add({});
    store.map.set(i, i);
  }
  for (let i = 0; i < 100_000; i++) store.map.delete(i);
  await snapshot('-dropped');
  for (let i = 0; i < 100; i++) {
    held.push({});
    store.weakMap.set(held[i], i);
    store.weakSet.add(held[i]);
  }
  await snapshot('-set');
  for (const key of held.slice(0, 50)) {
    store.weakMap.delete(key);
    store.weakSet.delete(key);
  }
  await snapshot('-deleted');
})();
END
for version in 20.20.2 24.22.3 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['20.20.2', '24.22.3', '26.12.1']) {
  const tables = ['-dropped', '-set', '-deleted'].map((name) => {
    const store = object(rawHeap(version + name), 'Store');
    return ['weakMap', 'weakSet', 'map'].map((field) => end(end(store, field), 'table').size);
  });
  console.log(version, JSON.stringify(tables));
  const [dropped, set, deleted] = tables;
  assert.ok(dropped[0] >= 250_000 && dropped[1] >= 250_000 && dropped[2] < 1000);
  assert.deepEqual(set, dropped);
  assert.ok(deleted[0] < 10_000 && deleted[1] < 10_000);
}
END
