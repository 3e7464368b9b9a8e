'use strict';
// Parses with parsers that are used again.
const http = require('http');

class Parser {
  constructor() { this.buffer = new Uint8Array(4096); this.tokens = []; }
  parse(text) { this.tokens.length = 0; this.tokens.push(...text.split('/')); return this.tokens.length; }
}

const free = [];
http.createServer((req, res) => {
  const parser = free.pop() ?? new Parser();
  setTimeout(() => {
    res.end(String(parser.parse(req.url)));
    free.push(parser);
  }, 10);
}).listen(process.env.PORT, '127.0.0.1');
