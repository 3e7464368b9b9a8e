'use strict';
// A broker of locks: clients take a lock and give it back.
const http = require('node:http');
const {randomUUID} = require('node:crypto');

class Broker {
  constructor() {
    this.locks = new Map();
    this.wsToUUIDs = new Map();
  }
  hello(socket) {
    if (this.wsToUUIDs.has(socket)) return;
    this.wsToUUIDs.set(socket, {});
    socket.once('close', () => this.wsToUUIDs.delete(socket));
  }
  lock(socket, key) {
    const uuid = randomUUID();
    this.locks.set(key, uuid);
    this.wsToUUIDs.get(socket)[uuid] = true;
    return uuid;
  }
  unlock(key) { return this.locks.delete(key); }
}

const broker = new Broker();
http.createServer((request, response) => {
  broker.hello(request.socket);
  const key = request.url.slice(1);
  const uuid = broker.lock(request.socket, key);
  broker.unlock(key);
  response.end(uuid);
}).listen(Number(process.env.PORT));
