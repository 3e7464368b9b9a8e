'use strict';
// Every customer gets a feed of prices: an async iterator over the events of the exchange. A feed that is left half read
// is never told to end, and goes on collecting prices.
const { EventEmitter, on } = require('events');
const http = require('http');

const exchange = new EventEmitter().setMaxListeners(0);

async function* feed(share) {
  for await (const [tick] of on(exchange, 'tick')) if (tick.share === share) yield tick;
}

let number = 0;
setInterval(() => {
  number++;
  for (const share of ['ABC', 'XYZ']) exchange.emit('tick', { share, price: 100 + (number % 9), number });
}, 150);

class Customer { constructor(name) { this.name = name; this.opened = Date.now(); this.feed = undefined; } }

http.createServer(async (req, res) => {
  const [, name, share] = req.url.split('/');
  const customer = new Customer(name);
  customer.feed = feed(share);
  const { value } = await customer.feed.next();
  res.end(JSON.stringify({ customer: customer.name, price: value.price }));      // and no customer.feed.return()
}).listen(process.env.PORT, '127.0.0.1');
