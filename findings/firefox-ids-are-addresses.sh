#!/bin/sh
# In Firefox' snapshots the id of an object is its address: what is freed leaves its id to the next object.
#
# Firefox ESR 153.8.0. Seen: 2,000 objects with a property `first` are dropped and 2,000 with a property `second` are made; most
# of the latter have ids that the former had in the snapshot before. What lives through both keeps its id.
# Why it surprises: V8's ids are never used again, which is what comparisons of snapshots rest on.
# For readers of snapshots: an id in both is no proof that the object is the same; see whether its class and links still are.
. "$(dirname "$0")/common.sh"
firefox 153.8.0esr-1~deb12u1
check "$FIREFOX" <<'END'
const program = (name) => `var kept = []; for (let at = 0; at < 2000; at++) kept.push({${name}: {}});`;
const snapshots = await snapshotsOf(process.argv[2], [program('first'), 'kept = null;', program('second')]);
const idsWith = (written, name) => {
  fs.writeFileSync('a', written);
  const having = [...fxSnapshot('a')].filter(([, {edges}]) => edges.some((edge) => edge.name === name));
  return new Set(having.map(([id]) => id));
};
const [first, second] = [idsWith(snapshots[0], 'first'), idsWith(snapshots[2], 'second')];
const common = [...second].filter((id) => first.has(id)).length;
console.log(`${first.size} and ${second.size} objects, ${common} ids of both`);
assert.deepEqual([first.size, second.size], [2_000, 2_000]);
assert.ok(common > 500);
const global = (written) => [...idsWith(written, 'kept')];
const [before, after] = [global(snapshots[0]), global(snapshots[2])];
assert.ok(before.length > 0 && before.every((id) => after.includes(id)));
END
