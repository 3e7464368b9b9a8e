#!/bin/sh
# What is logged while an inspector listens is kept: 50 objects that nothing else holds are kept by "DevTools console".
#
# Node.js 20.20.2 and 26.12.1. Seen: `console.log(new Logged())` 50 times with `Runtime.enable` on: 50 objects, each
# held by an edge "N / DevTools console" of the global handles. Without the session there are none.
# Why it surprises: taking the snapshot by way of DevTools is what makes the leak.
# For readers of snapshots: growth that only the console holds is of the measuring, not of the program.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const {Session} = require('inspector');
class Logged { constructor(i) { this.i = i; } }
const [, , file, watched] = process.argv;
if (watched) {
  const session = new Session();
  session.connect();
  session.post('Runtime.enable');
}
for (let i = 0; i < 50; i++) console.log(new Logged(i));
require('v8').writeHeapSnapshot(file);
END
for version in 20.20.2 26.12.1; do
  node_js $version
  "$NODE" program.cjs "$version" > /dev/null
  "$NODE" program.cjs "$version-watched" watched > /dev/null
done
check <<'END'
for (const version of ['20.20.2', '26.12.1']) {
  const logged = (file) => rawHeap(file).nodes.filter(({type, name}) => type === 'object' && name === 'Logged');
  const byConsole = ({name}) => /^\d+ \/ DevTools console$/.test(name);
  const held = logged(`${version}-watched`).filter(({retainers}) => retainers.some(byConsole));
  console.log(version, `without a session ${logged(version).length}, with one ${held.length}`);
  assert.ok(logged(version).length <= 1, 'the last one may still be on the stack');
  assert.equal(held.length, 50);
}
END
