#!/bin/sh
# An Error keeps the objects whose methods were on the stack when it was made, until somebody reads its `stack`.
#
# Node.js 20.20.2 and 26.12.1. Seen: 50 errors made by a method, of 50 objects that nothing else knows: all 50 are kept, by the
# error's link with a nameless symbol, over nodes "system / CallSiteInfo" in 20, over plain arrays in 26. Of 50 others, whose
# errors' `stack` was read, none is left: reading makes a text of it.
# Why it surprises: an error looks like a message and a text; whether it keeps requests, services and what they hold
# depends on whether it was printed.
# For readers of snapshots: a list of errors (failures to be reported, rejected promises, causes) can weigh what its
# callers weigh. Keep the texts, or read `stack` when an error is put away.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
class Unread { fail() { return new Error('no'); } }
class Read { fail() { return new Error('no'); } }
globalThis.errors = [];
const unread = () => { for (let i = 0; i < 50; i++) errors.push(new Unread().fail()); };
const read = () => {
  for (let i = 0; i < 50; i++) {
    const error = new Read().fail();
    String(error.stack);
    errors.push(error);
  }
};
unread();
read();
setImmediate(() => require('v8').writeHeapSnapshot(process.argv[2]));
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['20.20.2', '26.12.1']) {
  const {nodes} = rawHeap(version);
  const heldByFrames = (node) => node.retainers.some(({from}) => from.name === 'system / CallSiteInfo' || from.type === 'array');
  const count = (name) => nodes.filter((node) => node.type === 'object' && node.name === name && heldByFrames(node)).length;
  console.log(version, `unread ${count('Unread')}, read ${count('Read')}`);
  assert.deepEqual([count('Unread'), count('Read')], [50, 0]);
}
END
