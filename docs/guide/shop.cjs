// A shop with a leak, for docs/guide.md: node shop.cjs [PORT]
const http = require('node:http');

class Basket {
  constructor(visitor) {
    this.visitor = visitor;
    this.lines = [];
  }

  add(article, price) {
    this.lines.push({article, price, at: new Date()});
  }
}

class Shop {
  constructor() {
    this.baskets = new Map();
  }

  visit(visitor) {
    const basket = new Basket(visitor);
    basket.add('tea', 4);
    basket.add('cups', 12);
    this.baskets.set(visitor, basket);
    return basket;
  }

  checkOut(basket) {
    return basket.lines.reduce((sum, line) => sum + line.price, 0);
  }
}

const shop = new Shop();
let visitors = 0;

const server = http.createServer((request, response) => {
  const basket = shop.visit(`visitor ${++visitors}`);
  response.end(`that makes ${shop.checkOut(basket)}\n`);
});
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
  console.log(`process ${process.pid}, http://127.0.0.1:${server.address().port}/`);
});
