#!/bin/sh
# An array of which `splice` took all but one keeps the room of all; so does one whose elements were deleted. Cut by `length`, it has none.
#
# Node.js 20.20.2 and 26.12.1. Seen, of arrays that had 100,000 numbers: after `splice(0, 99_999)` and after `delete` of each element 915,752 bytes,
# after `shift()` of 99,999 and `length = 0` less than 16 kB. A snapshot has no length of an array: one element in 900 kB, and 100,000
# numbers, look the same.
# Why it surprises: taking out is what one does against a leak, and of four ways that do it two give nothing back.
# For readers of snapshots: an array that is heavy by itself may be empty. Ask the program for its length.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const full = () => {
  const array = [];
  for (let i = 0; i < 100_000; i++) array.push(i);
  return array;
};
class Store { spliced = full(); deleted = full(); shifted = full(); cut = full(); }
const store = globalThis.store = new Store();
store.spliced.splice(0, 99_999);
for (let i = 0; i < 100_000; i++) delete store.deleted[i];
for (let i = 0; i < 99_999; i++) store.shifted.shift();
store.cut.length = 0;
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['20.20.2', '26.12.1']) {
  const store = object(rawHeap(version), 'Store');
  const sizes = ['spliced', 'deleted', 'shifted', 'cut'].map((field) => end(end(store, field), 'elements')?.size ?? 0);
  console.log(version, JSON.stringify(sizes));
  assert.ok(sizes[0] > 800_000 && sizes[1] > 800_000 && sizes[2] < 16_000 && sizes[3] < 16_000);
}
END
