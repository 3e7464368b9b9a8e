#!/bin/sh
# The last text that a regular expression matched stays in memory, whole, until another one matches.
#
# Node.js 20.20.2, 22.12.0 and 26.12.1. Seen: `/z$/.test(text)` in a function that returns: the text of 3 MB is in the snapshot, below
# a nameless array in 20, "system / RegExpMatchInfo" in 22, and as `first` of a flattened "(concatenated string)" in 26. After
# `/q/.test('q')` it is gone. A search without a match does not let it go.
# Why it surprises: neither the expression nor the program has a link to it; it is there for `RegExp.lastMatch` and its like,
# which nobody uses.
# For readers of snapshots: one large text that only the runtime holds is no leak: there is one per realm, of the last match.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
const search = () => {
  const text = `${Buffer.alloc(3_000_000, 'ab').toString('latin1')}z`;
  globalThis.found = /z$/.test(text);
};
search();
setImmediate(() => {
  globalThis.found = /x/.test('q');
  v8.writeHeapSnapshot(`${process.argv[2]}-matched`);
  globalThis.found = /q/.test('q');
  v8.writeHeapSnapshot(`${process.argv[2]}-another`);
});
END
for version in 20.20.2 22.12.0 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
const large = (file) => rawHeap(file).nodes.filter(({type, size}) => type === 'string' && size > 2_000_000);
const holders = {'20.20.2': '', '22.12.0': 'system / RegExpMatchInfo', '26.12.1': '(concatenated string)'};
for (const [version, holder] of Object.entries(holders)) {
  const matched = large(`${version}-matched`);
  const names = new Set(matched.flatMap(({retainers}) => retainers.map(({from}) => from.name)));
  console.log(version, matched.map(({size}) => `${size} bytes`), names, `after another match ${large(`${version}-another`).length}`);
  assert.equal(matched.length, 1);
  assert.deepEqual([...names], [holder]);
  assert.equal(large(`${version}-another`).length, 0);
}
END
