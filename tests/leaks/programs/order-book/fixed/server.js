'use strict';
// Orders are opened and closed.
const http = require('http');
const { openOrders } = require('./open-orders');

http.createServer((req, res) => {
  const [, action, id] = req.url.split('/');
  res.end(action === 'open' ? openOrders.add(id) : openOrders.remove(id));
}).listen(process.env.PORT, '127.0.0.1');
