'use strict';
// Writes down who logged in.
const http = require('http');
const { Writable } = require('stream');

class Entry { constructor(user) { this.user = user; this.at = process.uptime(); this.tags = ['login', `user ${user}`]; } }

class AuditLog extends Writable {
  constructor() { super({ objectMode: true }); this.written = 0; }
  _write(entry, encoding, done) {
    if (this.written++ < 100) done();          // then the disk is full, and done() is never called
  }
}

const audit = new AuditLog();
http.createServer((req, res) => {
  audit.write(new Entry(req.url.split('/')[2]));
  res.end('welcome');
}).listen(process.env.PORT, '127.0.0.1');
