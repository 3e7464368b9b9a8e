#!/bin/sh
# A connection that waits in an agent's pool keeps the AsyncLocalStorage store of the request that opened it.
#
# Node.js 20.20.2, 22.23.5, 24.22.3 and 26.12.1. Seen: within twenty stores twenty requests go out at once through an agent with `keepAlive`; all are answered and over.
# The twenty stores are alive, held by the twenty idle sockets: by `kResourceStore` of the handle in 20 and 22, in 24 and 26 by the frame of the handle, whose edge
# has a number and no name.
# Why it surprises: the request is over and nobody has its store; it lives as long as the connection, which serves other requests with other stores.
# For readers of snapshots: request contexts below `Agent.freeSockets` are as many as connections, and no leak that grows with requests. To keep
# nothing of a request, open connections outside of `run`.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const http = require('http');
const v8 = require('v8');
const {AsyncLocalStorage} = require('async_hooks');
class Store {}
const storage = new AsyncLocalStorage();
const agent = (globalThis.agent = new http.Agent({keepAlive: true}));
const server = http.createServer((request, response) => response.end('ok')).listen(0, async () => {
  const ask = () => new Promise((resolve) => {
    const request = () => http.get({port: server.address().port, agent}, (response) => response.resume().on('end', resolve));
    storage.run(new Store(), request);
  });
  await Promise.all(Array.from({length: 20}, ask));
  setTimeout(() => {
    console.log(Object.values(agent.freeSockets).flat().length, 'idle');
    v8.writeHeapSnapshot(process.argv[2]);
    process.exit();
  }, 200);
});
END
for version in 20.20.2 22.23.5 24.22.3 26.12.1; do
  node_js $version
  "$NODE" program.cjs $version | grep -x '20 idle'
done
check <<'END'
for (const version of ['20.20.2', '22.23.5', '24.22.3', '26.12.1']) {
  const stores = rawHeap(version).nodes.filter(({type, name}) => type === 'object' && name === 'Store');
  const byName = stores.filter(({retainers}) => retainers.some(({name}) => /kResourceStore/.test(name))).length;
  console.log(version, JSON.stringify({stores: stores.length, byName}));
  assert.deepEqual([stores.length, byName], [20, version < '24' ? 20 : 0]);
}
END
