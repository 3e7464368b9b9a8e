// What puts a service under load: requests one after the other, over one connection.

import {once} from 'node:events';
import http from 'node:http';
import net from 'node:net';

export async function freePort() {
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
export async function load(spec, port, from, count) {
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

/** Resolves when something listens to the port. */
export async function answering(port) {
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

/** A function that waits for a promise, and throws when the child process ends before. */
export function orExit(child) {
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the program ended with ${code}`);
  });
  died.catch(() => {});
  return (promise) => Promise.race([promise, died]);
}
