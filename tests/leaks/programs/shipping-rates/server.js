'use strict';
// Shipping rates of a shop. Working a rate out takes long, so it is remembered.
const http = require('http');
const { rateFor } = require('./rates');

http.createServer((req, res) => {
  const [, zone, grams] = req.url.split('/');
  const rate = rateFor({ zone, grams: Number(grams), order: req.headers['x-order'] });
  res.end(JSON.stringify(rate));
}).listen(process.env.PORT, '127.0.0.1');
