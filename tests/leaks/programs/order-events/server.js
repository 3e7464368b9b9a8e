'use strict';
// What happens to orders.
const http = require('http');
const { EventEmitter2 } = require('eventemitter2');

const shop = new EventEmitter2({ wildcard: true, delimiter: '.' });

class Order {
  constructor(number) {
    this.number = number;
    this.history = ['opened'];
    shop.on(`order.${number}.*`, (what) => this.history.push(what));
  }
}

http.createServer((req, res) => {
  const order = new Order(req.url.split('/')[2]);
  shop.emit(`order.${order.number}.paid`, 'paid');
  res.end(order.history.join());
}).listen(process.env.PORT, '127.0.0.1');
