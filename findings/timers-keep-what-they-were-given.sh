#!/bin/sh
# A Timeout that has fired keeps its arguments for as long as somebody has the Timeout; one that was cleared does so up to Node.js 22.
#
# Node.js 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: a list has 100 Timeouts that have fired and 100 that were cleared, each given an object as argument.
# The 100 objects of those that fired are alive in all versions; the 100 of those that were cleared are alive in 20 and 22 and gone in 24 and 26.
# Why it surprises: a timer that is over has nothing left to do, and a number in its place, as in browsers, would keep nothing.
# For readers of snapshots: what stands below `_timerArgs` and `_onTimeout` does not say that a timer is still to come. The cure is to let go of the
# Timeout (`this.timer = null`), also after it has fired.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
class Fired {}
class Cleared {}
const timers = (globalThis.timers = []);
for (let i = 0; i < 100; i++) {
  timers.push(setTimeout(() => {}, 1, new Fired()));
  const timer = setTimeout(() => {}, 1e6, new Cleared());
  clearTimeout(timer);
  timers.push(timer);
}
setTimeout(() => v8.writeHeapSnapshot(process.argv[2]), 100);
END
for version in 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const [version, cleared] of Object.entries({'20.20.2': 100, '22.23.5': 100, '24.22.3': 0, '26.12.1': 0})) {
  const {nodes} = rawHeap(version);
  const alive = ['Fired', 'Cleared'].map((name) => nodes.filter((node) => node.type === 'object' && node.name === name).length);
  console.log(version, 'fired, cleared:', alive.join(', '));
  assert.deepEqual(alive, [100, cleared]);
}
END
