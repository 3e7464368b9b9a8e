#!/bin/sh
# On Node.js 20 and 22 `fetch` keeps a pool and clients for every host it ever asked, long after the connections are closed; 18, 24 and 26 let them go.
#
# Node.js 18.20.8, 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: 200 addresses of one machine are asked once each, the answers are read, the server closes every
# connection; after three collections, a second later, 20 and 22 have 200 objects `Pool` and 400 `Client`, below a Map at the Agent that `globalThis` holds by a
# symbol, and 18, 24 and 26 have none of them.
# Why it surprises: nothing is left to use again, the version before and the version after do not do it, and the program has written only `fetch`.
# For readers of snapshots: `Pool` and `Client` by the thousand are no connections: there is a pool for each host and port that was ever asked (webhooks of
# customers, a crawler, machines that came and went). `node:http`, asked the same, keeps nothing on 20 and 22.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const http = require('http');
const v8 = require('v8');
const server = http.createServer((request, response) => response.setHeader('connection', 'close').end('answer'));
server.listen(0, '0.0.0.0', async () => {
  for (let i = 1; i <= Number(process.argv[3]); i++) await (await fetch(`http://127.0.0.${i}:${server.address().port}/`)).text();
  server.closeAllConnections();
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    global.gc();
  }
  v8.writeHeapSnapshot(process.argv[2]);
  process.exit();
});
END
VERSIONS='18.20.8 20.20.2 22.23.5 24.22.3 26.12.1'
for version in $VERSIONS; do
  node_js $version
  "$NODE" --no-warnings --expose-gc program.cjs asked-$version 200
  "$NODE" --no-warnings --expose-gc program.cjs one-$version 1
done
check $VERSIONS <<'END'
for (const version of process.argv.slice(2)) {
  const [asked, one] = ['asked', 'one'].map((file) => {
    const {nodes} = rawHeap(`${file}-${version}`);
    const count = (wanted) => nodes.filter(({type, name}) => type === 'object' && name === wanted).length;
    return {pools: count('Pool'), clients: count('Client')};
  });
  console.log(version, JSON.stringify({asked, one}));
  const kept = /^2[02]\./.test(version);
  assert.ok(kept ? asked.pools - one.pools >= 199 : asked.pools - one.pools < 5);
  assert.ok(kept ? asked.clients - one.clients >= 199 : asked.clients - one.clients < 5);
}
END
