'use strict';
// Sessions of visitors; whoever has not come for long is forgotten.
const http = require('http');

class Session { constructor(id) { this.id = id; this.basket = []; this.seen = { at: Date.now(), path: id }; } }

const sessions = new Map();

http.createServer((req, res) => {
  sessions.set(req.url, new Session(req.url));
  for (const key of sessions.keys()) {
    if (sessions.size <= 300) break;
    sessions.delete(key);
  }
  res.end(String(sessions.size));
}).listen(process.env.PORT, '127.0.0.1');
