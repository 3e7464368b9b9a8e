'use strict';
// Events are written in batches.
const http = require('http');

class Event { constructor(name) { this.name = name; this.at = Date.now(); this.tags = [`tag ${name.length}`, name]; } }

let batch = [];
let written = 0;

http.createServer((req, res) => {
  batch.push(new Event(req.url));
  if (batch.length === 500) { written += batch.length; batch = []; }
  res.end(String(written));
}).listen(process.env.PORT, '127.0.0.1');
