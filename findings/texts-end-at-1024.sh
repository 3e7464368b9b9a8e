#!/bin/sh
# Texts are cut at 1,024 characters in V8's snapshots without a mark, so different texts become equal ones.
#
# Node.js 26.12.1 and Hermes 0.11.0. Seen: two texts of 4,003 characters that differ at the end have the same name of
# 1,024 characters, and a size of 4,024 bytes. Hermes, in the same format, writes all of a text.
# Why it surprises: equal names are what a search for duplicated strings goes by, and these are no duplicates.
# For readers of snapshots: "duplicates" of 1,024 characters are only possibly equal: compare sizes as well and say so.
# A file of Hermes holds whole texts, documents and tokens included.
. "$(dirname "$0")/common.sh"
node_js 26.12.1
hermes 0.11.0
cat > texts.js <<'END'
function Holder() {
  this.one = [new Array(4001).join('x'), 'one'].join('');
  this.two = [new Array(4001).join('x'), 'two'].join('');
}
var holder = new Holder();
END
{ cat texts.js; echo "global.holder = holder; require('v8').writeHeapSnapshot('v8');"; } > program.cjs
{ cat texts.js; echo "createHeapSnapshot('hermes.heapsnapshot');"; } > program.js
"$NODE" program.cjs
# This build of Hermes ends with an error on newer systems, whatever it ran; the file is whole by then.
"$HERMES" program.js 2> /dev/null || :
check <<'END'
for (const [file, length] of [['v8', 1024], ['hermes.heapsnapshot', 4003]]) {
  const holds = (node) => node.name.startsWith('Holder') && end(node, 'two')?.type === 'string';
  const holder = rawHeap(file).nodes.find(holds);
  const [one, two] = ['one', 'two'].map((name) => end(holder, name));
  console.log(file, one.name.length, one.size, one.name === two.name ? 'equal' : 'different');
  assert.deepEqual([one.name.length, two.name.length], [length, length]);
  assert.equal(one.name === two.name, file === 'v8');
  assert.notEqual(one.id, two.id);
}
END
