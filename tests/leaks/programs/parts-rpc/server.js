'use strict';
// Spare parts: price and stock are asked of two services. The stock service has been down for a while; the page is
// answered without it, but the calls go on waiting.
const http = require('http');
const { RpcClient } = require('./rpc');

class PartQuery { constructor(part, shop) { this.part = part; this.shop = shop; this.currency = 'EUR'; } }

const rpc = new RpcClient((service, query, reply) => {
  if (service === 'price') setImmediate(reply, query.part.length * 100);
});
const patience = () => new Promise((resolve) => setTimeout(resolve, 1));

http.createServer(async (req, res) => {
  const [, shop, part] = req.url.split('/');
  const price = await rpc.call('price', new PartQuery(part, shop));
  const stock = await Promise.race([rpc.call('stock', new PartQuery(part, shop)), patience()]);
  res.end(JSON.stringify({ part, price: price.answer, stock: stock?.answer ?? 'unknown' }));
}).listen(process.env.PORT, '127.0.0.1');
