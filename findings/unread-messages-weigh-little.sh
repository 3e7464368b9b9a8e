#!/bin/sh
# A message that waits at a MessagePort weighs 136 bytes in a snapshot, whatever it carries.
#
# Node.js 20.20.2 and 26.12.1. Seen: 100 unread messages of 50,000 characters each are 100 nodes `Node / Message` of 136
# bytes; their 5 MB are nowhere in the file.
# Why it surprises: Node.js reports the nodes, so it seems to count them.
# For readers of snapshots: a queue at a worker that does not keep up shows by the number of `Node / Message`, never by
# bytes.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const {MessageChannel} = require('worker_threads');
globalThis.channel = new MessageChannel();
for (let i = 0; i < 100; i++) channel.port1.postMessage('x'.repeat(50_000) + i);
require('v8').writeHeapSnapshot(process.argv[2]);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['20.20.2', '26.12.1']) {
  const {nodes} = rawHeap(version);
  const messages = nodes.filter(({name}) => name === 'Node / Message');
  const total = nodes.reduce((sum, {size}) => sum + size, 0);
  console.log(version, messages.length, messages[0]?.size, `of ${total} bytes in all; large strings:`,
    nodes.filter(({type, size}) => type === 'string' && size >= 50_000).length);
  assert.deepEqual(new Set(messages.map(({size}) => size)), new Set([136]));
  assert.equal(messages.length, 100);
  assert.ok(nodes.filter(({size, name}) => size >= 50_000 && name.startsWith('xxxx')).length < 5);
}
END
