#!/bin/sh
# Node.js' own C++ objects have another id in each snapshot of one process, although ids of everything else stay.
#
# Node.js 18.20.8, 22.23.5 and 26.12.1. Seen: two snapshots, with nothing in between, have the same objects and the same nodes "Node / Environment",
# "Node / PrincipalRealm", "Node / BindingData" and so on, some 60 of them; of the plain objects nearly all have the same id in both, of these not one.
# Why it surprises: `v8.writeHeapSnapshot` is known to keep ids, and comparisons rely on it. V8 gives an id by the address of an object of its heap;
# what an embedder adds to the graph is made anew for each snapshot, and so is its id.
# For readers of snapshots: a comparison by ids says that all of these are new and that as many are gone. They are told by their place only. What
# is really one more, as the C++ side of a message port that leaks, is among them.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
class Kept {}
globalThis.kept = Array.from({length: 100}, () => new Kept());
v8.writeHeapSnapshot(`${process.argv[2]}-1`);
v8.writeHeapSnapshot(`${process.argv[2]}-2`);
END
for version in 18.20.8 22.23.5 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['18.20.8', '22.23.5', '26.12.1']) {
  const ids = [1, 2].map((number) => {
    const {nodes} = rawHeap(`${version}-${number}`);
    const of = (is) => new Set(nodes.filter(is).map((node) => node.id));
    return [of((node) => node.name === 'Kept' && node.type === 'object'), of((node) => node.name.startsWith('Node / '))];
  });
  const [kept, cpp] = [0, 1].map((at) => ({
    before: ids[0][at].size,
    after: ids[1][at].size,
    same: [...ids[0][at]].filter((id) => ids[1][at].has(id)).length,
  }));
  console.log(version, JSON.stringify({kept, cpp}));
  assert.ok(kept.same >= 100 && cpp.before > 20 && cpp.after > 20);
  assert.equal(cpp.same, 0);
}
END
