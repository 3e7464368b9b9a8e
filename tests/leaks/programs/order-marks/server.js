'use strict';
// Orders are marked by symbols, for other services in the same process.
const http = require('http');

function mark(order) {
  order[Symbol.for(`shop:marked:${order.name}`)] = true;
  return Object.getOwnPropertySymbols(order).length;
}

http.createServer((req, res) => {
  res.end(`${mark({ name: req.url.split('/')[2] })} mark`);
}).listen(process.env.PORT, '127.0.0.1');
