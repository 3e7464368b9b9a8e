'use strict';
// Prices that change, in elements of their own.
class PriceStore {
  constructor() { this.subscribers = new Set(); this.price = 10; }
  subscribe(call) { this.subscribers.add(call); call(this.price); }
}

const prices = new PriceStore();

class PriceTag extends HTMLElement {
  connectedCallback() {
    this.history = [];
    prices.subscribe(this.show.bind(this));
  }
  show(price) { this.history.push({ price }); this.textContent = `${price} €`; }
}

customElements.define('price-tag', PriceTag);

// what the user does: look at another article
function step() {
  document.getElementById('place').replaceChildren(document.createElement('price-tag'));
}
