#!/bin/sh
# Up to Node.js 24 a wasm memory that grows page by page makes V8 collect the whole JavaScript heap again and again.
#
# Node.js 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: a memory of one page that grows 4,000 times by one, which nobody writes to, beside an
# almost empty JavaScript heap. In 20, 22 and 24 V8 runs from a hundred to eight hundred full collections ("Mark-Compact") for it, and the growing takes
# most of a second or more; in 26 not one, and some ten milliseconds. One step of 4,000 pages causes none in any of them.
# Why it surprises: growing in place moves nothing and touches no object, and the allocator of Rust and C does just this, 64 kB at a time, whenever
# what it has does not suffice. V8 counts the whole memory as new outside of the heap each time that it grows.
# For programs in wasm that fill hundreds of megabytes: half of the processor time may go there, seen by a profiler as an allocation that takes
# long and as "(garbage collector)". Whoever knows what will be needed allocates it once and frees it, before the work begins.
. "$(dirname "$0")/common.sh"
cat > program.mjs <<'END'
// A module with a memory and the function that grows it, by so many pages.
const bytes = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic and version
  1, 6, 1, 0x60, 1, 0x7f, 1, 0x7f, // a type: i32 to i32
  3, 2, 1, 0, // a function of it
  5, 6, 1, 1, 1, 0x80, 0x80, 4, // a memory of one page, 65,536 at the most
  7, 9, 2, 1, 0x67, 0, 0, 1, 0x6d, 2, 0, // exports: g, m
  10, 8, 1, 6, 0, 0x20, 0, 0x40, 0, 0x0b, // memory.grow
]);
const {g, m} = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
const [times, pages] = process.argv.slice(2).map(Number);
const start = performance.now();
for (let at = 0; at < times; at++) {
  g(pages);
  m.buffer;
}
console.log(`took ${performance.now() - start}`);
END
for version in 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" --trace-gc program.mjs 4000 1 > small-$version
  "$NODE" --trace-gc program.mjs 1 4000 > large-$version
done
check <<'END'
for (const version of ['20.20.2', '22.23.5', '24.22.3', '26.12.1']) {
  const [small, large] = ['small', 'large'].map((steps) => {
    const text = fs.readFileSync(`${steps}-${version}`, 'utf8');
    return {collections: text.match(/Mark-Compact/g)?.length ?? 0, ms: Math.round(/took (.*)/.exec(text)[1])};
  });
  console.log(version, JSON.stringify({'4000 times one page': small, 'once 4000 pages': large}));
  if (version.startsWith('26')) assert.ok(small.collections <= 2);
  else assert.ok(small.collections > 50 && large.collections <= 2);
}
END
