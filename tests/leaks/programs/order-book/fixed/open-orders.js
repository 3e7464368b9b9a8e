'use strict';
class Order {
  constructor(id) { this.id = id; this.lines = [{ sku: `sku ${id}` }]; this.closed = false; }
}

class OpenOrders {
  #byId = {};
  add(id) { this.#byId[id] = new Order(id); return 'open'; }
  remove(id) { delete this.#byId[id]; return 'closed'; }
}

module.exports = { openOrders: new OpenOrders() };
