#!/bin/sh
# `AbortSignal.any([signal])` leaves its weak references at a signal that lives long: on Node.js 20 and 22 for ever, on 24 and 26 until finalizers ran.
#
# Node.js 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: 10,000 signals are made of one that lives on and dropped at once; garbage is collected twice, with
# turns of the event loop in between. The signals are gone in all of them. Of WeakRefs 10,000 are left on 20, in a Set at the signal that lives, and 20,000 on 22,
# in a registry of Node's own (each combined signal leaves two); on 24 and 26 none is.
# Why it surprises: the references are weak so that a signal for shutdown can be combined with that of each request, and they themselves are what grows.
# For readers of snapshots: WeakRefs by the thousand below `AbortSignal` are one for each call of `any`, not for each request that still runs. The cure on 20
# and 22 is a listener that is removed, in place of `any`.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('v8');
const {setTimeout: pause} = require('timers/promises');
globalThis.shutdown = new AbortController();
(async () => {
  for (let i = 0; i < Number(process.argv[3]); i++) AbortSignal.any([shutdown.signal]);
  for (let round = 0; round < 2; round++) {
    global.gc();
    await pause(50);
  }
  v8.writeHeapSnapshot(process.argv[2]);
})();
END
for version in 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" --expose-gc program.cjs $version 10000
  "$NODE" --expose-gc program.cjs none-$version 0
done
check <<'END'
const expected = {'20.20.2': 10_000, '22.23.5': 20_000, '24.22.3': 0, '26.12.1': 0};
for (const [version, left] of Object.entries(expected)) {
  const [made, none] = [version, `none-${version}`].map((file) => {
    const {nodes} = rawHeap(file);
    const count = (name) => nodes.filter((node) => node.type === 'object' && node.name === name).length;
    return {signals: count('AbortSignal'), references: count('WeakRef')};
  });
  console.log(version, JSON.stringify({made, none}));
  assert.ok(made.signals - none.signals < 10);
  assert.ok(Math.abs(made.references - none.references - left) < 20);
}
END
