// A shop that knows its visitors again by a cookie. Who brings none gets a session.
'use strict';
const { randomUUID } = require('node:crypto');
const { createServer } = require('node:http');

class MemoryStore {
  constructor() {
    this.sessions = new Map();
  }

  load(id) {
    return this.sessions.get(id);
  }

  save(session) {
    this.sessions.set(session.id, session);
  }
}

const store = new MemoryStore();

function newSession(request) {
  return { id: randomUUID(), openedAt: Date.now(), language: request.headers['accept-language'] ?? 'en', cart: [] };
}

createServer((request, response) => {
  const id = /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  const session = store.load(id) ?? newSession(request);
  const article = new URL(request.url, 'http://shop').searchParams.get('buy');
  if (article !== null) session.cart.push(article);
  store.save(session);
  response.setHeader('Set-Cookie', `session=${session.id}`);
  response.end(`${session.cart.length} articles\n`);
}).listen(Number(process.env.PORT), '127.0.0.1');
