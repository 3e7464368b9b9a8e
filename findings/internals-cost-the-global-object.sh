#!/bin/sh
# With `exposeInternals` the root no longer leads to the global object.
#
# Node.js 22.23.5 and 26.12.1. Seen: the root's first edge of kind "shortcut" leads to the global object in 22 and to the
# native context in 26; with `{exposeInternals: true}` the root has no such edge, only the (GC roots) and those of C++.
# Why it surprises: the option is for seeing more, and what it takes away is the way that everything is measured from.
# For readers of snapshots: distances count from these edges, so every distance and shortest path changes; do not compare
# a file with internals with one without.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const {writeHeapSnapshot} = require('v8');
writeHeapSnapshot('plain-' + process.argv[2]);
writeHeapSnapshot('internals-' + process.argv[2], {exposeInternals: true});
END
for version in 22.23.5 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
const shortcuts = (file) => rawHeap(file).nodes[0].edges.filter(({kind}) => kind === 'shortcut').map(({to}) => to.name);
for (const [version, name] of [['22.23.5', /^global/], ['26.12.1', /NativeContext/]]) {
  const [plain, internals] = ['plain', 'internals'].map((file) => shortcuts(`${file}-${version}`));
  console.log(version, `plain: ${plain.join(', ')}; with internals: ${internals.join(', ') || 'none'}`);
  assert.match(plain[0], name);
  assert.equal(internals.length, 0);
}
END
