#!/bin/sh
# An id of `crypto.randomUUID()` is a rope of some fifteen parts and half a kilobyte, and being a Map's key makes it a plain text on Node.js 26 only.
#
# Node.js 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: 1,000 ids that are kept are 14,000 nodes "(concatenated string)" with 450 kB; as texts of 36 letters they would be
# 56 kB. Ids that are keys of a Map as well stay as they are up to 24 and are plain texts on 26; one that has been the name of a property is plain in all.
# Why it surprises: an id of fixed length looks like something made in one piece, and eight times its size is invisible to the program.
# For readers of snapshots: concatenated strings by the ten thousand, of two letters and a dash, need not be a text that grows: they are ids.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
const {randomUUID} = require('crypto');
const [file, how] = process.argv.slice(2);
globalThis.ids = Array.from({length: 1000}, () => randomUUID());
if (how === 'key') globalThis.byId = new Map(ids.map((id) => [id, 1]));
if (how === 'property') for (const id of ids) ({})[id];
v8.writeHeapSnapshot(file);
END
for version in 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  for how in kept key property; do "$NODE" program.cjs $how-$version $how; done
done
check <<'END'
for (const version of ['20.20.2', '22.23.5', '24.22.3', '26.12.1']) {
  const [kept, key, property] = ['kept', 'key', 'property'].map((how) => {
    const ropes = rawHeap(`${how}-${version}`).nodes.filter(({type}) => type === 'concatenated string');
    return {ropes: ropes.length, bytes: ropes.reduce((sum, {size}) => sum + size, 0)};
  });
  console.log(version, JSON.stringify({kept, key, property}));
  assert.ok(kept.ropes - property.ropes >= 13_000 && kept.bytes - property.bytes >= 400_000);
  assert.ok(version < '26' ? key.ropes === kept.ropes : key.ropes === property.ropes);
}
END
