'use strict';
// A log of uploads, as bytes.
const http = require('http');

class UploadLog {
  constructor() { this.bytes = Buffer.alloc(0); }
  add(line) { this.bytes = Buffer.concat([this.bytes, Buffer.from(line.padEnd(200))]); }
}

const log = new UploadLog();

http.createServer((req, res) => {
  log.add(`uploaded ${req.url}`);
  res.end(String(log.bytes.length));
}).listen(process.env.PORT, '127.0.0.1');
