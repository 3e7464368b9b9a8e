// A server of web sockets that never forgets a client; mended, it forgets those that have left.

import {once} from 'node:events';
import {WebSocket, WebSocketServer} from 'ws';

class Client {
  constructor(socket, number) {
    this.socket = socket;
    this.name = `client-${number}`;
    this.inbox = [];
  }
}

export async function start({isMended}) {
  const clients = new Set();
  const server = new WebSocketServer({port: 0, host: '127.0.0.1'});
  await once(server, 'listening');
  server.on('connection', (socket) => {
    const client = new Client(socket, clients.size);
    clients.add(client);
    socket.on('message', (text) => {
      client.inbox.push(String(text));
      socket.send(`${client.name}: ${text}`);
    });
    socket.on('close', () => isMended && clients.delete(client));
  });
  return {
    async use() {
      const socket = new WebSocket(`ws://127.0.0.1:${server.address().port}`);
      await once(socket, 'open');
      socket.send('hello');
      await once(socket, 'message');
      socket.close();
      await once(socket, 'close');
    },
    stop: () => server.close(),
  };
}

export const expected = {leak: /clients/, place: /Client \([^)]*ws\.mjs:\d+:\d+\)/};
