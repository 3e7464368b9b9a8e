#!/bin/sh
# A number with a fraction in a field is a node of its own of 16 bytes; in an array it is none.
#
# Node.js 20.20.2 and 26.12.1. Seen: 1,000 objects {x: i + 0.5} bring 1,000 nodes "heap number" (16,000 bytes) on top of
# the objects; 1,000 objects {x: i} bring none; an array of 1,000 fractions brings one node of elements.
# Why it surprises: the same numbers weigh nothing extra, 16 bytes or 8 bytes, by where they stand and whether one is whole.
# For readers of snapshots: a growing row of heap numbers is the fields of some class: look at who retains them.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
class Whole { constructor(i) { this.x = i; } }
class Fraction { constructor(i) { this.x = i + 0.5; } }
globalThis.whole = Array.from({length: 1_000}, (_, i) => new Whole(i));
globalThis.fractions = Array.from({length: 1_000}, (_, i) => new Fraction(i));
globalThis.list = Array.from({length: 1_000}, (_, i) => i + 0.5);
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
const numbersUnder = (nodes, name) =>
  nodes.filter((node) => node.type === 'object' && node.name === name)
    .flatMap(({edges}) => edges.filter(({to}) => to.type === 'number' && to.size === 16)).length;
for (const version of ['20.20.2', '26.12.1']) {
  const {nodes} = rawHeap(version);
  const list = nodes.flatMap(({edges}) => edges).find(({name, to}) => name === 'list' && to.name === 'Array').to;
  const found = [numbersUnder(nodes, 'Whole'), numbersUnder(nodes, 'Fraction'), end(list, 'elements').edges.length];
  console.log(version, `under Whole ${found[0]}, under Fraction ${found[1]}; elements of the list lead to ${found[2]}`);
  assert.equal(found[0], 0);
  assert.ok(found[1] >= 1_000);
  assert.ok(found[2] <= 1);
}
END
