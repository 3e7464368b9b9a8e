#!/bin/sh
# A Buffer of ten bytes out of `v8.deserialize` keeps the whole message that it came in; an array of fractions does so in one of eight messages.
#
# Node.js 18.20.8, 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: of 160 messages with a text of 100 kB, which differ in its length, only the Buffer `id` of ten
# bytes is kept: 16 MB of "system / JSArrayBufferData" are there, 160 times the message. If the Float64Array `sums` of three numbers is kept instead, there are
# 20 messages: those in which it happens to begin at a multiple of eight; the others were copied. `structuredClone` of the same keeps none, nor does Bun 1.4.5;
# Deno 2.9.6 does as Node.js.
# Why it surprises: what was deserialized is thought to be made anew, as its texts and objects are, and a letter more in a text decides about 100 kB.
# For readers of snapshots: the way from an ArrayBuffer of a message's size leads to a small view. Memory of caches that are read from files or from a store
# with `v8.deserialize` is that of the messages; a copy of the small parts lets them go.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
const [file, kept, clone] = process.argv.slice(2);
const read = (length) => {
  const message = {text: 'x'.repeat(length), sums: new Float64Array(3), id: Uint8Array.from('0123456789')};
  return clone ? structuredClone(message) : v8.deserialize(v8.serialize({...message, id: Buffer.from(message.id)}));
};
globalThis.kept = Array.from({length: 160}, (_, i) => read(100_000 + i)[kept]);
if (file) v8.writeHeapSnapshot(file);
else console.log(new Set(globalThis.kept.map(({buffer}) => buffer).filter(({byteLength}) => byteLength >= 100_000)).size);
END
VERSIONS='18.20.8 20.20.2 22.23.5 24.22.3 26.12.1'
for version in $VERSIONS; do
  node_js $version
  "$NODE" program.cjs id-$version id
  "$NODE" program.cjs sums-$version sums
  "$NODE" program.cjs clone-$version id clone
done
bun 1.4.5
"$BUN" program.cjs '' id > bun
deno 2.9.6
"$DENO" run program.cjs '' id > deno
check $VERSIONS <<'END'
for (const version of process.argv.slice(2)) {
  const [id, sums, clone] = ['id', 'sums', 'clone'].map((how) => {
    const {nodes} = rawHeap(`${how}-${version}`);
    const messages = nodes.filter(({name, size}) => name === 'system / JSArrayBufferData' && size >= 100_000);
    return {messages: messages.length, bytes: messages.reduce((sum, {size}) => sum + size, 0)};
  });
  console.log(version, JSON.stringify({id, sums, clone}));
  assert.deepEqual([id.messages, sums.messages, clone.messages], [160, 20, 0]);
}
const [bun, deno] = ['bun', 'deno'].map((file) => Number(fs.readFileSync(file, 'utf8')));
console.log(JSON.stringify({bun, deno}));
assert.deepEqual([bun, deno], [0, 160]);
END
