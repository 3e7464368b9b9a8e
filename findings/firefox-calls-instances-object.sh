#!/bin/sh
# Firefox' snapshots call every instance of a program's class "Object" and give no function a name and no string its text.
#
# Firefox ESR 153.8.0. Seen: of 500 objects of a class Parcel and 500 of a class Letter all 1,000 have the class name "Object",
# as literals have; "Parcel" stands in the file only as the name of the variable that holds the constructor. The way from an
# object to it is shape, base, baseshape_proto, constructor.
# Why it surprises: the field is called jsObjectClassName, DevTools groups by it, and V8 and JavaScriptCore write the
# constructor's name there.
# For readers of snapshots: group by prototype, and name a class by what holds its constructor.
. "$(dirname "$0")/common.sh"
firefox 153.8.0esr-1~deb12u1
check "$FIREFOX" <<'END'
const [written] = await snapshotsOf(process.argv[2], [`
  class Parcel { constructor(content) { this.content = content; } }
  class Letter { constructor(sheet) { this.sheet = sheet; } }
  var kept = Array.from({length: 500}, (_, number) => [new Parcel({number}), new Letter('a sheet of paper ' + number)]);`]);
fs.writeFileSync('a', written);
const nodes = [...fxSnapshot('a').values()];
const having = (name) => nodes.filter(({edges}) => edges.some((edge) => edge.name === name));
const classes = new Set([...having('content'), ...having('sheet')].map(({className}) => className));
const named = nodes.filter(({className}) => className === 'Parcel' || className === 'Letter');
console.log(`${having('content').length} + ${having('sheet').length} instances, called ${[...classes].join(', ')}`);
assert.deepEqual([having('content').length, having('sheet').length], [500, 500]);
assert.deepEqual([...classes], ['Object']);
assert.equal(named.length, 0);
assert.ok(!zlib.gunzipSync(written).includes(Buffer.from('a sheet of paper', 'utf16le')));
const follow = (node, name) => fxSnapshot('a').get(node.edges.find((edge) => edge.name === name).to);
const constructor = ['shape', 'base', 'baseshape_proto', 'constructor'].reduce(follow, having('content')[0]);
assert.equal(constructor.className, 'Function');
END
