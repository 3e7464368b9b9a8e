'use strict';
// Sixty terminals, and what was scanned there.
const http = require('http');

class Terminal {
  constructor(number) { this.number = number; this.trail = []; }
  scan(article) { this.trail.push(article); return this.trail.length; }
}

const terminals = new Map(Array.from({ length: 60 }, (_, i) => [i, new Terminal(i)]));
http.createServer((req, res) => {
  const [, , number, article] = req.url.split('/').map(Number);
  res.end(String(terminals.get(number).scan(article)));
}).listen(process.env.PORT, '127.0.0.1');
