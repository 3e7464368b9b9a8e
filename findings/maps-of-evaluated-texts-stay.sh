#!/bin/sh
# With --enable-source-maps, each evaluated text that names a source map stays known for ever: its address, and the map or all of the text.
#
# Node.js 18.20.8, 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: after 300 texts were evaluated, each with a `sourceURL` and a `sourceMappingURL` of its own,
# and nothing was kept of them, the snapshot has 300 such addresses. Up to 22 it has 300 maps as well, read into objects (with what they say the sources
# are); from 24 on the maps are not read, but all 300 evaluated texts are there, because the address is a slice of its text. Without the option there is none.
# Why it surprises: the option is recommended for better stacks in production, and of files that are `import`ed the number ends. Templates,
# test runners and bundlers in memory evaluate without end; no option and no call lets go of one.
# For readers of snapshots: evaluated texts and maps' "sources" that hang on Node.js' own Maps are this, and not the program's.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const v8 = require('node:v8');
for (let at = 0; at < 300; at++) {
  const map = {version: 3, sources: [`rule${at}.ts`], sourcesContent: [`export default (order) => order.price * ${at};`], names: [], mappings: 'AAAA'};
  const address = `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
  new Function(`return ${at};\n//# sourceURL=/rules/rule${at}.js\n//# sourceMappingURL=${address}`)();
}
v8.writeHeapSnapshot(process.argv[2]);
END
for version in 18.20.8 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" --enable-source-maps program.cjs $version
  "$NODE" program.cjs $version-without
done
check <<'END'
for (const version of ['18.20.8', '20.20.2', '22.23.5', '24.22.3', '26.12.1']) {
  const count = (file, pattern) => new Set(rawHeap(file).nodes.map(({name}) => name).filter((name) => pattern.test(name))).size;
  const seen = [version, `${version}-without`].map((file) => ({
    addresses: count(file, /^(file:\/\/)?\/rules\/rule\d+\.js$/),
    sources: count(file, /^export default \(order\) => order\.price \* \d+;$/),
    texts: count(file, /^\(function anonymous\([^]*\/rules\/rule\d+\.js\n/),
  }));
  console.log(version, JSON.stringify({with: seen[0], without: seen[1]}));
  assert.ok(seen[0].addresses >= 300);
  assert.ok(Math.max(seen[0].sources, seen[0].texts) >= 300);
  assert.ok(seen[1].addresses + seen[1].sources + seen[1].texts < 10);
}
END
