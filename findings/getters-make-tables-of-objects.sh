#!/bin/sh
# One getter in a literal makes a table of each object: ten fields take some 930 bytes, with a method in its place 168, with the getter in a class 104.
#
# Node.js 18.20.8, 20.20.2 and 26.12.1. Seen: 10,000 objects of three fields of whole numbers, made by a function that returns a literal, take 550 bytes each if
# it has `get total() {…}`, 112 with `total() {…}`, and 48 as instances of a class with that getter; of ten fields some 930, 168 and 104. With the getter each
# object has a node "(object properties)" of its own, with all its fields, though all have the same keys in the same order.
# Why it surprises: a getter without a closure looks like the cheapest of methods, and the class beside it proves that it can be.
# For readers of snapshots: "(object properties)" with the size of a table at each object of one kind need not come from `delete` or from thousands of keys. A
# class, or a method in place of the getter, makes the same objects a fifth to an eleventh.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const [file, how] = process.argv.slice(2);
class Three {
  constructor(i) { this.id = i; }
  price = 2; count = 3;
  get total() { return this.price * this.count; }
}
class Ten {
  constructor(i) { this.id = i; }
  price = 2; count = 3; a = 4; b = 5; c = 6; d = 7; e = 8; f = 9; g = 10;
  get total() { return this.price * this.count; }
}
const ways = {
  none: () => null,
  threeGetter: (i) => ({id: i, price: 2, count: 3, get total() { return this.price * this.count; }}),
  threeMethod: (i) => ({id: i, price: 2, count: 3, total() { return this.price * this.count; }}),
  threeClass: (i) => new Three(i),
  tenGetter: (i) => ({id: i, price: 2, count: 3, a: 4, b: 5, c: 6, d: 7, e: 8, f: 9, g: 10, get total() { return this.price * this.count; }}),
  tenMethod: (i) => ({id: i, price: 2, count: 3, a: 4, b: 5, c: 6, d: 7, e: 8, f: 9, g: 10, total() { return this.price * this.count; }}),
  tenClass: (i) => new Ten(i),
};
globalThis.kept = Array.from({length: 10_000}, (_, i) => ways[how](i));
require('v8').writeHeapSnapshot(file);
END
VERSIONS='18.20.8 20.20.2 26.12.1'
for version in $VERSIONS; do
  node_js $version
  for how in none threeGetter threeMethod threeClass tenGetter tenMethod tenClass; do "$NODE" program.cjs $how-$version $how; done
done
check $VERSIONS <<'END'
for (const version of process.argv.slice(2)) {
  const heaps = (how) => rawHeap(`${how}-${version}`).nodes;
  const total = (nodes) => nodes.reduce((sum, {size}) => sum + size, 0);
  const none = total(heaps('none'));
  const ways = ['threeGetter', 'threeMethod', 'threeClass', 'tenGetter', 'tenMethod', 'tenClass'];
  const each = Object.fromEntries(ways.map((how) => [how, Math.round((total(heaps(how)) - none) / 10_000)]));
  const tables = heaps('tenGetter').filter(({name, size}) => name === '(object properties)' && size > 500).length;
  console.log(version, JSON.stringify(each), `${tables} tables`);
  assert.ok(each.threeGetter > 4 * each.threeMethod && each.tenGetter > 5 * each.tenMethod && tables >= 10_000);
  assert.ok(each.threeMethod > each.threeClass && each.tenMethod > each.tenClass);
}
END
