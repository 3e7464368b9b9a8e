#!/bin/sh
# An iterator that was left in the middle keeps everything that its Map held, after `clear()`, until it is moved on.
#
# Node.js 20.20.2 and 26.12.1. Seen: a Map of 50 objects, one iterator of which one step was taken, then `clear()`: the Map has a
# new, empty table, and all 50 objects are kept by the old one, which the iterator points to. One more `next()` and they are gone.
# Why it surprises: an iterator is thought to be a place in a Map, and `map.size` is 0.
# For readers of snapshots: what is below a "MapIterator" or "SetIterator" and not in the Map was deleted long ago. A paused
# generator over a Map, or a cursor that is kept for the next page, does this.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
class Item { label = 'item'; }
globalThis.map = new Map();
const fill = () => { for (let i = 0; i < 50; i++) map.set(i, new Item()); };
const step = () => { iterator.next(); };
fill();
globalThis.iterator = map.entries();
step();
map.clear();
setImmediate(() => {
  v8.writeHeapSnapshot(`${process.argv[2]}-cleared`);
  step();
  setImmediate(() => v8.writeHeapSnapshot(`${process.argv[2]}-moved-on`));
});
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
const items = (file) => rawHeap(file).nodes.filter(({type, name}) => type === 'object' && name === 'Item');
for (const version of ['20.20.2', '26.12.1']) {
  const [cleared, movedOn] = [items(`${version}-cleared`), items(`${version}-moved-on`)];
  const tables = new Set(cleared.flatMap(({retainers}) => retainers.map(({from}) => from)));
  const above = [...tables].flatMap(({retainers}) => retainers.map(({from}) => from.name));
  console.log(version, `cleared ${cleared.length}, below ${above}, moved on ${movedOn.length}`);
  assert.deepEqual([cleared.length, tables.size, movedOn.length], [50, 1, 0]);
  assert.deepEqual(above, ['MapIterator']);
}
END
