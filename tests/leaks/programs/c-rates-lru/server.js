'use strict';
// Rates, of which the last are remembered.
const http = require('http');
const QuickLRU = require('quick-lru');

class Rate { constructor(id) { this.id = id; this.steps = [id % 3, id % 5, id % 7]; } }

const rates = new QuickLRU({ maxSize: 300 });
http.createServer((req, res) => {
  const { url } = req;
  if (!rates.has(url)) rates.set(url, new Rate(url.length));
  res.end(rates.get(url).steps.join());
}).listen(process.env.PORT, '127.0.0.1');
