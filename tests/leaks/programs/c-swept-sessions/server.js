'use strict';
// Sessions that end by themselves.
const http = require('http');

class Session { constructor(id) { this.id = id; this.ends = Date.now() + 150; this.pages = [id]; } }

const sessions = new Map();
setInterval(() => {
  const now = Date.now();
  for (const [id, session] of sessions) if (session.ends < now) sessions.delete(id);
}, 40).unref();

http.createServer((req, res) => {
  sessions.set(req.url, new Session(req.url));
  res.end(String(sessions.get(req.url).pages.length));
}).listen(process.env.PORT, '127.0.0.1');
