'use strict';
// A file server that writes its access log in one go, to spare the disk.
const http = require('http');

class AccessLog {
  constructor(limit) { this.limit = limit; this.text = ''; this.lines = 0; this.since = Date.now(); }

  add(req, status) {
    this.text += `${req.socket.remoteAddress} ${req.method} ${req.url} ${status} ${req.headers['user-agent'] ?? '-'}\n`;
    this.lines++;
    if (this.text.length > this.limit) this.flush();
  }

  flush() { this.text = ''; this.lines = 0; this.since = Date.now(); }
}

const log = new AccessLog(64 * 2 ** 20);           // meant were 64 kB
http.createServer((req, res) => {
  const file = req.url.slice(1);
  const status = file.endsWith('.txt') ? 200 : 404;
  res.statusCode = status;
  res.end(status === 200 ? `content of ${file}` : '');
  log.add(req, status);
}).listen(process.env.PORT, '127.0.0.1');
