'use strict';
class Order {
  constructor(id) { this.id = id; this.lines = [{ sku: `sku ${id}` }]; this.closed = false; }
}

class OrderRegistry {
  constructor() { this.orders = new Map(); }
  open(id) { this.orders.set(id, new Order(id)); return 'open'; }
  close(id) { this.orders.get(id).closed = true; return 'closed'; }
}

module.exports = { OrderRegistry };
