#!/bin/sh
# An `Intl.DateTimeFormat` has some 100 bytes of its own in a snapshot and takes 32 kB of memory; a `NumberFormat` takes less than one.
#
# Node.js 20.20.2 and 26.12.1. Seen: 1,000 formats, each used once: the process grows by 32 to 34 MB, the JavaScript heap by 0.3 MB,
# `external` by nothing. In the snapshot each is 72 bytes with three edges to `system / Foreign` of 16 bytes.
# Why it surprises: what is outside the heap usually stands in `external` at least, as with Buffers.
# For readers of snapshots: a Map of formats by locale or by user that looks like a few kilobytes can be the leak. Count
# the objects; their size says nothing.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const date = () => new Intl.DateTimeFormat('de-DE', {dateStyle: 'full', timeStyle: 'long', timeZone: 'Europe/Berlin'});
const number = () => new Intl.NumberFormat('de-DE', {style: 'currency', currency: 'EUR'});
globalThis.formats = [];
const memory = () => {
  gc();
  gc();
  return process.memoryUsage();
};
const grown = (make, value) => {
  for (let i = 0; i < 50; i++) formats.push(make());
  const before = memory();
  for (let i = 0; i < 1000; i++) {
    const format = make();
    format.format(value);
    formats.push(format);
  }
  const after = memory();
  return Object.fromEntries(['rss', 'heapUsed', 'external'].map((what) => [what, (after[what] - before[what]) / 1000]));
};
console.log(JSON.stringify({date: grown(date, 0), number: grown(number, 1)}));
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" --expose-gc program.cjs $version | head -n 1 > $version.json
done
check <<'END'
for (const version of ['20.20.2', '26.12.1']) {
  const {date, number} = JSON.parse(fs.readFileSync(`${version}.json`, 'utf8'));
  const formats = rawHeap(version).nodes.filter(({type, name, edges}) => name.endsWith('DateTimeFormat') && edges.some(({to}) => to.name === 'system / Foreign'));
  console.log(version, 'bytes for each date format', date, 'for each number format', number, `own size ${formats[0]?.size}, of ${formats.length}`);
  assert.ok(date.rss > 15_000 && date.heapUsed < 1_000 && date.external < 100);
  assert.ok(number.rss < 5_000);
  assert.ok(formats.length >= 1_050 && formats[0].size < 150);
}
END
