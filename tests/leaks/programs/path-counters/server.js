'use strict';
// Counts how often each path is asked for.
const http = require('http');

const hits = Object.create(null);

http.createServer((req, res) => {
  hits[req.url] = (hits[req.url] ?? 0) + 1;
  res.end(String(hits[req.url]));
}).listen(process.env.PORT, '127.0.0.1');
