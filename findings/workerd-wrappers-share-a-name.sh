#!/bin/sh
# In workerd every object of the runtime (Request, Headers, AbortSignal …) is shown as "CppgcShim".
#
# workerd 1.20261117.1, asked by Node.js 22.23.5. Seen: the 50 elements of an array of Requests are all of class
# "CppgcShim"; each leads to the prototype `Request`, and to its C++ part "workerd / Request".
# Why it surprises: in Chromium and Node.js a wrapper has the name of its class.
# For readers of snapshots: a growing row "CppgcShim" is not a class of anything: look at what each one leads to.
. "$(dirname "$0")/common.sh"
package @cloudflare/workerd-linux-64 1.20261117.1
WORKERD="$PACKAGE/bin/workerd"
node_js 22.23.5
cat > worker.mjs <<'END'
class Holder { requests = []; }
const holder = new Holder();
export default {
  async fetch() {
    for (let i = 0; i < 50; i++) holder.requests.push(new Request(`http://shop.test/${i}`));
    return new Response('done');
  },
};
END
cat > config.capnp <<'END'
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .shop)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const shop :Workerd.Worker =
  (modules = [(name = "worker.mjs", esModule = embed "worker.mjs")], compatibilityDate = "2026-11-01");
END
cat > take.mjs <<'END'
import {spawn} from 'node:child_process';
import fs from 'node:fs';
const args = ['serve', '--control-fd=1', '--inspector-addr=127.0.0.1:0', 'config.capnp'];
const child = spawn(process.argv[2], args, {stdio: ['ignore', 'pipe', 'inherit']});
let told = '';
for await (const text of child.stdout.setEncoding('utf8')) {
  told += text;
  if (told.includes('listen-inspector') && told.includes('"http"')) break;
}
const port = (pattern) => pattern.exec(told)[1];
await (await fetch(`http://127.0.0.1:${port(/"http","port":(\d+)/)}/`)).text();
const socket = new WebSocket(`ws://127.0.0.1:${port(/"listen-inspector","port":(\d+)/)}/main`);
const chunks = [];
await new Promise((done) => {
  socket.onopen = () => socket.send(JSON.stringify({id: 1, method: 'HeapProfiler.takeHeapSnapshot', params: {}}));
  socket.onmessage = ({data}) => {
    const {id, params} = JSON.parse(data);
    if (params?.chunk) chunks.push(params.chunk);
    if (id === 1) done();
  };
});
fs.writeFileSync('heap', chunks.join(''));
child.kill();
process.exit();
END
"$NODE" take.mjs "$WORKERD"
check <<'END'
const holder = rawHeap('heap').nodes.find((node) => node.name === 'Holder' && end(node, 'requests'));
const kept = end(holder, 'requests').edges.filter(({kind}) => kind === 'element').map(({to}) => to);
const count = {};
for (const {name} of kept) count[name] = (count[name] ?? 0) + 1;
console.log('elements:', JSON.stringify(count), 'of which one leads to', kept[0].edges.map(({to}) => to.name).join(', '));
assert.equal(count.CppgcShim, 50);
END
