'use strict';
// Orders, with a trace for each of them.
const http = require('http');
const debug = require('debug');

function order(number) {
  const trace = debug(`shop:order:${number}`);
  trace('looking for it');
  return { number, state: number % 3 ? 'sent' : 'open' };
}

http.createServer((req, res) => {
  res.end(JSON.stringify(order(req.url.split('/')[2])));
}).listen(process.env.PORT, '127.0.0.1');
