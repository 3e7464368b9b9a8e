'use strict';
// Hints for travellers, remembered for a while.
const http = require('http');

class Hint { constructor(id) { this.text = `from ${id} take the second left`; this.near = { place: `place ${id}` }; } }

const hints = new Map();

http.createServer((req, res) => {
  if (hints.size === 1000) hints.clear();
  hints.set(req.url, new Hint(req.url));
  res.end(hints.get(req.url).text);
}).listen(process.env.PORT, '127.0.0.1');
