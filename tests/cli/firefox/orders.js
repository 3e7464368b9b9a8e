// A shop that keeps every order, run in a sandbox of Firefox by make.mjs. The first snapshot is taken after 200 orders.
class Order {
  constructor(number) {
    this.number = number;
    this.label = `order ${number}`;
    this.lines = [{sku: number}, {sku: number + 1}];
  }
}

class OrderBook {
  constructor() {
    this.open = [];
    this.byNumber = new Map();
  }

  add(order) {
    this.open.push(order);
    this.byNumber.set(order.number, order);
  }
}

const book = new OrderBook();
globalThis.orderBook = book;

function take(from, count) {
  for (let number = from; number < from + count; number++) book.add(new Order(number));
}

take(0, 200);
