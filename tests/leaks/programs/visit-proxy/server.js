'use strict';
// Visits of a page, counted whenever one is added.
const http = require('http');

class Visit { constructor(path) { this.path = path; this.agent = { name: `agent ${path.length}` }; } }

let count = 0;
const visits = new Proxy({}, {
  set(target, key, value) { count++; target[key] = value; return true; },
});

http.createServer((req, res) => {
  visits[Symbol(req.url)] = new Visit(req.url);
  res.end(String(count));
}).listen(process.env.PORT, '127.0.0.1');
