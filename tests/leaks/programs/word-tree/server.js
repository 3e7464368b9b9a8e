'use strict';
// Completes words.
const http = require('http');

class Letter { constructor() { this.next = {}; this.ends = 0; } }

const words = new Letter();

http.createServer((req, res) => {
  let at = words;
  for (const letter of req.url.split('/')[2]) at = (at.next[letter] ??= new Letter());
  at.ends++;
  res.end(String(at.ends));
}).listen(process.env.PORT, '127.0.0.1');
