#!/bin/sh
# A CommonJS module that was taken out of `require.cache` and loaded anew stays: the module that required it lists each load among its children.
#
# Node.js 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: a file is loaded 200 times, each time after `delete require.cache[…]`. The cache has one module of it, and
# all 200 are alive, with their exports, in `children` of the main module.
# Why it surprises: `require.cache` is where modules are known to be kept, and it is empty of them.
# For readers of snapshots: `Module.children` that grows is code that is loaded anew. The cure is to take the module out of `module.children` as well, or to
# read the file as data.
. "$(dirname "$0")/common.sh"
echo 'exports.rules = new (class Rules {})();' > rules.cjs
cat > program.cjs <<'END'
const v8 = require('v8');
for (let i = 0; i < 200; i++) {
  delete require.cache[require.resolve('./rules.cjs')];
  require('./rules.cjs');
}
v8.writeHeapSnapshot(process.argv[2]);
END
for version in 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version
done
check <<'END'
for (const version of ['20.20.2', '22.23.5', '24.22.3', '26.12.1']) {
  const {nodes} = rawHeap(version);
  const isOfClass = (name) => (node) => node.type === 'object' && node.name === name;
  const lists = nodes.filter(isOfClass('Module')).map((module) => end(module, 'children')).filter(Boolean);
  const most = Math.max(...lists.map(({edges}) => edges.filter(({kind, to}) => kind === 'element' && isOfClass('Module')(to)).length));
  const exported = nodes.filter(isOfClass('Rules')).length;
  console.log(version, JSON.stringify({children: most, exported}));
  assert.equal(exported, 200);
  assert.equal(most, 200);
}
END
