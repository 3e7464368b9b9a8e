#!/bin/sh
# The scope of a whole script has the number −2, and DevTools reads it as 2: the number of a function at offset 2.
#
# workerd 1.20261117.1 (as Chromium 156), asked by Node.js 22.23.5; chrome-devtools-frontend 1.0.1705227. Seen: of two
# scripts that differ by one space at the start, `draft` of ten calls is an unused variable to DevTools' ContextAnalyzer in
# one, and used in the other, where the function stands at offset 2: a living function uses the first variable of the
# script, and that counts as the first variable of the function.
# Why it surprises: all other numbers of the file are positive, and DevTools' reader of numbers passes over signs.
# For readers of snapshots: read the sections `scopes` and `scope_uses` with their signs, or know what is lost.
. "$(dirname "$0")/common.sh"
package @cloudflare/workerd-linux-64 1.20261117.1
WORKERD="$PACKAGE/bin/workerd"
node_js 22.23.5
package chrome-devtools-frontend 1.0.1705227
DEVTOOLS="$PACKAGE/front_end"
package @esbuild/linux-x64 0.25.12
ESBUILD="$PACKAGE/bin/esbuild"
cat > program.js <<'END'
f=(n)=>{const draft=new Array(4000).fill(n);const title={n};(()=>[draft,title])();return()=>[title,limit]};
let limit = 9;
const kept = Array.from({length: 10}, (_, n) => f(n));
addEventListener('fetch', (event) => event.respondWith(new Response(`${kept.length}`)));
END
{ printf ' '; cat program.js; } > moved.js
cat > config.capnp <<'END'
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "program", worker = .program), (name = "moved", worker = .moved)],
  sockets = [
    (name = "program", address = "127.0.0.1:0", http = (), service = "program"),
    (name = "moved", address = "127.0.0.1:0", http = (), service = "moved"),
  ],
);
const program :Workerd.Worker = (serviceWorkerScript = embed "program.js", compatibilityDate = "2026-11-01");
const moved :Workerd.Worker = (serviceWorkerScript = embed "moved.js", compatibilityDate = "2026-11-01");
END
cat > take.mjs <<'END'
import {spawn} from 'node:child_process';
import fs from 'node:fs';
const args = ['serve', '--control-fd=1', '--inspector-addr=127.0.0.1:0', 'config.capnp'];
const child = spawn(process.argv[2], args, {stdio: ['ignore', 'pipe', 'inherit']});
let told = '';
for await (const text of child.stdout.setEncoding('utf8')) {
  told += text;
  if (['listen-inspector', '"program"', '"moved"'].every((word) => told.includes(word))) break;
}
const port = (pattern) => pattern.exec(told)[1];
for (const name of ['program', 'moved']) {
  await (await fetch(`http://127.0.0.1:${port(new RegExp(`"${name}","port":(\\d+)`))}/`)).text();
  const socket = new WebSocket(`ws://127.0.0.1:${port(/"listen-inspector","port":(\d+)/)}/${name}`);
  const chunks = [];
  await new Promise((done) => {
    socket.onopen = () => socket.send(JSON.stringify({id: 1, method: 'HeapProfiler.takeHeapSnapshot', params: {}}));
    socket.onmessage = ({data}) => {
      const {id, params} = JSON.parse(data);
      if (params?.chunk) chunks.push(params.chunk);
      if (id === 1) done();
    };
  });
  fs.writeFileSync(`${name}.heapsnapshot`, chunks.join(''));
}
child.kill();
process.exit();
END
"$NODE" take.mjs "$WORKERD"
# DevTools' sources import .js where the package has .ts, and a list of languages that it does not have.
cp -R "$DEVTOOLS" front_end
echo "export const LOCALES = ['en-US'], BUNDLED_LOCALES = ['en-US'], DEFAULT_LOCALE = 'en-US', REMOTE_FETCH_PATTERN = '', LOCAL_FETCH_PATTERN = '';" \
  > front_end/core/i18n/locales.js
cat > front_end/entry.ts <<'END'
export {SecondaryInitManager} from './entrypoints/heap_snapshot_worker/HeapSnapshot.js';
export {HeapSnapshotLoader} from './entrypoints/heap_snapshot_worker/HeapSnapshotLoader.js';
END
"$ESBUILD" front_end/entry.ts --bundle --format=esm --platform=node --target=es2022 --log-level=error --outfile=devtools.mjs
cat > analyse.mjs <<'END'
import fs from 'node:fs';
import {MessageChannel} from 'node:worker_threads';
import {HeapSnapshotLoader, SecondaryInitManager} from './devtools.mjs';
console.warn = () => {};
const found = {};
for (const name of ['program', 'moved']) {
  const loader = new HeapSnapshotLoader({sendEvent() {}});
  loader.write(fs.readFileSync(`${name}.heapsnapshot`, 'utf8'));
  loader.close();
  await loader.parsingComplete;
  const {port1, port2} = new MessageChannel();
  new SecondaryInitManager(port2);
  const snapshot = await loader.buildSnapshot(port1);
  port1.close();
  const contexts = snapshot.analyzeContexts().scopes.flatMap((scope) => scope.contexts);
  found[name] = contexts.flatMap(({deadFields}) => deadFields).filter((field) => field.name === 'draft').length;
}
console.log(JSON.stringify(found));
END
"$NODE" analyse.mjs > found.json
check <<'END'
const {program, moved} = JSON.parse(fs.readFileSync('found.json', 'utf8'));
const {scopes} = JSON.parse(fs.readFileSync('program.heapsnapshot', 'utf8'));
console.log(`scopes numbered −2: ${scopes.filter((number) => number === -2).length}; unused "draft": ${moved} with a space before, ${program} without`);
assert.ok(scopes.includes(-2) && scopes.includes(2));
assert.deepEqual([moved, program], [10, 0]);
END
