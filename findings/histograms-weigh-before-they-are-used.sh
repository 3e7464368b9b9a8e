#!/bin/sh
# A histogram of `perf_hooks` has 360 kB in a snapshot before anything is recorded in it, and the process has not grown by that.
#
# Node.js 22.12.0 and 26.12.1. Seen: 100 histograms: each has a node "Node / histogram" of 360,552 bytes, 36 MB in all; the process has
# grown by less than a tenth of it, `heapUsed` by less than 1 kB each and `external` by nothing.
# Why it surprises: the file is larger than the process. The pages are reserved and not touched.
# For readers of snapshots: a histogram a route or a user is the first thing in every list by size; what it costs depends on
# what was recorded. The same is true of no other object of Node.js that was looked at.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const {createHistogram} = require('perf_hooks');
const memory = () => {
  gc();
  return process.memoryUsage();
};
globalThis.kept = [];
for (let i = 0; i < 20; i++) kept.push(createHistogram());
const before = memory();
for (let i = 0; i < 100; i++) kept.push(createHistogram());
const after = memory();
const grown = ['rss', 'heapUsed', 'external'].map((what) => (after[what] - before[what]) / 100);
require('fs').writeFileSync(`${process.argv[2]}.json`, JSON.stringify(grown));
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 22.12.0 26.12.1; do
  node_js $version
  "$NODE" --expose-gc program.cjs $version
done
check <<'END'
for (const version of ['22.12.0', '26.12.1']) {
  const [rss, heapUsed, external] = JSON.parse(fs.readFileSync(`${version}.json`, 'utf8'));
  const counted = rawHeap(version).nodes.filter(({type, name}) => type === 'native' && name === 'Node / histogram');
  console.log(version, `${rss} bytes each of the process, ${heapUsed} of the heap, ${external} external, ${counted[0]?.size} in the file`);
  assert.ok(counted.length >= 120 && counted[0].size > 300_000);
  assert.ok(rss < 100_000 && heapUsed < 2_000 && external < 100);
}
END
