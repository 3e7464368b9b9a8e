'use strict';
// A gate that lets every ticket pass once.
const http = require('http');

class Gate {
  constructor() { this.used = new Set(); }
  pass(ticket) {
    if (this.used.has(ticket)) return false;
    this.used.add(ticket);
    return true;
  }
}

const gate = new Gate();
http.createServer((req, res) => {
  res.end(gate.pass(BigInt(req.url.split('/')[2])) ? 'welcome' : 'used');
}).listen(process.env.PORT, '127.0.0.1');
