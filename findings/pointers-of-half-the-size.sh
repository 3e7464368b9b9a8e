#!/bin/sh
# The same object weighs half as much in mini-racer as in Node.js, and nothing in the file says why.
#
# mini-racer 0.14.1 from PyPI (V8 14.4, compressed pointers) and Node.js 26.12.1. Seen: a Map has 16 bytes in one and 32
# in the other, an ArrayBuffer 52 and 96; workerd and Chromium have the small ones, too. The headers do not tell.
# Why it surprises: it is one engine of nearly one version on one machine.
# For readers of snapshots: sizes of different programs are not comparable; the size of an empty Map tells the pointers.
. "$(dirname "$0")/common.sh"
node_js 26.12.1
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target python mini-racer==0.14.1
echo "function Holder() { this.table = new Map(); this.bytes = new ArrayBuffer(8); } var holder = new Holder();" > heap.js
{ cat heap.js; echo "globalThis.holder = holder; require('v8').writeHeapSnapshot('node');"; } > program.cjs
"$NODE" program.cjs
PYTHONPATH=python python3 - <<'END'
import json
import pathlib
from py_mini_racer import MiniRacer
context = MiniRacer()
context.eval(pathlib.Path("heap.js").read_text())
pathlib.Path("racer").write_text(json.dumps(context.heap_snapshot()))
END
check <<'END'
const sizes = (file) => {
  const holder = rawHeap(file).nodes.find((node) => node.name === 'Holder' && end(node, 'table'));
  return ['table', 'bytes'].map((name) => end(holder, name).size);
};
console.log(`node ${sizes('node').join(' ')}, mini-racer ${sizes('racer').join(' ')}`);
assert.deepEqual(sizes('node'), [32, 96]);
assert.deepEqual(sizes('racer'), [16, 52]);
END
