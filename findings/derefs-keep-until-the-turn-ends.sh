#!/bin/sh
# A snapshot that is taken in the turn in which `WeakRef.deref()` was called has the object as if it were kept for good.
#
# Node.js 20.20.2 and 26.12.1. Seen: 50 objects that only WeakRefs know. After `deref()` of each a snapshot in the same turn
# has all 50, held by a nameless array below the root; a snapshot one turn later has none.
# Why it surprises: asking whether an object is still there makes it stay, and the snapshot shows a strong reference.
# For readers of snapshots: code that counts what is left by `deref()` and takes the snapshot at once measures itself. Let
# one turn go by (`await` of a timer) between looking and the snapshot.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
class Kept { label = 'kept'; }
const references = [];
const make = () => { for (let i = 0; i < 50; i++) references.push(new WeakRef(new Kept())); };
const count = () => references.filter((reference) => reference.deref()).length;
make();
setImmediate(() => {
  count();
  v8.writeHeapSnapshot(`${process.argv[2]}-same-turn`);
  setImmediate(() => v8.writeHeapSnapshot(`${process.argv[2]}-next-turn`));
});
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
const kept = (file) => rawHeap(file).nodes.filter(({type, name}) => type === 'object' && name === 'Kept');
for (const version of ['20.20.2', '26.12.1']) {
  const [same, next] = [kept(`${version}-same-turn`), kept(`${version}-next-turn`)];
  console.log(version, `in the same turn ${same.length}, in the next ${next.length}`);
  assert.equal(same.length, 50);
  for (const {retainers} of same) {
    assert.deepEqual(retainers.map(({kind}) => kind).sort(), ['internal', 'weak']);
    assert.equal(retainers.find(({kind}) => kind === 'internal').from.type, 'array');
  }
  assert.equal(next.length, 0);
}
END
