'use strict';
// Asks the price service, and stops asking when the service is about to end.
const http = require('http');
const axios = require('axios');

const stop = axios.CancelToken.source();
const prices = http.createServer((req, res) => res.end(JSON.stringify({ price: req.url.length })));
prices.listen(0, '127.0.0.1');

async function price(id) {
  const { data } = await axios.get(`http://127.0.0.1:${prices.address().port}/${id}`, { cancelToken: stop.token });
  return data.price;
}

http.createServer(async (req, res) => {
  res.end(String(await price(req.url.split('/')[2])));
}).listen(process.env.PORT, '127.0.0.1');

process.on('SIGTERM', () => stop.cancel('shutdown'));
