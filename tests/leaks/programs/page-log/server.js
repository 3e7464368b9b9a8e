'use strict';
// A log that can be read on a page.
const http = require('http');

let log = 'begun';

function write(line) { log = [log, `${line} ${'-'.repeat(line.length % 17)}`].join('\n'); }

http.createServer((req, res) => {
  write(`${req.method} ${req.url} ${req.headers['user-agent']}`);
  res.end(String(log.length));
}).listen(process.env.PORT, '127.0.0.1');
