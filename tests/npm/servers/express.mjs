// An HTTP server with express that keeps the session of every request; mended, it forgets it with the answer.

import express from 'express';
import {once} from 'node:events';

class Session {
  constructor(id) {
    this.id = `session-${id}`;
    this.visits = [{path: `/page/${id}`, referrer: `/from/${id}`}];
  }
}

export async function start({isMended}) {
  const sessions = new Map();
  let visitors = 0;
  const app = express();
  app.get('/', (_request, response) => {
    const session = new Session(++visitors);
    sessions.set(session.id, session);
    if (isMended) response.on('finish', () => sessions.delete(session.id));
    response.json(session);
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${server.address().port}/`;
  return {
    use: async () => (await fetch(address)).text(),
    stop: () => (server.closeAllConnections(), server.close()),
  };
}

export const expected = {leak: /sessions/, place: /Session \([^)]*express\.mjs:\d+:\d+\)/};
