'use strict';
// Printers are leased one after the other.
const http = require('http');

class Ticket { constructor(path) { this.path = path; this.pages = path.split('/'); this.printed = false; } }

class Lease {
  constructor() { this.ready = new Promise((resolve) => { this.release = resolve; }); }
}

const lease = new Lease();

async function print(ticket) {
  const begun = Date.now();
  await lease.ready;
  ticket.printed = true;
  return Date.now() - begun;
}

http.createServer((req, res) => {
  print(new Ticket(req.url)).catch(console.error);
  res.end('queued');
}).listen(process.env.PORT, '127.0.0.1');
