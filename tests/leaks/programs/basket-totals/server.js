'use strict';
// Baskets whose total follows the rate of tax.
const http = require('http');
const { observable, autorun } = require('mobx');

const tax = observable.box(19);

class Basket {
  constructor(number) {
    this.items = [{ name: `article ${number}`, cents: 100 + number % 900 }];
    autorun(() => { this.total = this.items[0].cents * (100 + tax.get()) / 100; });
  }
}

http.createServer((req, res) => {
  const basket = new Basket(Number(req.url.split('/')[2]));
  res.end(String(basket.total));
}).listen(process.env.PORT, '127.0.0.1');
