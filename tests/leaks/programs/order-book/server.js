'use strict';
// Orders are opened and closed.
const http = require('http');
const { OrderRegistry } = require('./orders');

const registry = new OrderRegistry();
http.createServer((req, res) => {
  const [, action, id] = req.url.split('/');
  res.end(action === 'open' ? registry.open(id) : registry.close(id));
}).listen(process.env.PORT, '127.0.0.1');
