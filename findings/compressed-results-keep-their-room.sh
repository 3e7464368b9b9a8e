#!/bin/sh
# A small result of zlib or Brotli, packed or unpacked, keeps the 16 kB into which it was written; from Node.js 24 on its copy by `Buffer.from` does so, too.
#
# Node.js 18.20.8, 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: 1,000 results of some 30 bytes are kept. Those of `gzipSync`, `gunzipSync`, `brotliCompressSync`
# and of `gunzip` with a callback keep 16.4 MB: up to 22 as 1,000 nodes "system / JSArrayBufferData" of 16,384 bytes, from 24 on as 250 of four times that.
# Those of `gzip` with a callback, which are put together of two pieces, and copies by `Buffer.from` keep less than 100 kB up to 22, and 22 MB from 24 on: there
# they lie in the same slabs as the pieces that were dropped. Copies by `new Uint8Array` keep their 30 bytes in all of them.
# Why it surprises: `length` says 30, packing is done to save memory, and the usual cure, a copy, has become worse than what it cures.
# For readers of snapshots: a cache of small packed values weighs 16 kB and more for each of them, as memory of buffers; compare `buffer.byteLength` with
# `length`.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const {promisify} = require('util');
const zlib = require('zlib');
const text = Buffer.from('a value of thirty bytes or so.');
const packed = zlib.gzipSync(text);
const ways = {
  none: () => null,
  gzipSync: () => zlib.gzipSync(text),
  gunzipSync: () => zlib.gunzipSync(packed),
  brotliCompressSync: () => zlib.brotliCompressSync(text),
  gunzip: () => promisify(zlib.gunzip)(packed),
  gzip: () => promisify(zlib.gzip)(text),
  from: () => Buffer.from(zlib.gzipSync(text)),
  array: () => new Uint8Array(zlib.gzipSync(text)),
};
(async () => {
  globalThis.kept = [];
  for (let i = 0; i < 1000; i++) kept.push(await ways[process.argv[3]]());
  await new Promise((resolve) => setTimeout(resolve, 20));
  require('v8').writeHeapSnapshot(process.argv[2]);
})();
END
VERSIONS='18.20.8 20.20.2 22.23.5 24.22.3 26.12.1'
for version in $VERSIONS; do
  node_js $version
  for way in none gzipSync gunzipSync brotliCompressSync gunzip gzip from array; do "$NODE" program.cjs $way-$version $way; done
done
check $VERSIONS <<'END'
const sizesOf = (file) => {
  const data = rawHeap(file).nodes.filter(({name}) => name === 'system / JSArrayBufferData');
  return data.map(({size}) => size);
};
const sum = (sizes) => sizes.reduce((sum, size) => sum + size, 0);
for (const version of process.argv.slice(2)) {
  const none = sum(sizesOf(`none-${version}`));
  const ways = ['gzipSync', 'gunzipSync', 'brotliCompressSync', 'gunzip', 'gzip', 'from', 'array'];
  const kept = Object.fromEntries(ways.map((way) => [way, sum(sizesOf(`${way}-${version}`)) - none]));
  const pieces = sizesOf(`gzipSync-${version}`).filter((size) => size >= 16_384);
  console.log(version, JSON.stringify(kept), `${pieces.length} pieces of ${[...new Set(pieces)].join(', ')} bytes`);
  for (const way of ways.slice(0, 4)) assert.ok(kept[way] > 16_000_000, way);
  for (const way of ways.slice(4, 6)) assert.ok(version < '24' ? kept[way] < 200_000 : kept[way] > 16_000_000, way);
  assert.ok(kept.array < 200_000);
}
END
