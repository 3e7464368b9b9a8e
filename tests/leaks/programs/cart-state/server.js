'use strict';
// Carts in a state that is never changed, only replaced.
const http = require('http');

class Cart { constructor(id) { this.id = id; this.lines = [{ article: id % 50, count: 1 }]; } }

class Store {
  constructor() { this.state = { user: null, carts: { byId: {}, last: null } }; }
  add(cart) {
    const { carts } = this.state;
    this.state = { ...this.state, carts: { ...carts, byId: { ...carts.byId, [`cart-${cart.id}`]: cart }, last: cart.id } };
  }
}

const store = new Store();
http.createServer((req, res) => {
  store.add(new Cart(Number(req.url.split('/')[2])));
  res.end(`${store.state.carts.last}`);
}).listen(process.env.PORT, '127.0.0.1');
