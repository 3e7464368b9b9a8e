#!/bin/sh
# `Symbol.for(key)` takes memory for ever in V8, also when nothing has the symbol; Bun lets go of it.
#
# Node.js 20.20.2 and 26.12.1, Bun 1.3.3. Seen: 100,000 keys that are asked for once and dropped: Node.js' heap has grown by 97 bytes a key after
# collection, and its snapshot has 100,000 symbols, each a node `symbol` with a text, held by the root's table alone; Bun's heap has grown by less than one a key.
# Why it surprises: nobody can tell whether a registered symbol was made anew, so it could be collected, and in one engine it is.
# For readers of snapshots: symbols below "(GC roots)" that only a table holds are keys of `Symbol.for`: ids or names of users
# in such keys are a leak that no object of the program shows.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const used = () => {
  gc();
  gc();
  return process.memoryUsage().heapUsed;
};
const before = used();
const ask = () => { for (let i = 0; i < 100_000; i++) Symbol.for(`asked ${i}`); };
ask();
console.log((used() - before) / 100_000);
require('v8').writeHeapSnapshot(process.argv[2]);
END
cat > program.mjs <<'END'
import {heapStats} from 'bun:jsc';
const used = () => {
  Bun.gc(true);
  Bun.gc(true);
  return heapStats().heapSize;
};
const before = used();
const ask = () => { for (let i = 0; i < 100_000; i++) Symbol.for(`asked ${i}`); };
ask();
await new Promise((next) => setTimeout(next, 50));
console.log((used() - before) / 100_000);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" --expose-gc program.cjs $version | head -n 1 > $version.txt
done
bun 1.3.3
"$BUN" program.mjs > bun.txt
check <<'END'
const bytes = (file) => Number(fs.readFileSync(`${file}.txt`, 'utf8'));
for (const version of ['20.20.2', '26.12.1']) {
  const symbols = rawHeap(version).nodes.filter((node) => node.type === 'symbol' && end(node, 'name')?.name.startsWith('asked '));
  const holders = new Set(symbols.flatMap(({retainers}) => retainers.map(({from}) => from)));
  console.log(version, `${bytes(version)} bytes a key, ${symbols.length} symbols, held by ${holders.size}`);
  assert.ok(bytes(version) > 60);
  assert.deepEqual([symbols.length, holders.size], [100_000, 1]);
}
console.log('Bun', `${bytes('bun')} bytes a key`);
assert.ok(bytes('bun') < 5);
END
