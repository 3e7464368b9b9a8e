// A board of share prices. Visitors see how many it has; nobody needs more than the last hundred.
'use strict';
const { createServer } = require('node:http');

class Price {
  constructor(share, cents) {
    this.share = share;
    this.cents = cents;
    this.at = Date.now();
  }
}

class PriceBoard {
  constructor() {
    this.prices = [];
  }

  start() {
    setInterval(() => this.look(), 20);
  }

  look() {
    this.prices.push(new Price('ACME', 4200 + Math.round(Math.random() * 100)));
  }
}

const board = new PriceBoard();

createServer((request, response) => {
  board.start();
  response.end(`${board.prices.length} prices\n`);
}).listen(Number(process.env.PORT), '127.0.0.1');
