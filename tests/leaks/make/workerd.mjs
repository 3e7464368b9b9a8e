// Runs a worker in workerd, puts it under load and takes heap snapshots in between, by the DevTools protocol.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {installed} from './install.mjs';
import {answering, freePort, load, orExit} from './load.mjs';

const VERSION = '1.20261117.1';

const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.mjs", esModule = embed "worker.mjs")],
  compatibilityDate = "2026-11-01",
);
`;

/**
 * A session of the DevTools protocol: one for all snapshots, because objects get new ids when it ends. A worker hears of a
 * command only when a request wakes it, so `wake` makes one that leaves nothing behind.
 */
async function connect(port, wake) {
  const {WebSocket} = createRequire(import.meta.url)(path.join(installed({ws: '8.18.0'}), 'ws'));
  const socket = new WebSocket(`ws://127.0.0.1:${port}/main`);
  await once(socket, 'open');
  const chunks = [];
  const answers = new Map();
  socket.on('message', (data) => {
    const {id, method, params} = JSON.parse(data);
    if (method === 'HeapProfiler.addHeapSnapshotChunk') chunks.push(params.chunk);
    answers.get(id)?.();
  });
  let last = 0;
  const send = (method, params = {}) =>
    new Promise((resolve) => {
      const waking = setInterval(wake, 200);
      answers.set(++last, () => {
        clearInterval(waking);
        resolve();
      });
      socket.send(JSON.stringify({id: last, method, params}));
    });
  return async () => {
    await send('HeapProfiler.collectGarbage');
    await send('HeapProfiler.collectGarbage');
    await send('HeapProfiler.takeHeapSnapshot', {reportProgress: false});
    return Buffer.from(chunks.splice(0).join(''));
  };
}

/** Runs `place`/worker.mjs and hands the snapshots `names` to `keep`. Returns the runtime with its full version. */
export async function takeWorkerdSeries(spec, place, names, keep) {
  fs.writeFileSync(path.join(place, 'config.capnp'), CONFIG);
  const [port, inspector] = [await freePort(), await freePort()];
  const program = path.join(installed({workerd: VERSION}), '@cloudflare/workerd-linux-64/bin/workerd');
  const child = spawn(
    program,
    ['serve', 'config.capnp', `--socket-addr=http=127.0.0.1:${port}`, `--inspector-addr=127.0.0.1:${inspector}`],
    {cwd: place, env: {}, stdio: ['ignore', 'inherit', 'inherit']},
  );
  const orDied = orExit(child);
  try {
    await orDied(answering(port));
    await orDied(answering(inspector));
    const snapshot = await orDied(connect(inspector, () => load(spec, port, 0, 1)));
    let from = 0;
    for (const name of names) {
      const count = from === 0 ? spec.warmUp : spec.units;
      await orDied(load(spec, port, from, count));
      from += count;
      keep(name, await orDied(snapshot()));
    }
  } finally {
    child.kill('SIGKILL');
  }
  return `workerd ${VERSION}`;
}
