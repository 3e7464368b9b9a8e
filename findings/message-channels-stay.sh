#!/bin/sh
# In Node.js a MessageChannel that nobody has any more stays for ever, with both ports and what hangs on them, unless one of them is closed.
#
# Node.js 18.20.8, 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: 1,000 channels are made and dropped at once, without a listener, and an object of the program
# hangs on one port of each. After three collections with turns in between 2,000 ports and 1,000 objects more than without are there; of 1,000 channels of which
# one port was closed none. With Deno 2.9.6 and Bun 1.4.5 none of the objects is left, nor in Chromium 148, even with a listener.
# Why it surprises: a channel that cannot be reached from anywhere can be of no use, and it does not keep the process from ending.
# For readers of snapshots: MessagePorts that only the runtime holds are channels which were not closed, for example one for each call that waited there for its
# answer.
. "$(dirname "$0")/common.sh"
cat > program.mjs <<'END'
class Attached { label = 'attached'; }
const collect = globalThis.Bun ? () => Bun.gc(true) : globalThis.gc;
const references = [];
const open = (close) => {
  const {port1} = new MessageChannel();
  port1.attached = new Attached();
  references.push(new WeakRef(port1.attached));
  if (close) port1.close();
};
const [file, how] = (globalThis.Deno?.args ?? process.argv.slice(2));
for (let i = 0; i < (how === 'none' ? 0 : 1000); i++) open(how === 'closed');
for (let round = 0; round < 3; round++) {
  await new Promise((resolve) => setTimeout(resolve, 50));
  collect();
}
console.log(file, `${references.filter((reference) => reference.deref()).length} of ${references.length} objects left`);
if (!globalThis.Bun && !globalThis.Deno) (await import('node:v8')).writeHeapSnapshot(file);
END
VERSIONS='18.20.8 20.20.2 22.23.5 24.22.3 26.12.1'
for version in $VERSIONS; do
  node_js $version
  for how in none dropped closed; do "$NODE" --expose-gc program.mjs $how-$version $how; done
done
deno 2.9.6
"$DENO" run --v8-flags=--expose-gc program.mjs deno dropped | tee others
bun 1.4.5
"$BUN" program.mjs bun dropped | tee -a others
check $VERSIONS <<'END'
for (const version of process.argv.slice(2)) {
  const [none, dropped, closed] = ['none', 'dropped', 'closed'].map((how) => {
    const {nodes} = rawHeap(`${how}-${version}`);
    const count = (wanted) => nodes.filter(({type, name}) => type === 'object' && name === wanted).length;
    return {ports: count('MessagePort'), attached: count('Attached')};
  });
  console.log(version, JSON.stringify({none, dropped, closed}));
  assert.ok(dropped.ports - none.ports >= 2000 && dropped.attached - none.attached >= 1000);
  assert.ok(closed.ports - none.ports < 10 && closed.attached - none.attached < 10);
}
assert.equal(fs.readFileSync('others', 'utf8').match(/ 0 of 1000 /g)?.length, 2);
END
