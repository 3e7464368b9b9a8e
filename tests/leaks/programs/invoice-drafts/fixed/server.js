'use strict';
// Invoices are drafted.
const http = require('http');

class Draft { constructor(id) { this.id = id; this.text = `invoice ${id}`; this.items = [id, `item of ${id}`]; } }

class ClerkSession { constructor(name) { this.name = name; } }

const bySession = new WeakMap();
const session = new ClerkSession('the clerk');

http.createServer((req, res) => {
  const id = req.url.split('/')[2];
  const ofSession = bySession.get(session) ?? [];
  bySession.set(session, ofSession);
  ofSession.push(new Draft(id));
  res.end(ofSession.at(-1).text + session.name);
}).listen(process.env.PORT, '127.0.0.1');
