// Runs a Node service, puts it under load and has it write heap snapshots in between.

import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {installed} from './install.mjs';

const PRELOADED = 'snapshots.cjs';

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Sends one request and reads its answer to the end. */
function send(agent, port, {method = 'GET', path: where, headers = {}, body}) {
  return new Promise((resolve, reject) => {
    const request = http.request({agent, port, host: '127.0.0.1', method, path: where, headers}, (response) => {
      response
        .on('error', reject)
        .on('end', () => resolve(response.statusCode))
        .resume();
    });
    request.on('error', reject).end(body);
  });
}

/** One unit of load after the other, from number `from` on. */
async function load(spec, port, from, count) {
  const agent = new http.Agent({keepAlive: true});
  try {
    for (let i = from; i < from + count; i++) {
      if (spec.visit) await spec.visit(i, port);
      else for (const request of [spec.request(i)].flat()) await send(agent, port, request);
    }
  } finally {
    agent.destroy();
  }
}

async function answering(port) {
  for (;;) {
    const socket = net.connect(port, '127.0.0.1');
    const connected = await new Promise((resolve) =>
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false)),
    );
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Lays out Node and what is loaded before the program. Returns Node's version. */
function layOutNode(spec, place) {
  const major = /^node (\d+)$/.exec(spec.runtime)[1];
  fs.copyFileSync(path.join(installed({node: major}), 'node/bin/node'), path.join(place, 'node'));
  fs.copyFileSync(fileURLToPath(new URL(PRELOADED, import.meta.url)), path.join(place, PRELOADED));
  return execFileSync(path.join(place, 'node'), ['-v'], {encoding: 'utf8'}).trim();
}

/** Runs `place`/server.js and hands the snapshots `names` to `keep`. Returns the runtime with its full version. */
export async function takeNodeSeries(spec, place, names, keep) {
  const version = layOutNode(spec, place);
  const port = await freePort();
  // Without an environment, because it would be in the snapshot.
  const child = spawn(path.join(place, 'node'), ['--expose-gc', '-r', `./${PRELOADED}`, 'server.js'], {
    cwd: place,
    env: {PORT: String(port)},
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the program ended with ${code}`);
  });
  const orDied = (promise) => Promise.race([promise, died]);
  died.catch(() => {});
  try {
    await orDied(answering(port));
    let from = 0;
    for (const name of names) {
      const count = from === 0 ? spec.warmUp : spec.units;
      await orDied(load(spec, port, from, count));
      from += count;
      child.send(`${name}.heapsnapshot`);
      await orDied(once(child, 'message'));
      keep(name, fs.readFileSync(path.join(place, `${name}.heapsnapshot`)));
      fs.rmSync(path.join(place, `${name}.heapsnapshot`));
    }
  } finally {
    child.kill('SIGKILL');
  }
  return `node ${version}`;
}
